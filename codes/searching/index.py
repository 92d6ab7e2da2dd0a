"""The words of the whole content, in every language of the site at once, and what each says about which code."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from operator import mul

from codes import phrases
from codes.catalogue import Edition, Entry, editions, per_edition
from codes.searching.vocabulary import Vocabulary, vocabulary
from codes.searching.words import fold
from codes.smtp import theory

# A word in the name says more about an entry than one in its advice.
WEIGHTS = {
    "name": 12,
    "aliases": 10,
    "rfc_text": 8,
    "summary": 5,
    "when_seen": 3,
    "description": 2,
    "how_to_fix": 1,
    "when_to_use": 1,
    "note": 1,
}
OTHER_LANGUAGE = 0.6  # the reader's own words first
UNOFFICIAL = 0.75  # of two codes that fit alike, the one that a standard knows
SHORTEST_BEGINNING = 3
# Somebody who types a whole name, search word or text of an RFC means that entry; inside a longer text it says less.
WHOLE_PHRASE, PHRASE_INSIDE, LONGEST_PHRASE = 60.0, 12.0, 8


@dataclass(frozen=True, slots=True)
class Said:
    """What a word says: of which codes, by their places in the index, how much of each, and how rare the word is."""

    places: tuple[int, ...]
    weights: tuple[float, ...]
    rarity: float


@dataclass(frozen=True)
class Index:
    """How much each word says about which code or class; a rare word says more."""

    places: dict[str, int]  # of the codes and classes, in the order of those that fit alike
    standing: tuple[float, ...]
    vocabulary: Vocabulary
    alone: dict[str, Said]
    with_longer: dict[str, Said]  # the words that others begin with, together with those
    phrases: dict[str, tuple[str, ...]]
    openings: dict[tuple[str, str], int]  # the first two words of the phrases, with how long the longest is

    def score(self, words: list[str]) -> list[float]:
        """How well each code and class fits the words, by its place."""
        scores, heard = [0.0] * len(self.places), [0.0] * len(self.places)
        known = 0.0
        for word in dict.fromkeys(words):
            said = self.said(word, is_typed=word == words[-1])
            rarity = said.rarity
            known += rarity
            for place, weight in zip(said.places, said.weights, strict=True):
                scores[place] += weight
                heard[place] += rarity
        if known:  # an entry that speaks of all the words that count comes before one that speaks of one of them often
            scores = [score * (part / known) for score, part in zip(scores, heard, strict=True)]
        for value, bonus in self.phrase_scores(words):
            scores[self.places[value]] += bonus
        return list(map(mul, scores, self.standing))

    def said(self, word: str, *, is_typed: bool) -> Said:
        """What a word says, with those that it begins or else is spelt like; the last one may still be typed."""
        known = self.with_longer.get(word) or self.alone.get(word)
        if known and not (is_typed and len(word) == SHORTEST_BEGINNING - 1):
            return known
        begun = list(self.vocabulary.begun(word)) if len(word) >= SHORTEST_BEGINNING - is_typed else []
        return together(self.alone, begun or self.vocabulary.alike(word))

    def phrase_scores(self, words: list[str]) -> Iterator[tuple[str, float]]:
        """What whole names, search words and sentences inside the query add; longer ones more."""
        whole = " ".join(words)
        for value in self.phrases.get(whole, ()):
            yield value, WHOLE_PHRASE
        for start, opening in enumerate(pairwise(words)):
            if opening in self.openings:
                longest = min(self.openings[opening], len(words) - start, len(words) - 1)
                for length in range(2, longest + 1):
                    for value in self.phrases.get(" ".join(words[start : start + length]), ()):
                        yield value, PHRASE_INSIDE * length


def together(alone: dict[str, Said], near: Iterable[tuple[str, float]]) -> Said:
    """What several words say for one, each as much as it is close to that."""
    found: dict[int, float] = {}
    rarest = 0.0
    for word, closeness in near:
        said = alone[word]
        rarest = max(rarest, said.rarity)
        for place, weight in zip(said.places, said.weights, strict=True):
            close = closeness * weight
            if close > found.get(place, 0.0):
                found[place] = close
    return Said(tuple(found), tuple(found.values()), rarest)


@per_edition
def index(edition: Edition) -> Index:
    """The index for the readers of an edition: their language first, and all others."""
    standing = dict.fromkeys(theory.CLASSES, 1.0)
    standing |= {entry.value: 1.0 if entry.is_official else UNOFFICIAL for entry in edition.codes.values()}
    places = {value: place for place, value in enumerate(standing)}
    weights, spoken = weigh(edition, places), by_phrase(edition, places)
    every = vocabulary(tuple(sorted(weights)))
    alone = {word: by_itself(weights[word], len(places)) for word in every.words}
    with_longer = {
        word: together(alone, every.begun(word))
        for word, following in pairwise(every.words)
        if len(word) >= SHORTEST_BEGINNING and following.startswith(word)
    }
    return Index(places, tuple(standing.values()), every, alone, with_longer, spoken, openings(spoken))


def weigh(edition: Edition, places: dict[str, int]) -> dict[str, dict[int, float]]:
    """Where each word stands: the places of the codes and classes, with the weight of the text that counts most."""
    weights: dict[str, dict[int, float]] = defaultdict(dict)
    for each in editions(edition):
        factor = 1.0 if each is edition else OTHER_LANGUAGE
        for value, weight, text in texts(each):
            place = places.get(value)
            if place is not None:  # of two revisions, while a newer one comes, the other may know more codes
                for word in set(fold(text)):
                    weights[word][place] = max(weights[word].get(place, 0.0), weight * factor)
    return weights


def by_phrase(edition: Edition, places: dict[str, int]) -> dict[str, tuple[str, ...]]:
    """The codes and classes that each sentence stands for, by its words."""
    spoken: dict[str, dict[str, None]] = defaultdict(dict)
    for each in editions(edition):
        for value, phrase in named(each):
            if value in places:
                spoken[" ".join(fold(phrase))][value] = None
    return {phrase: tuple(values) for phrase, values in spoken.items()}


def openings(spoken: Iterable[str]) -> dict[tuple[str, str], int]:
    """The first two words of each phrase, with the length of the longest that is looked for inside a query."""
    found: dict[tuple[str, str], int] = {}
    for words in (phrase.split() for phrase in spoken):
        if 2 <= len(words) <= LONGEST_PHRASE:
            opening = words[0], words[1]
            found[opening] = max(found.get(opening, 0), len(words))
    return found


def by_itself(weights: dict[int, float], count: int) -> Said:
    """What a word says that has these weights among so many codes and classes."""
    rarity = math.log(1 + count / len(weights))
    louder = {weight: weight * rarity for weight in set(weights.values())}  # the few that there are, each held once
    return Said(tuple(weights), tuple(louder[weight] for weight in weights.values()), rarity)


def texts(edition: Edition) -> Iterator[tuple[str, float, str]]:
    """Every text with the code or class it speaks of and how much its words count."""
    for entry in usual(edition):
        for name, weight in WEIGHTS.items():
            value = getattr(entry, name)
            yield entry.value, weight, " ".join(value) if isinstance(value, tuple) else str(value)
    for name, outcome in theory.CLASSES.items():
        for word in phrases.CLASS_WORDS[outcome]:
            yield name, WEIGHTS["aliases"], word


def named(edition: Edition) -> Iterator[tuple[str, str]]:
    """Every sentence that stands for a code or class as a whole."""
    for entry in usual(edition):
        for phrase in (entry.name.plain, entry.rfc_text, *entry.aliases, *patterns(entry)):
            if phrase:
                yield entry.value, phrase
    for name, outcome in theory.CLASSES.items():
        for word in phrases.CLASS_WORDS[outcome]:
            yield name, word


def usual(edition: Edition) -> Iterable[Entry]:
    """The entries, an enhanced one by its most usual reading."""
    return (entry for entry in edition.codes.values() if entry.is_usual)


def patterns(entry: Entry) -> Iterator[str]:
    """The sentences of providers, between their gaps."""
    for reply in entry.providers:
        yield from (part for part in reply.pattern.split("…") if len(part.split()) > 1)

"""The words of the whole content, in every language of the site at once, and what each says about which code."""

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from codes import phrases
from codes.catalogue import Edition, Entry, editions, per_edition
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
EXACT, BEGINNING, ALIKE = 1.0, 0.6, 0.45
UNOFFICIAL = 0.75  # of two codes that fit alike, the one that a standard knows
# A word that is misspelt more than so is another word; short ones cannot be told apart.
LEAST_ALIKE, SHORTEST_ALIKE, MOST_ALIKE = 82, 4, 3
SHORTEST_BEGINNING = 3
# Somebody who types a whole name, search word or text of an RFC means that entry; inside a longer text it says less.
WHOLE_PHRASE, PHRASE_INSIDE, LONGEST_PHRASE = 60.0, 12.0, 8


@dataclass(frozen=True)
class Index:
    """How much each word says about which code or class; a rare word says more."""

    words: list[str]
    weights: dict[str, dict[str, float]]
    rarity: dict[str, float]
    phrases: dict[str, set[str]]
    standing: dict[str, float]

    def score(self, words: list[str]) -> dict[str, float]:
        """How well each code and class fits the words, those that nothing knows left out."""
        scores: dict[str, float] = defaultdict(float)
        heard: dict[str, float] = defaultdict(float)
        known = 0.0
        for word in dict.fromkeys(words):
            found, rarity = self.matches(word, is_typed=word == words[-1])
            known += rarity
            for value, weight in found.items():
                scores[value] += weight
                heard[value] += rarity
        # An entry that speaks of all the words that count comes before one that speaks of one of them often.
        covered = {value: score * (heard[value] / known) for value, score in scores.items()} if known else {}
        for value, bonus in self.phrase_scores(words):
            covered[value] = covered.get(value, 0.0) + bonus
        return {value: score * self.standing[value] for value, score in covered.items()}

    def matches(self, word: str, *, is_typed: bool) -> tuple[dict[str, float], float]:
        """The codes that a word, its beginning or one spelt like it speaks of, and how rare it is."""
        found: dict[str, float] = {}
        rarest = 0.0
        for other, closeness in self.like(word, is_typed=is_typed):
            rarity = self.rarity[other]
            rarest = max(rarest, rarity)
            for value, weight in self.weights[other].items():
                found[value] = max(found.get(value, 0.0), closeness * weight * rarity)
        return found, rarest

    def like(self, word: str, *, is_typed: bool) -> Iterator[tuple[str, float]]:
        """The known words for one of the query, with how close they are; the last one may still be typed."""
        if word in self.weights:
            yield word, EXACT
        begun = list(self.beginning_with(word)) if len(word) >= SHORTEST_BEGINNING - is_typed else []
        yield from ((other, BEGINNING) for other in begun if other != word)
        if word not in self.weights and not begun and len(word) >= SHORTEST_ALIKE:
            near = process.extract(word, self.words, scorer=fuzz.ratio, limit=MOST_ALIKE, score_cutoff=LEAST_ALIKE)
            yield from ((other, ALIKE * ratio / 100) for other, ratio, _position in near)

    def beginning_with(self, start: str) -> Iterator[str]:
        """The known words that begin so."""
        position = bisect_left(self.words, start)
        while position < len(self.words) and self.words[position].startswith(start):
            yield self.words[position]
            position += 1

    def phrase_scores(self, words: list[str]) -> Iterator[tuple[str, float]]:
        """What whole names, search words and sentences inside the query add; longer ones more."""
        whole = " ".join(words)
        for value in self.phrases.get(whole, ()):
            yield value, WHOLE_PHRASE
        for length in range(min(LONGEST_PHRASE, len(words) - 1), 1, -1):
            for start in range(len(words) - length + 1):
                for value in self.phrases.get(" ".join(words[start : start + length]), ()):
                    yield value, PHRASE_INSIDE * length


@per_edition
def index(edition: Edition) -> Index:
    """The index for the readers of an edition: their language first, and all others."""
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    known: dict[str, set[str]] = defaultdict(set)
    for each in editions(edition):
        factor = 1.0 if each is edition else OTHER_LANGUAGE
        for value, weight, text in texts(each):
            for word in fold(text):
                weights[word][value] = max(weights[word].get(value, 0.0), weight * factor)
        for value, phrase in named(each):
            known[" ".join(fold(phrase))].add(value)
    count = len(edition.codes) + len(theory.CLASSES)
    rarity = {word: math.log(1 + count / len(values)) for word, values in weights.items()}
    standing = {entry.value: 1.0 if entry.is_official else UNOFFICIAL for entry in edition.codes.values()}
    return Index(sorted(weights), dict(weights), rarity, dict(known), dict.fromkeys(theory.CLASSES, 1.0) | standing)


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

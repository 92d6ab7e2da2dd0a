"""Search: a code first, words second."""

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from codes.catalogue import Edition, Entry
from codes.smtp import query, theory

LONGEST_QUERY = 200
WORD = re.compile(r"\w+")
# A word in the name says more about an entry than one in its advice.
WEIGHTS = {
    "name": 12,
    "aliases": 10,
    "rfc_text": 6,
    "summary": 5,
    "when_seen": 3,
    "description": 2,
    "how_to_fix": 1,
    "when_to_use": 1,
    "note": 1,
}
EXACT, PREFIX = 2, 1
# Somebody who types a whole name or search word means that entry.
WHOLE_PHRASE = 100
SHORTEST_RESPELT, MOST_RESPELT = 3, 4


@dataclass(frozen=True)
class SearchResult:
    """What was asked and what was found; address is where a query goes that names exactly one thing."""

    asked: str
    address: tuple[str, str] | None = None
    entries: tuple[Entry, ...] = ()
    unknown: tuple[str, ...] = ()
    nearest: tuple[Entry, ...] = ()

    @property
    def values(self) -> list[str]:
        """What was found as bare codes, best first; a class stands for itself."""
        if self.address and self.address[0] == "class":
            return [self.address[1]]
        return [entry.value for entry in self.entries]


@dataclass(frozen=True)
class Index:
    """The words of an edition in order, and how much each says about which code."""

    words: list[str]
    weights: dict[str, dict[str, int]]
    phrases: dict[str, set[str]]

    def matches(self, word: str) -> dict[str, int]:
        """The codes that a word or its beginning speaks of."""
        found: dict[str, int] = defaultdict(int)
        for known in self.words_from(word):
            closeness = EXACT if known == word else PREFIX
            for value, weight in self.weights[known].items():
                found[value] = max(found[value], closeness * weight)
        return found

    def words_from(self, start: str) -> Iterator[str]:
        """The words that begin so."""
        position = bisect_left(self.words, start)
        while position < len(self.words) and self.words[position].startswith(start):
            yield self.words[position]
            position += 1


def fold(text: str) -> list[str]:
    """The words of a text without case and accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return WORD.findall("".join(char for char in decomposed if not unicodedata.combining(char)))


@lru_cache(maxsize=32)
def index(edition: Edition) -> Index:
    """The index of an edition, made once."""
    weights: dict[str, dict[str, int]] = defaultdict(dict)
    phrases: dict[str, set[str]] = defaultdict(set)
    for entry in edition.codes.values():
        if not entry.is_usual:
            continue
        for phrase in (entry.name.plain, entry.rfc_text, *entry.aliases):
            phrases[" ".join(fold(phrase))].add(entry.value)
        for name, weight in WEIGHTS.items():
            value = getattr(entry, name)
            for word in fold(" ".join(value) if isinstance(value, tuple) else str(value)):
                weights[word][entry.value] = max(weights[word].get(entry.value, 0), weight)
    return Index(sorted(weights), weights, phrases)


def search(edition: Edition, text: str) -> SearchResult:
    """What the text names, or else what its words speak of, best first."""
    asked = query.parse(text)
    found = {value: edition.find(value) for value in asked.codes}
    known = tuple({entry.value: entry for entry in found.values() if entry}.values())
    unknown = tuple(value for value, entry in found.items() if not entry)
    if len(known) == 1 and not unknown:
        return SearchResult(asked.text, address=("code", known[0].value), entries=known)
    if len(known) == 2 and not unknown:
        left, right = sorted((entry.value for entry in known), key=theory.order)
        return SearchResult(asked.text, address=("compare", f"{left}-vs-{right}"), entries=known)
    if asked.class_name:
        return SearchResult(asked.text, address=("class", asked.class_name))
    if asked.codes:
        nearest = edition.nearest(unknown[0]) if unknown else ()
        return SearchResult(asked.text, entries=known, unknown=unknown, nearest=nearest)
    if asked.start:
        return begun(edition, asked.text, asked.start)
    words = fold(asked.text)
    best = by_words(edition, words)
    return SearchResult(
        asked.text, entries=best, nearest=() if best else by_words(edition, respelt(edition, words))[:3]
    )


def begun(edition: Edition, asked: str, start: str) -> SearchResult:
    """The codes that begin so; the first digits of a reply code do not ask for enhanced codes."""
    dotted = "." in start
    started = tuple(e for e in edition.codes.values() if e.value.startswith(start) and e.is_enhanced == dotted)
    return SearchResult(asked, entries=started, nearest=() if dotted else edition.nearest(start.ljust(3, "0")))


def respelt(edition: Edition, words: list[str]) -> list[str]:
    """The words of the edition that look most like the ones that found nothing; few, since looking is slow."""
    known = index(edition).words
    wrong = [word for word in words if len(word) > SHORTEST_RESPELT][:MOST_RESPELT]
    return [match for word in wrong for match in get_close_matches(word, known, n=1, cutoff=0.75)]


def by_words(edition: Edition, words: list[str]) -> tuple[Entry, ...]:
    """The entries that speak of every word, or, if none does, of most of them."""
    matches = [index(edition).matches(word) for word in dict.fromkeys(words)]
    scores: dict[str, int] = defaultdict(int)
    hits: dict[str, int] = defaultdict(int)
    for found in matches:
        for value, weight in found.items():
            scores[value] += weight
            hits[value] += 1
    for value in index(edition).phrases.get(" ".join(words), ()):
        scores[value] += WHOLE_PHRASE
    most = max(hits.values(), default=0)
    best = [value for value in edition.codes if hits[value] == most and most > 0]
    return tuple(edition.codes[value] for value in sorted(best, key=lambda value: -scores[value]))

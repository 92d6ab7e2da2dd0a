"""Search: what a query names goes first, what its words speak of second.

words       a text as words, in any script
vocabulary  all words of the content, and those that are close to a word
index       what each word says about which code, in every language at once
"""

from dataclasses import dataclass
from operator import itemgetter

from codes.catalogue import Edition, Entry
from codes.searching.index import index
from codes.searching.words import fold
from codes.smtp import query, theory

LONGEST_QUERY = 200
MOST_RESULTS = 30
# What says less than so of the best one's share has nothing to do with the query.
WORTH_SHOWING = 0.25 - 1e-9  # a quarter is worth it, however it was rounded


@dataclass(frozen=True)
class SearchResult:
    """What was asked and what was found; address is where a query goes that names exactly one thing."""

    asked: str
    address: tuple[str, str] | None = None
    classes: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    unknown: tuple[str, ...] = ()
    nearest: tuple[Entry, ...] = ()

    @property
    def values(self) -> list[str]:
        """What was found as bare codes, best first; a class stands for itself."""
        if self.address and self.address[0] == "class":
            return [self.address[1]]
        return [*self.classes, *(entry.value for entry in self.entries)]


def search(edition: Edition, text: str) -> SearchResult:
    """What the text names, or else what its words speak of, best first."""
    asked = query.parse(text)
    if asked.codes:
        return by_codes(edition, asked)
    if asked.class_name and asked.is_bare:
        return SearchResult(asked.text, address=("class", asked.class_name))
    if asked.start:
        return begun(edition, asked)
    classes, entries = by_words(edition, fold(asked.text))
    if asked.class_name:
        classes = (asked.class_name, *(name for name in classes if name != asked.class_name))
    return SearchResult(asked.text, classes=classes, entries=entries)


def by_codes(edition: Edition, asked: query.Query) -> SearchResult:
    """The codes that a query names: one leads to its page, two to their comparison."""
    found = {value: edition.find(value) for value in asked.codes}
    known = tuple({entry.value: entry for entry in found.values() if entry}.values())
    unknown = tuple(value for value, entry in found.items() if not entry)
    if len(known) == 1 and not unknown:
        return SearchResult(asked.text, address=("code", known[0].value), entries=known)
    if len(known) == 2 and not unknown:
        left, right = sorted((entry.value for entry in known), key=theory.order)
        return SearchResult(asked.text, address=("compare", f"{left}-vs-{right}"), entries=known)
    nearest = edition.nearest(unknown[0]) if unknown else ()
    return SearchResult(asked.text, entries=known, unknown=unknown, nearest=nearest)


def begun(edition: Edition, asked: query.Query) -> SearchResult:
    """The codes that begin so; the first digits of a reply code do not ask for enhanced codes."""
    start = asked.start or ""
    dotted = "." in start
    started = tuple(e for e in edition.codes.values() if e.value.startswith(start) and e.is_enhanced == dotted)
    whole = theory.parse_class(f"{start}xx") if len(start) == 1 else None
    nearest = () if dotted else edition.nearest(start.ljust(3, "0"))
    return SearchResult(asked.text, classes=(whole,) if whole else (), entries=started, nearest=nearest)


def by_words(edition: Edition, words: list[str]) -> tuple[tuple[str, ...], tuple[Entry, ...]]:
    """The classes and the entries that speak of the words; a class only where it is the best answer."""
    everything = index(edition)
    scores = everything.score(words)
    best = max(scores)
    if not best:
        return (), ()
    least = WORTH_SHOWING * best
    worth = [(value, score) for value, score in zip(everything.places, scores, strict=True) if score >= least]
    shown = sorted(worth, key=itemgetter(1), reverse=True)[:MOST_RESULTS]
    names = tuple(value for value, score in shown if value in theory.CLASSES and score >= best)
    return names, tuple(edition.codes[value] for value, _score in shown if value in edition.codes)

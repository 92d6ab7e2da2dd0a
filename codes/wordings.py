"""Sentences that are known: those of providers, and those that name a code without its number."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from codes.catalogue import Edition, Entry, ProviderReply, per_edition
from codes.searching.index import index
from codes.searching.words import fold
from codes.smtp.marks import Mark, Part

# So many words are hardly written by two providers alike; with fewer, the text has to name the provider.
DISTINCT = 6
# What may stand in the place of "…" in a provider's wording.
LONGEST_GAP = 300
# Few sentences that name a code are longer or shorter; and a guess looks at the beginning of a text only.
PHRASE_WORDS, SHORTEST_PHRASE, MOST_WORDS = range(6, 0, -1), 9, 3000
BEGINNING = 16 * MOST_WORDS
MOST_GUESSES = 3
# Every line of a reply begins with its codes, in the midst of a sentence: RFC 5321, 4.2.1.
LINE_CODES = re.compile(
    r"\s(?:\s+|(?<=[\t\r\n])|(?=[245]\d\d[ -]))(?:[245]\d\d[ -](?:[245]\.\d{1,3}\.\d{1,3}\s+)?)?", re.ASCII
)


@dataclass(frozen=True)
class Wording:
    """A provider's sentence where it stands in a text."""

    mark: Mark
    reply: ProviderReply


class Flattened:
    """A text in lower case with single spaces and without the codes between its lines, and the way back."""

    def __init__(self, text: str) -> None:
        pieces, self.flat_starts, self.starts, length, position = [], [], [], 0, 0
        for match in LINE_CODES.finditer(text):
            piece = text[position : match.start()]
            self.flat_starts.append(length)
            self.starts.append(position)
            pieces.append(piece)
            length += len(piece) + 1
            position = match.end()
        self.flat_starts.append(length)
        self.starts.append(position)
        joined = " ".join([*pieces, text[position:]])
        lowered = joined.lower()
        self.text = lowered if len(lowered) == len(joined) else joined

    def position(self, flat: int) -> int:
        """Where a character of the flat text stands in the original."""
        piece = bisect_right(self.flat_starts, flat) - 1
        return self.starts[piece] + flat - self.flat_starts[piece]


@per_edition
def known(edition: Edition) -> tuple[tuple[ProviderReply, tuple[str, ...]], ...]:
    """Every provider's sentence once, cut at its gaps."""
    found = {(reply.provider, reply.pattern): reply for entry in edition.codes.values() for reply in entry.providers}
    return tuple((reply, tuple(cut(reply.pattern))) for reply in found.values())


def cut(pattern: str) -> list[str]:
    """The parts of a sentence between its gaps, as a flattened text has them."""
    return [" ".join(part.lower().split()) for part in pattern.split("…") if part.strip()]


def wordings(edition: Edition, text: str) -> tuple[Wording, ...]:
    """The providers' sentences in a text, in their order; the longest first where several begin together."""
    return tuple(sorted(matches(edition, Flattened(text)), key=lambda found: (found.mark.start, -found.mark.end)))


def matches(edition: Edition, flat: Flattened) -> Iterator[Wording]:
    """Every sentence wherever it stands in the text; where a provider is named, only sentences of that one count."""
    signs = {reply.provider: reply.provider_sign for reply, _parts in known(edition)}
    named = {provider for provider, sign in signs.items() if sign in flat.text}
    for reply, parts in known(edition):
        is_distinct = not named and sum(len(part.split()) for part in parts) >= DISTINCT
        if reply.provider in named or is_distinct:
            for start, end in find(flat.text, parts):
                mark = Mark(flat.position(start), flat.position(end - 1) + 1, Part.PHRASE, reply.provider)
                yield Wording(mark, reply)


def find(text: str, parts: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Where the parts stand in their order, none far from the one before."""
    start = text.find(parts[0]) if parts else -1
    while start >= 0:
        end = start + len(parts[0])
        for part in parts[1:]:
            position = text.find(part, end, end + LONGEST_GAP)
            if position < 0:
                break
            end = position + len(part)
        else:
            yield start, end
        start = text.find(parts[0], end)


@dataclass(frozen=True)
class Guess:
    """A code that the words of a text make likely, and those words."""

    entry: Entry
    words: str


def guesses(edition: Edition, text: str) -> tuple[Guess, ...]:
    """The codes that names, search words and RFC texts in a text speak of, the longest wording first."""
    words = fold(text[:BEGINNING])[:MOST_WORDS]
    everything = index(edition)
    found: dict[str, Guess] = {}
    for length in PHRASE_WORDS:
        for start in range(len(words) - length + 1):
            phrase = " ".join(words[start : start + length])
            values = edition.codes.keys() & everything.phrases.get(phrase, ())
            if values and len(phrase) >= SHORTEST_PHRASE:
                scores = everything.score(words[start : start + length])
                for value in sorted(values, key=lambda value: -scores[everything.places[value]]):
                    found.setdefault(value, Guess(edition.codes[value], phrase))
        if len(found) >= MOST_GUESSES:
            break
    return tuple(found.values())[:MOST_GUESSES]

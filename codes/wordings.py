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
# What a provider's hosts and addresses have in common: the first word of its name, "laposte" for La Poste.
SIGN = re.compile(r"(?:(?:el|la|le|the)\s)?[^\s./]+")
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
        self.text = lowered(" ".join([*pieces, text[position:]]))

    def position(self, flat: int) -> int:
        """Where a character of the flat text stands in the original."""
        piece = bisect_right(self.flat_starts, flat) - 1
        return self.starts[piece] + flat - self.flat_starts[piece]


def lowered(text: str) -> str:
    """The text in lower case, unless that moves its characters."""
    lower = text.lower()
    return lower if len(lower) == len(text) else text


@dataclass(frozen=True)
class Sentence:
    """What a provider says, cut at its gaps; where its longest word is missing, it need not be looked for."""

    reply: ProviderReply
    sign: str
    parts: tuple[str, ...]
    longest: str
    is_distinct: bool


@per_edition
def known(edition: Edition) -> tuple[Sentence, ...]:
    """Every provider's sentence once."""
    found = {(reply.provider, reply.pattern): reply for entry in edition.codes.values() for reply in entry.providers}
    return tuple(sentence(reply) for reply in found.values())


def sentence(reply: ProviderReply) -> Sentence:
    """A provider's sentence as a flattened text has it."""
    parts = tuple(cut(reply.pattern))
    words = [word for part in parts for word in part.split()]
    return Sentence(reply, sign_of(reply.provider), parts, max(words, key=len, default=""), len(words) >= DISTINCT)


def sign_of(provider: str) -> str:
    """How a text shows that a provider has to do with it."""
    first = SIGN.match(provider.lower())
    return first[0].replace(" ", "") if first else provider.lower()


def cut(pattern: str) -> list[str]:
    """The parts of a sentence between its gaps, as a flattened text has them."""
    return [" ".join(part.lower().split()) for part in pattern.split("…") if part.strip()]


def wordings(edition: Edition, text: str) -> tuple[Wording, ...]:
    """The providers' sentences in a text, in their order; the longest first where several begin together."""
    likely = to_look_for(edition, lowered(text))
    found = matches(likely, Flattened(text)) if likely else ()
    return tuple(sorted(found, key=lambda found: (found.mark.start, -found.mark.end)))


def to_look_for(edition: Edition, lower: str) -> list[Sentence]:
    """The sentences of providers that the text names, else those that hardly two write alike; if it has their words."""
    named = {sign for sign in {each.sign for each in known(edition)} if sign in lower}
    count = [each for each in known(edition) if (each.sign in named if named else each.is_distinct)]
    there = {word for word in {each.longest for each in count} if word in lower}
    return [each for each in count if each.longest in there]


def matches(wanted: list[Sentence], flat: Flattened) -> Iterator[Wording]:
    """The sentences wherever they stand in the text."""
    for each in wanted:
        for start, end in find(flat.text, each.parts):
            mark = Mark(flat.position(start), flat.position(end - 1) + 1, Part.PHRASE, each.reply.provider)
            yield Wording(mark, each.reply)


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

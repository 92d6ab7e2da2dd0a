"""The pasted text with its recognised parts numbered, and the list that says what each number is."""

from collections.abc import Iterator
from dataclasses import dataclass

from codes import phrases
from codes.catalogue import Edition, Entry
from codes.smtp.marks import ADDRESS, Mark, Part

# A longer stretch without a recognised part is shown at its ends only.
LONGEST_STRETCH, AROUND, MOST_MARKS = 700, 250, 400


@dataclass(frozen=True)
class Words:
    """A stretch of text; the local part of an address is marked, so that it can be hidden."""

    text: str
    is_local_part: bool = False


@dataclass(frozen=True)
class Piece:
    """A stretch of the text; number ties a recognised part to the list, a gap stands for what is not shown."""

    words: tuple[Words, ...]
    number: int | None = None
    label: str = ""
    is_gap: bool = False


@dataclass(frozen=True)
class Item:
    """What a number stands for."""

    number: int
    label: str
    value: tuple[Words, ...]
    meaning: str
    entry: Entry | None = None


def words(text: str) -> tuple[Words, ...]:
    """A text with the local parts of its addresses apart."""
    found, position = [], 0
    for match in ADDRESS.finditer(text):
        local = match.end(1) - len(match[1].rpartition("@")[2]) - 1
        found += [Words(text[position : match.start(1)]), Words(text[match.start(1) : local], is_local_part=True)]
        position = local
    return tuple(piece for piece in [*found, Words(text[position:])] if piece.text)


def numbered(marks: tuple[Mark, ...]) -> dict[tuple[Part, str], int]:
    """A number for each different part, in the order of the text."""
    numbers: dict[tuple[Part, str], int] = {}
    for mark in marks[:MOST_MARKS]:
        numbers.setdefault((mark.part, mark.value), len(numbers) + 1)
    return numbers


def pieces(text: str, marks: tuple[Mark, ...]) -> tuple[Piece, ...]:
    """The text cut at its recognised parts."""
    numbers = numbered(marks)
    found: list[Piece] = []
    position = 0
    for mark in marks[:MOST_MARKS]:
        found += between(text, position, mark.start)
        label = str(phrases.PARTS[mark.part])
        found.append(Piece(words(text[mark.start : mark.end]), numbers[mark.part, mark.value], label))
        position = mark.end
    return (*found, *between(text, position, len(text)))


def between(text: str, start: int, end: int) -> Iterator[Piece]:
    """The text between two recognised parts; of a long one, the lines next to them."""
    if end - start <= LONGEST_STRETCH:
        yield Piece(words(text[start:end]))
        return
    if start:
        break_off = text.rfind("\n", start, start + AROUND) + 1 or start + AROUND
        yield Piece(words(text[start:break_off]))
    yield Piece((), is_gap=True)
    if end < len(text):
        set_in = text.find("\n", end - AROUND, end) + 1 or end - AROUND
        yield Piece(words(text[set_in:end]))


def items(edition: Edition, marks: tuple[Mark, ...]) -> tuple[Item, ...]:
    """The list of what was recognised."""
    shown = numbered(marks).items()
    return tuple(item(edition, part, value, number) for (part, value), number in shown)


def item(edition: Edition, part: Part, value: str, number: int) -> Item:
    """What one recognised part is."""
    label = str(phrases.PARTS[part])
    if part in {Part.REPLY, Part.ENHANCED, Part.STATUS}:
        entry = edition.find(value)
        return Item(
            number, label, (Words(value),), "" if part is not Part.STATUS else phrases.part_meaning(part), entry
        )
    if part is Part.PHASE:
        phase = phrases.phase_name(value)
        return Item(number, label, (Words(phase),), phrases.phase_meaning(phase))
    if part is Part.PHRASE:
        return Item(number, label, (Words(value),), phrases.provider_meaning(value))
    return Item(number, label, words(value), phrases.part_meaning(part))

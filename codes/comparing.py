"""Two entries to one finished comparison page."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from operator import ne
from typing import Any, NamedTuple

from codes import phrases
from codes.catalogue import Confusion, Edition, Entry, Reference, Text, per_edition
from codes.smtp import facets
from codes.smtp.pairing import Source, agreement
from codes.smtp.theory import Outcome

# Stand for the two codes in a sentence that is kept; no text from outside can hold them.
LEFT, RIGHT = "\0left\0", "\0right\0"


@dataclass(frozen=True)
class Statement:
    """What one code says on one point: the question, the short answer and the whole sentence."""

    code: str
    aspect: facets.Aspect
    value: Any
    question: str
    answer: str
    sentence: str


class Row(NamedTuple):
    """One point of comparison: what each side says, and whether they truly differ."""

    left: Statement
    right: Statement
    differs: bool


class ComparisonPage(NamedTuple):
    """Everything a comparison shows, in the reader's language; what a reader of it does not ask for is not computed."""

    edition: Edition
    left: Entry
    right: Entry
    confusion: Confusion | None
    differs: tuple[bool, ...]  # on each point of comparison

    @property
    def lead(self) -> Text:
        """The editors' verdict, else the first sentence as it follows from the facts."""
        if self.confusion:
            return self.confusion.verdict
        return Text(composed_lead(self.edition, self.left, self.right), self.edition.language)

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every point of comparison."""
        left, right = (statements(self.edition, side.value) for side in (self.left, self.right))
        return tuple(map(Row, left, right, self.differs))

    @property
    def differences(self) -> tuple[Row, ...]:
        """The points on which the codes differ."""
        return tuple(row for row in self.rows if row.differs)

    @property
    def agreeing(self) -> tuple[Row, ...]:
        """The points on which they agree."""
        return tuple(row for row in self.rows if not row.differs)

    @property
    def added(self) -> tuple[Text, ...]:
        """The differences that the editors have written."""
        return items(self.confusion.differences) if self.confusion else ()

    @property
    def alike(self) -> str:
        """What stands in the place of differences where there are none."""
        return "" if any(self.differs) else said_of_two(self.edition, self.left, self.right, phrases.alike)

    @property
    def shared(self) -> Entry | None:
        """The entry that both are readings of."""
        return self.left if self.left.family == self.right.family else None

    @property
    def why_paired(self) -> str:
        """The sources that name a reply code and an enhanced code together."""
        sources = next((pair.sources for pair in self.left.pairs if pair.value == self.right.value), ())
        return source_list(self.edition, sources) if sources else ""

    @property
    def references(self) -> tuple[Reference, ...]:
        """The references of both, left first; what both link under the same words stands once."""
        return tuple((by_words(self.left) | by_words(self.right)).values())

    @property
    def neighbours(self) -> tuple[Confusion, ...]:
        """The other pairs that people mix up with one of the two."""
        pairs = (*self.edition.confused_with(self.left.value), *self.edition.confused_with(self.right.value))
        return tuple(pair for pair in pairs if pair is not self.confusion)


def compare(edition: Edition, left: Entry, right: Entry) -> ComparisonPage:
    """The page of a pair; left is the smaller code. The editors' words stand before the computed ones."""
    differs = tuple(map(ne, values(edition, left.value), values(edition, right.value)))
    return ComparisonPage(edition, left, right, edition.confusions.get((left.value, right.value)), differs)


def composed_lead(edition: Edition, left: Entry, right: Entry) -> str:
    """The first sentence of a pair that no editor has written about."""
    if left.family == right.family:
        return said_of_two(edition, left, right, phrases.same_entry, left.name.plain)
    if right.is_enhanced and not left.is_enhanced and left.outcome is not Outcome.UNDEFINED:
        found = agreement(left.value, right.value, paired=right.value in left.sheet.paired)
        return said_of_two(edition, left, right, phrases.together, found, right.name.plain)
    return said_of_two(edition, left, right, phrases.lead, left.outcome, right.outcome)


def said_of_two(edition: Edition, left: Entry, right: Entry, say: Callable[..., str], *known: Hashable) -> str:
    """A sentence about two codes; it is put into words once for all pairs of which the same is known."""
    return sentence(edition, say, *known).replace(LEFT, left.value).replace(RIGHT, right.value)


@per_edition
def sentence(_edition: Edition, say: Callable[..., str], *known: Hashable) -> str:
    """A sentence with marks in the places of the two codes."""
    return say(LEFT, RIGHT, *known)


@per_edition
def source_list(_edition: Edition, sources: tuple[Source, ...]) -> str:
    """Why two codes count as a pair."""
    return phrases.source_list(sources)


@per_edition
def statements(edition: Edition, value: str) -> tuple[Statement, ...]:
    """What a code says on every point, most useful first."""
    return tuple(statement(edition.codes[value], aspect) for aspect in facets.Aspect)


@per_edition
def values(edition: Edition, value: str) -> tuple[Any, ...]:
    """What a code says on every point, without words; compared on each page, and nothing else then touched."""
    return tuple(said.value for said in statements(edition, value))


def statement(entry: Entry, aspect: facets.Aspect) -> Statement:
    """One point of a fact sheet in words."""
    value = facets.value_of(entry.sheet, aspect)
    return Statement(
        code=entry.value,
        aspect=aspect,
        value=value,
        question=str(phrases.HEADINGS[aspect]),
        answer=phrases.label(aspect, value),
        sentence=phrases.about(entry.value, aspect, value),
    )


def by_words(entry: Entry) -> dict[tuple[str, str], Reference]:
    """The references of a code by what makes two of them the same: the place, and the words of the link."""
    return {(reference.key, reference.label.plain): reference for reference in entry.references}


def items(text: Text) -> tuple[Text, ...]:
    """The items of a list that an editor wrote, to be counted on with the computed ones."""
    return tuple(Text(line.removeprefix("- "), text.language) for line in text.plain.splitlines() if line)

"""Two entries to one finished comparison page."""

from dataclasses import dataclass

from codes import phrases
from codes.catalogue import Confusion, Edition, Entry, Reference, Text
from codes.smtp import facets
from codes.smtp.pairing import agreement
from codes.smtp.theory import Outcome


@dataclass(frozen=True)
class Row:
    """One facet in the table: its question and the short answer of each side."""

    heading: str
    left: str
    right: str
    differs: bool


@dataclass(frozen=True)
class Difference:
    """One facet on which the codes differ, as a sentence about each."""

    heading: str
    left: str
    right: str


@dataclass(frozen=True)
class ComparisonPage:
    """Everything a comparison shows, in the reader's language."""

    left: Entry
    right: Entry
    lead: Text
    rows: tuple[Row, ...]
    differences: tuple[Difference, ...]
    added: tuple[Text, ...]
    alike: str
    confusion: Confusion | None
    shared: Entry | None
    why_paired: str
    references: tuple[Reference, ...]
    neighbours: tuple[Confusion, ...]


def compare(edition: Edition, left: Entry, right: Entry) -> ComparisonPage:
    """The page of a pair; left is the smaller code. The editors' words stand before the computed ones."""
    confusion = edition.confusions.get((left.value, right.value))
    found = facets.compare(left.sheet, right.sheet)
    differing = tuple(facet for facet in found if facet.differs)
    agreeing = tuple(facet for facet in found if not facet.differs)
    return ComparisonPage(
        left=left,
        right=right,
        lead=confusion.verdict if confusion else Text(composed_lead(left, right), edition.language),
        rows=tuple(row(facet) for facet in differing + agreeing),
        differences=tuple(difference(left, right, facet) for facet in differing),
        added=items(confusion.differences) if confusion else (),
        alike="" if differing else phrases.alike(left.value, right.value),
        confusion=confusion,
        shared=left if left.family == right.family else None,
        why_paired=why_paired(left, right),
        references=all_references(left, right),
        neighbours=neighbours(edition, left, right),
    )


def composed_lead(left: Entry, right: Entry) -> str:
    """The first sentence of a pair that no editor has written about."""
    if left.family == right.family:
        return phrases.same_entry(left.value, right.value, left.name.plain)
    if right.is_enhanced and not left.is_enhanced and left.outcome is not Outcome.UNDEFINED:
        found = agreement(left.value, right.value, paired=right.value in left.sheet.paired)
        return phrases.together(found, left.value, right.value, right.name.plain)
    return phrases.lead(left.value, left.outcome, right.value, right.outcome)


def why_paired(left: Entry, right: Entry) -> str:
    """The sources that name a reply code and an enhanced code together."""
    sources = next((pair.sources for pair in left.pairs if pair.value == right.value), ())
    return phrases.source_list(sources)


def row(facet: facets.Facet) -> Row:
    """One facet as a row of the table."""
    return Row(
        heading=str(phrases.HEADINGS[facet.aspect]),
        left=phrases.label(facet.aspect, facet.left),
        right=phrases.label(facet.aspect, facet.right),
        differs=facet.differs,
    )


def difference(left: Entry, right: Entry, facet: facets.Facet) -> Difference:
    """One facet as two whole sentences."""
    return Difference(
        heading=str(phrases.HEADINGS[facet.aspect]),
        left=phrases.about(left.value, facet.aspect, facet.left),
        right=phrases.about(right.value, facet.aspect, facet.right),
    )


def items(text: Text) -> tuple[Text, ...]:
    """The items of a list that an editor wrote, to be counted on with the computed ones."""
    return tuple(Text(line.removeprefix("- "), text.language) for line in text.plain.splitlines() if line)


def all_references(left: Entry, right: Entry) -> tuple[Reference, ...]:
    """The references of both, left first; what both link under the same words stands once."""
    merged: dict[tuple[str, str], Reference] = {}
    for reference in (*left.references, *right.references):
        merged.setdefault((reference.key, reference.label.plain), reference)
    return tuple(merged.values())


def neighbours(edition: Edition, left: Entry, right: Entry) -> tuple[Confusion, ...]:
    """The other pairs that people mix up with one of the two."""
    pairs = {(pair.left.value, pair.right.value): pair for pair in edition.confused_with(left.value)}
    pairs |= {(pair.left.value, pair.right.value): pair for pair in edition.confused_with(right.value)}
    pairs.pop((left.value, right.value), None)
    return tuple(pairs.values())

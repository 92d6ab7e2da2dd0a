"""Two entries to one finished comparison page."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from codes import phrases
from codes.catalogue import Confusion, Edition, Entry, Reference, Text, per_edition
from codes.smtp import facets
from codes.smtp.pairing import agreement
from codes.smtp.theory import Outcome


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
    """Everything a comparison shows, in the reader's language."""

    left: Entry
    right: Entry
    lead: Text
    agreeing: tuple[Row, ...]
    differences: tuple[Row, ...]
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
    sides = zip(statements(edition, left), statements(edition, right), strict=True)
    rows: dict[bool, list[Row]] = {True: [], False: []}
    for one, other in sides:
        differs = one.value != other.value
        rows[differs].append(Row(one, other, differs))
    return ComparisonPage(
        left=left,
        right=right,
        lead=confusion.verdict if confusion else Text(composed_lead(left, right), edition.language),
        agreeing=tuple(rows[False]),
        differences=tuple(rows[True]),
        added=items(confusion.differences) if confusion else (),
        alike="" if rows[True] else phrases.alike(left.value, right.value),
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
    return phrases.source_list(sources) if sources else ""


@per_edition
def statements_made(edition: Edition) -> dict[str, tuple[Statement, ...]]:
    """The statements of the codes that were compared so far."""
    return {}


def statements(edition: Edition, entry: Entry) -> tuple[Statement, ...]:
    """What a code says on every point, most useful first; put into words once."""
    made = statements_made(edition)
    if entry.value not in made:
        made[entry.value] = tuple(statement(entry, aspect) for aspect in facets.Aspect)
    return made[entry.value]


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

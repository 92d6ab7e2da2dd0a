"""One entry to one finished code page."""

from dataclasses import dataclass

from codes import phrases
from codes.catalogue import Confusion, Edition, Entry, Text
from codes.smtp import rfc, theory
from codes.smtp.facets import Aspect, value_of

# The questions of somebody whose mail just failed come first.
QUESTIONS = (
    Aspect.OUTCOME,
    Aspect.RETRY,
    Aspect.ADDRESS,
    Aspect.ACTS,
    Aspect.MESSAGE,
    Aspect.CONNECTION,
    Aspect.COMMANDS,
    Aspect.STATUS,
)


@dataclass(frozen=True)
class Answer:
    """A question and the code's short answer to it."""

    question: str
    answer: str


@dataclass(frozen=True)
class PhaseLine:
    """A point of the session and what the code means there."""

    command: str
    meaning: Text


@dataclass(frozen=True)
class Other:
    """A pair that the code is confused in, seen from the code: the other one."""

    entry: Entry
    confusion: Confusion


@dataclass(frozen=True)
class CodePage:
    """Everything a code page shows, in the reader's language."""

    entry: Entry
    reply_class: str | None
    answers: tuple[Answer, ...]
    phases: tuple[PhaseLine, ...]
    others: tuple[Other, ...]
    nearest: tuple[Entry, ...]


@dataclass(frozen=True)
class ClassPage:
    """Everything a class page shows: what its first digit says, and its codes."""

    name: str
    outcome: theory.Outcome
    summary: str
    theory: str
    codes: tuple[Entry, ...]
    source: str


def describe_class(edition: Edition, name: str) -> ClassPage:
    """The page of a class."""
    outcome = theory.CLASSES[name]
    return ClassPage(
        name=name,
        outcome=outcome,
        summary=phrases.class_summary(outcome),
        theory=phrases.class_theory(outcome),
        codes=edition.in_class(name),
        source=rfc.address(5321, "4.2.1"),
    )


def describe(edition: Edition, entry: Entry) -> CodePage:
    """The page of a code."""
    reply_class = theory.class_of(entry.value)
    return CodePage(
        entry=entry,
        reply_class=reply_class if reply_class in theory.CLASSES else None,
        answers=tuple(answer(entry, aspect) for aspect in QUESTIONS),
        phases=tuple(PhaseLine(str(phrases.CHOICES[phase.command]), phase.meaning) for phase in entry.phases),
        others=tuple(other(entry, confusion) for confusion in edition.confused_with(entry.value)),
        nearest=edition.nearest(entry.value, 6),
    )


def answer(entry: Entry, aspect: Aspect) -> Answer:
    """One point of the fact sheet in words."""
    return Answer(str(phrases.HEADINGS[aspect]), phrases.label(aspect, value_of(entry.sheet, aspect)))


def other(entry: Entry, confusion: Confusion) -> Other:
    """The side of a pair that is not this code."""
    return Other(confusion.right if confusion.left.value == entry.value else confusion.left, confusion)

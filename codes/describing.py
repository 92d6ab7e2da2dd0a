"""One entry to one finished code page."""

from dataclasses import dataclass

from codes import diagram, phrases
from codes.catalogue import Confusion, Edition, Entry, Text
from codes.smtp import enhanced, rfc, theory
from codes.smtp.facets import Aspect, value_of

# 550 comes with some sixty enhanced codes: too many to scroll past.
MOST_PAIRS_OPEN = 12
# The questions of somebody whose mail just failed come first.
QUESTIONS = (
    Aspect.RETRY,
    Aspect.ADDRESS,
    Aspect.ACTS,
    Aspect.MESSAGE,
    Aspect.CONNECTION,
    Aspect.COMMANDS,
    Aspect.STATUS,
)


# What bounces show most, and what stops people from sending at all.
MOST_MET = ("550", "5.1.1", "421", "451", "554", "5.7.1", "552", "530", "535", "5.7.26")


@dataclass(frozen=True)
class Answer:
    """A question and the code's short answer to it."""

    question: str
    answer: str


@dataclass(frozen=True)
class Digit:
    """One number of a code, and what it stands for."""

    value: str
    meaning: str


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
class PairLine:
    """A code of the other kind that comes with this one: its entry, where there is one, and why."""

    value: str
    entry: Entry | None
    why: str


@dataclass(frozen=True)
class Missing:
    """A code without a page: what its first digit says, if it has one, and which readings of it exist."""

    value: str
    outcome: theory.Outcome | None
    excluded: str


@dataclass(frozen=True)
class CodePage:
    """Everything a code page shows, in the reader's language."""

    entry: Entry
    classes: tuple[str, ...]
    digits: tuple[Digit, ...]
    session: diagram.Session | None
    siblings: tuple[Entry, ...]
    pairs: tuple[PairLine, ...]
    folds_pairs: bool
    answers: tuple[Answer, ...]
    phases: tuple[PhaseLine, ...]
    others: tuple[Other, ...]
    nearest: tuple[Entry, ...]


@dataclass(frozen=True)
class Group:
    """Codes of a class page under a heading of their own."""

    heading: str
    codes: tuple[Entry, ...]


@dataclass(frozen=True)
class ClassPage:
    """Everything the page of a class or a subject shows: what its number says, and its codes."""

    name: str
    title: str
    outcome: theory.Outcome | None
    summary: str
    theory: str
    groups: tuple[Group, ...]
    source: str
    source_name: str
    is_enhanced: bool
    classes: tuple[tuple[str, str], ...]
    subjects: tuple[tuple[str, str], ...]


def describe_class(edition: Edition, name: str) -> ClassPage:
    """The page of a class: 5xx, 5.x.x or x.7.x."""
    if name in theory.CLASSES:
        outcome = theory.CLASSES[name]
        return ClassPage(
            name=name,
            title=str(phrases.CHOICES[outcome]),
            outcome=outcome,
            summary=phrases.class_summary(outcome),
            theory=phrases.class_theory(outcome),
            groups=(Group("", edition.in_class(name)),),
            source=rfc.address(5321, "4.2.1"),
            source_name=phrases.rfc_section(5321, "4.2.1"),
            is_enhanced=False,
            classes=tuple((each, str(phrases.CHOICES[found])) for each, found in theory.CLASSES.items()),
            subjects=tuple((digit, str(phrases.CHOICES[found])) for digit, found in theory.CATEGORIES.items()),
        )
    return describe_enhanced_class(edition, name)


def describe_enhanced_class(edition: Edition, name: str) -> ClassPage:
    """The page of a class of enhanced codes, by subject, or of a subject, by class."""
    subject = enhanced.SUBJECT_NAMES.get(name)
    topic = subject or theory.OUTCOMES[name[0]]
    # RFC 3463, 3.1 to 3.8 treat the subjects one by one; section 2 the classes.
    section = f"3.{int(subject.value) + 1}" if subject else "2"
    return ClassPage(
        name=name,
        title=str(phrases.CHOICES[topic]),
        outcome=None if subject else theory.OUTCOMES[name[0]],
        summary=phrases.enhanced_class_summary(topic),
        theory=phrases.enhanced_class_theory(topic),
        groups=grouped(edition.in_class(name), by_class=subject is not None),
        source=rfc.address(3463, section),
        source_name=phrases.rfc_section(3463, section),
        is_enhanced=True,
        classes=tuple((each, str(phrases.CHOICES[theory.OUTCOMES[each[0]]])) for each in enhanced.CLASSES),
        subjects=tuple((each, str(phrases.CHOICES[found])) for each, found in enhanced.SUBJECT_NAMES.items()),
    )


def most_met(edition: Edition) -> tuple[Entry, ...]:
    """The codes that most people come for, as far as they are published."""
    return tuple(edition.codes[value] for value in MOST_MET if value in edition.codes)


def classes(edition: Edition) -> tuple[tuple[str, theory.Outcome, str, tuple[Entry, ...]], ...]:
    """The classes of reply codes: name, outcome, what it promises in a sentence, and the codes."""
    return tuple(
        (name, outcome, phrases.class_summary(outcome), edition.in_class(name))
        for name, outcome in theory.CLASSES.items()
    )


def subjects(edition: Edition) -> tuple[tuple[str, str, tuple[Entry, ...]], ...]:
    """The subjects of enhanced codes with their name and the registered codes, each by its most usual reading."""
    return tuple(
        (
            name,
            str(phrases.CHOICES[subject]),
            tuple(e for e in edition.in_class(name) if e.is_usual and e.is_registered),
        )
        for name, subject in enhanced.SUBJECT_NAMES.items()
    )


def grouped(codes: tuple[Entry, ...], *, by_class: bool) -> tuple[Group, ...]:
    """Codes under the name of their class, or of their subject."""
    groups: dict[str, list[Entry]] = {}
    for entry in codes:
        digits = theory.read(entry.value)
        groups.setdefault(str(phrases.CHOICES[digits.outcome if by_class else digits.topic]), []).append(entry)
    return tuple(Group(heading, tuple(found)) for heading, found in groups.items())


def describe(edition: Edition, entry: Entry) -> CodePage:
    """The page of a code."""
    return CodePage(
        entry=entry,
        classes=theory.classes_of(entry.value),
        digits=digits(entry),
        session=diagram.session(entry),
        siblings=tuple(edition.codes[value] for value in sorted(entry.readings) if value != entry.value),
        pairs=tuple(PairLine(p.value, edition.find(p.value), phrases.source_list(p.sources)) for p in entry.pairs),
        folds_pairs=len(entry.pairs) > MOST_PAIRS_OPEN,
        answers=tuple(answer(entry, aspect) for aspect in QUESTIONS if aspect_applies(entry, aspect)),
        phases=tuple(PhaseLine(str(phrases.CHOICES[phase.command]), phase.meaning) for phase in entry.phases),
        others=tuple(other(entry, confusion) for confusion in edition.confused_with(entry.value)),
        nearest=edition.nearest(entry.value, 6),
    )


def aspect_applies(entry: Entry, aspect: Aspect) -> bool:
    """The drawing of the session says where a reply code comes; enhanced codes have no place of their own."""
    return not (aspect is Aspect.COMMANDS and (entry.is_enhanced or entry.sheet.commands))


def digits(entry: Entry) -> tuple[Digit, ...]:
    """A code taken apart; a number that is no SMTP code means nothing digit by digit."""
    read = theory.read(entry.value)
    if read.outcome is theory.Outcome.UNDEFINED:
        return ()
    numbers = entry.value.split(".") if entry.is_enhanced else entry.value
    meanings = phrases.CHOICES[read.outcome], phrases.CHOICES[read.topic], phrases.EXACT_CASE
    return tuple(Digit(number, str(meaning)) for number, meaning in zip(numbers, meanings, strict=True))


def missing(edition: Edition, value: str) -> Missing:
    """What can be said of a code that has no page."""
    readings = edition.readings_of(value)
    excluded = phrases.excluded_class(value, readings) if readings else ""
    return Missing(value, None if enhanced.is_family(value) else theory.read(value).outcome, excluded)


def answer(entry: Entry, aspect: Aspect) -> Answer:
    """One point of the fact sheet in words."""
    return Answer(str(phrases.HEADINGS[aspect]), phrases.label(aspect, value_of(entry.sheet, aspect)))


def other(entry: Entry, confusion: Confusion) -> Other:
    """The side of a pair that is not this code."""
    return Other(confusion.right if confusion.left.value == entry.value else confusion.left, confusion)

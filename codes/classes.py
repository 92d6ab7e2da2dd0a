"""Classes and subjects of codes: their pages, and how the home page groups all codes."""

from dataclasses import dataclass

from codes import phrases
from codes.catalogue import Edition, Entry
from codes.smtp import enhanced, rfc, theory


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


def describe(edition: Edition, name: str) -> ClassPage:
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
    return describe_enhanced(edition, name)


def describe_enhanced(edition: Edition, name: str) -> ClassPage:
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


def reply_classes(edition: Edition) -> tuple[tuple[str, theory.Outcome, str, tuple[Entry, ...]], ...]:
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

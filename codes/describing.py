"""One entry to one finished code page."""

from dataclasses import dataclass

from codes import diagram, phrases
from codes.catalogue import Confusion, Edition, Entry, ProviderReply, Text
from codes.smtp import enhanced, theory
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
class ProviderLine:
    """What a provider means by a reply, which the page of its other code explains: the code, and the reply."""

    entry: Entry
    reply: ProviderReply


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
    providers: tuple[ProviderReply, ...]
    providers_elsewhere: tuple[ProviderLine, ...]
    others: tuple[Other, ...]
    nearest: tuple[Entry, ...]


def most_met(edition: Edition) -> tuple[Entry, ...]:
    """The codes that most people come for, as far as they are published."""
    return tuple(edition.codes[value] for value in MOST_MET if value in edition.codes)


def describe(edition: Edition, entry: Entry) -> CodePage:
    """The page of a code; what a provider means by two codes together stands with the enhanced one, which says more."""
    elsewhere = {} if entry.is_enhanced else {r: edition.find(r.enhanced) for r in entry.providers if r.enhanced}
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
        providers=tuple(reply for reply in entry.providers if not elsewhere.get(reply)),
        providers_elsewhere=tuple(ProviderLine(there, reply) for reply, there in elsewhere.items() if there),
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

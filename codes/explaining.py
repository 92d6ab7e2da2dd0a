"""A pasted text to one finished explanation; the page and the command share it."""

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass

from codes import evidence, phrases, wordings
from codes.catalogue import Edition, Entry, ProviderReply, Text, steps
from codes.phrases import Finding, State
from codes.smtp import extract, theory
from codes.smtp.facets import Aspect, value_of
from codes.smtp.marks import Part
from codes.smtp.pairing import Agreement, agreement
from codes.smtp.reply import OUT_OF_ORDER
from codes.smtp.reports import Reading, Report
from codes.smtp.theory import Outcome

LONGEST_TEXT = 256 * 1024
MOST_RECIPIENTS = 200
STEPS = 3
STATES = {
    Outcome.SUCCESS: State.ACCEPTED,
    Outcome.CONTINUE: State.GOING_ON,
    Outcome.TEMPORARY: State.PUT_OFF,
    Outcome.PERMANENT: State.REFUSED,
}


@dataclass(frozen=True)
class Found:
    """A code of the report: its entry, or what can be said without one."""

    value: str
    entry: Entry | None
    unlisted: str


@dataclass(frozen=True)
class Card:
    """What the text says of the recipients for whom it says the same."""

    recipients: tuple[tuple[evidence.Words, ...], ...]
    state: State
    outcome: Outcome | None
    sentence: str
    main: Entry | None
    acts: str
    codes: tuple[Found, ...]
    together: str
    pair: str
    phase: str
    phase_meaning: Text | None
    provider: ProviderReply | None
    steps: Text | None
    findings: tuple[str, ...]


@dataclass(frozen=True)
class Explanation:
    """Everything the page shows of a text, in the reader's language."""

    reading: Reading
    cards: tuple[Card, ...]
    counts: tuple[str, ...]
    left_out: str
    unread: str
    pieces: tuple[evidence.Piece, ...]
    items: tuple[evidence.Item, ...]
    guesses: tuple[wordings.Guess, ...]


def explain(edition: Edition, text: str) -> Explanation:
    """The explanation of a pasted text."""
    return explained(edition, extract.read(text))


def explained(edition: Edition, reading: Reading) -> Explanation:
    """The explanation of what was read: one card for all recipients of whom the same is said."""
    read = reading.document.read
    known = wordings.wordings(edition, read)
    marks = extract.without_overlaps([*reading.marks, *(wording.mark for wording in known)])
    shown = reading.reports[:MOST_RECIPIENTS]
    cards: dict[tuple[object, ...], list[Report]] = {}
    owned = wordings_of(reading.reports, known)
    for report in shown:
        provider = provider_of(report, owned[report.start])
        same = (
            report.codes,
            report.action,
            report.value(Part.PHASE),
            *findings(report),
            provider and provider.provider,
        )
        cards.setdefault(same, []).append(report)
    told = tuple(card(edition, reports, owned[reports[0].start]) for reports in cards.values())
    left = len(reading.reports) - len(shown)
    return Explanation(
        reading=reading,
        cards=told,
        counts=counts(reading.reports) if len(reading.reports) > 1 else (),
        left_out=phrases.left_out(left) if left else "",
        unread=phrases.unread(len(read)) if len(read) < len(reading.text) else "",
        pieces=evidence.pieces(reading.text, marks),
        items=evidence.items(edition, marks),
        guesses=() if reading.codes else wordings.guesses(edition, read),
    )


def wordings_of(reports: tuple[Report, ...], known: tuple[wordings.Wording, ...]) -> dict[int, list[wordings.Wording]]:
    """Which providers' sentences belong to which report, by its start: those between it and the next one."""
    starts = sorted(report.start for report in reports)
    owned: dict[int, list[wordings.Wording]] = {start: [] for start in starts}
    for wording in known:
        if starts:
            before = bisect_right(starts, wording.mark.start) - 1
            if before >= 0 or len(reports) == 1:
                owned[starts[max(before, 0)]].append(wording)
    return owned


def counts(reports: tuple[Report, ...]) -> tuple[str, ...]:
    """How many recipients each fared how, the worst first."""
    found = Counter(state_of(report) for report in reports)
    return tuple(phrases.count_line(state, found[state]) for state in State if found[state])


def outcome_of(report: Report) -> Outcome | None:
    """What the first digit promises: that of the reply code if there is one, since servers follow it (RFC 2034, 4)."""
    return theory.read(report.codes[0]).outcome if report.codes else None


def state_of(report: Report) -> State:
    """What became of the message, by the report's action and the first digit."""
    outcome = outcome_of(report)
    if outcome is Outcome.TEMPORARY and report.action == "failed":
        return State.GIVEN_UP
    if report.action == "delayed":
        return State.WAITING
    return STATES.get(outcome, State.UNKNOWN) if outcome else State.UNKNOWN


def card(edition: Edition, reports: list[Report], known: list[wordings.Wording]) -> Card:
    """The card of recipients with the same codes."""
    report = reports[0]
    reply = edition.find(report.reply_code) if report.reply_code else None
    enhanced = edition.find(report.enhanced) if report.enhanced else None
    main = main_entry(report, reply, enhanced)
    phase = report.value(Part.PHASE)
    return Card(
        recipients=tuple(evidence.words(each.recipient) for each in reports if each.recipient),
        state=state_of(report),
        outcome=outcome_of(report),
        sentence=phrases.state_sentence(state_of(report)),
        main=main,
        acts=phrases.label(Aspect.ACTS, value_of(main.sheet, Aspect.ACTS)) if main else "",
        codes=tuple(found(edition, value) for value in report.codes),
        together=together(report, enhanced),
        pair=f"{reply.value}-vs-{enhanced.value}" if reply and enhanced else "",
        phase=phrases.phase_name(phase) if phase else "",
        phase_meaning=next((p.meaning for p in reply.phases if p.command.value == phase), None) if reply else None,
        provider=provider_of(report, known),
        steps=steps.first(main.how_to_fix, STEPS) if main else None,
        findings=tuple(findings(report)),
    )


def main_entry(report: Report, reply: Entry | None, enhanced: Entry | None) -> Entry | None:
    """The entry that says most: the enhanced one, unless it names nothing or contradicts the reply code."""
    if enhanced is None or reply is None:
        return enhanced or reply
    vague = enhanced.value.endswith(".0.0")
    return reply if vague or enhanced.value[0] != reply.value[0] else enhanced


def found(edition: Edition, value: str) -> Found:
    """A code and its entry."""
    entry = edition.find(value)
    meaning = str(phrases.CHOICES[theory.read(value).outcome])
    return Found(value, entry, "" if entry else phrases.unlisted(value, meaning))


def together(report: Report, enhanced: Entry | None) -> str:
    """What the two codes of one reply say together; a Status field is no part of the reply."""
    if not (report.reply_code and report.reply and report.reply.enhanced and enhanced):
        return ""
    agreed = agreement(report.reply_code, enhanced.value, paired=report.reply_code in enhanced.sheet.paired)
    return phrases.together(report.reply_code, enhanced.value, agreed, enhanced.name.plain)


def provider_of(report: Report, known: list[wordings.Wording]) -> ProviderReply | None:
    """The provider's meaning of a reply with these codes."""
    for wording in known:
        reply = wording.reply
        if reply.reply in {"", report.reply_code} and (not report.enhanced or reply.enhanced in {"", report.enhanced}):
            return reply
    return None


def findings(report: Report) -> list[str]:
    """What the report says twice, and differently."""
    said = report.reply.enhanced.value if report.reply and report.reply.enhanced else ""
    found = []
    if report.status and said and report.status != said:
        kind = Finding.STATUS_VAGUE if report.status.endswith(".0.0") else Finding.STATUS_DIFFERS
        found.append(phrases.finding_sentence(kind, report.status, said))
    elif report.status and report.reply_code and not said:
        agreed = agreement(report.reply_code, report.status, paired=False)
        if agreed is Agreement.CONTRADICTORY:
            found.append(phrases.finding_sentence(Finding.STATUS_CONTRADICTS, report.status, report.reply_code))
        elif report.status.endswith(".0.0"):
            found.append(phrases.finding_sentence(Finding.STATUS_VAGUE, report.status, report.reply_code))
    if report.reply_code != OUT_OF_ORDER and report.is_followed_by(OUT_OF_ORDER):
        found.append(phrases.finding_sentence(Finding.CONSEQUENCE, "", OUT_OF_ORDER))
    return found

"""Sentences about a pasted text: what became of the message, and what its parts are."""

from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from codes.phrases.labels import CHOICES
from codes.smtp.dialogue import Command
from codes.smtp.marks import Part


class State(Enum):
    """What became of a message, as far as a report tells."""

    REFUSED = "refused"
    GIVEN_UP = "given_up"
    WAITING = "waiting"
    PUT_OFF = "put_off"
    ACCEPTED = "accepted"
    GOING_ON = "going_on"
    UNKNOWN = "unknown"


class Finding(Enum):
    """What a report says twice, and differently."""

    STATUS_VAGUE = "status_vague"
    STATUS_DIFFERS = "status_differs"
    STATUS_CONTRADICTS = "status_contradicts"
    CONSEQUENCE = "consequence"


STATES: dict[State, Promise] = {
    State.REFUSED: _("This was refused for good: the same attempt would fail again."),
    State.GIVEN_UP: _(
        "The failure was called temporary, but the sending server has given up and returned the message."
    ),
    State.WAITING: _("The message is delayed. It waits in the sending server’s queue and is tried again by itself."),
    State.PUT_OFF: _("This was put off: a sending mail server tries again by itself; a program may not."),
    State.ACCEPTED: _("Nothing has failed here: the server said yes."),
    State.GOING_ON: _("Nothing has failed here: the server waits for the next step of the session."),
    State.UNKNOWN: _("No code says what became of the message."),
}
# How many recipients each fared how; one line each, when a text reports of several.
COUNTS = {
    State.REFUSED: ngettext_lazy(
        "%(count)d recipient: refused for good", "%(count)d recipients: refused for good", "count"
    ),
    State.GIVEN_UP: ngettext_lazy(
        "%(count)d recipient: given up after a temporary failure",
        "%(count)d recipients: given up after a temporary failure",
        "count",
    ),
    State.WAITING: ngettext_lazy(
        "%(count)d recipient: delayed, will be tried again",
        "%(count)d recipients: delayed, will be tried again",
        "count",
    ),
    State.PUT_OFF: ngettext_lazy(
        "%(count)d recipient: put off, can be tried again",
        "%(count)d recipients: put off, can be tried again",
        "count",
    ),
    State.ACCEPTED: ngettext_lazy("%(count)d recipient: accepted", "%(count)d recipients: accepted", "count"),
    State.GOING_ON: ngettext_lazy("%(count)d recipient: under way", "%(count)d recipients: under way", "count"),
    State.UNKNOWN: ngettext_lazy("%(count)d recipient: no code found", "%(count)d recipients: no code found", "count"),
}
FINDINGS: dict[Finding, Promise] = {
    Finding.STATUS_VAGUE: _(
        "The sending system noted no more than %(status)s; the server’s own reply, %(code)s, says more."
    ),
    Finding.STATUS_DIFFERS: _(
        "The sending system noted %(status)s, the server’s own reply says %(code)s. The reply is the word of the "
        "server that refused."
    ),
    Finding.STATUS_CONTRADICTS: _(
        "The noted status, %(status)s, and the server’s reply, %(code)s, disagree on whether the failure lasts. A "
        "sending server follows the reply code."
    ),
    Finding.CONSEQUENCE: _(
        "%(code)s also stands in the text, as a consequence: the client went on after the refusal, and its next "
        "command was out of order. There is nothing to mend about it."
    ),
}
PARTS: dict[Part, Promise] = {
    Part.RECIPIENT: _("Recipient"),
    Part.HOST: _("Host"),
    Part.QUEUE_ID: _("Queue ID"),
    Part.PHASE: _("Point of the session"),
    Part.ACTION: _("Outcome in the report"),
    Part.STATUS: _("Noted status"),
    Part.REPLY: _("Reply code"),
    Part.ENHANCED: _("Enhanced status code"),
    Part.PHRASE: _("Known wording"),
}
PART_MEANINGS: dict[Part, Promise] = {
    Part.RECIPIENT: _("The address that this report is about."),
    Part.HOST: _("One of the hosts that took part."),
    Part.QUEUE_ID: _(
        "The number under which a server knows the message. Quote it when you write to its administrator."
    ),
    Part.ACTION: _("What became of the message, in the words of the system that wrote the report."),
    Part.STATUS: _("The code that the sending system noted itself, in a Status field or in its log."),
}
PHASE_MEANING = _("The reply came at this point of the session: %(phase)s.")
PROVIDER_MEANING = _("This wording is known from %(provider)s.")


def state_sentence(state: State) -> str:
    """What became of the message, as a sentence."""
    return str(STATES[state])


def count_line(state: State, count: int) -> str:
    """How many recipients fared so."""
    return COUNTS[state] % {"count": count}


def finding_sentence(finding: Finding, status: str, code: str) -> str:
    """What two parts of a report say differently, and which one to believe."""
    return str(FINDINGS[finding]) % {"status": status, "code": code}


def part_meaning(part: Part) -> str:
    """What a recognised part is."""
    return str(PART_MEANINGS[part])


def phase_name(command: str) -> str:
    """A point of the session."""
    return str(CHOICES[Command(command)])


def phase_meaning(phase: str) -> str:
    """Where in the session a reply came."""
    return str(PHASE_MEANING) % {"phase": phase}


def provider_meaning(provider: str) -> str:
    """Whose wording a sentence is."""
    return str(PROVIDER_MEANING) % {"provider": provider}


def unlisted(code: str, meaning: str) -> str:
    """What can be said of a code without a page."""
    message = gettext(
        "%(code)s is not in the reference. A client reads an unknown code by its first digit: %(meaning)s."
    )
    return message % {"code": code, "meaning": meaning}


def left_out(count: int) -> str:
    """How many recipients are not shown."""
    message = ngettext("And %(count)d more recipient.", "And %(count)d more recipients.", count)
    return message % {"count": count}


def unread(count: int) -> str:
    """That the end of a text was not read."""
    message = ngettext(
        "Only the first character was read: there are too many lines, addresses and codes in the rest.",
        "Only the first %(count)d characters were read: there are too many lines, addresses and codes in the rest.",
        count,
    )
    return message % {"count": count}

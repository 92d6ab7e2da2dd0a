"""Short answers, and lists in each language's own way."""

from collections.abc import Iterable
from enum import Enum
from typing import Any

from babel.lists import format_list
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from codes.smtp.dialogue import Command, in_order
from codes.smtp.enhanced import Subject
from codes.smtp.facets import Aspect, Kind
from codes.smtp.facts import Acts, Address, Connection, Message, Retry, Status
from codes.smtp.pairing import Basis
from codes.smtp.theory import Category, Outcome

SECTION_FORM = _("A section looks like 4.2.3, an appendix like A.1.")
MOST_LISTED = 5

HEADINGS: dict[Aspect, Promise] = {
    Aspect.KIND: _("What kind of code is it?"),
    Aspect.OUTCOME: _("What is the outcome?"),
    Aspect.RETRY: _("Will it go through by itself?"),
    Aspect.MESSAGE: _("What becomes of the message?"),
    Aspect.ADDRESS: _("Is the address dead?"),
    Aspect.ACTS: _("Who has to act?"),
    Aspect.COMMANDS: _("Where in the session?"),
    Aspect.CONNECTION: _("Does the connection stay open?"),
    Aspect.TOPIC: _("What is it about?"),
    Aspect.PAIRED: _("Which codes come with it?"),
    Aspect.STATUS: _("Is it standard?"),
}

CHOICES: dict[Enum, Promise | str] = {
    Kind.REPLY: _("Reply code"),
    Kind.ENHANCED: _("Enhanced status code"),
    Outcome.SUCCESS: _("Success"),
    Outcome.CONTINUE: _("Go on"),
    Outcome.TEMPORARY: _("Temporary failure"),
    Outcome.PERMANENT: _("Permanent failure"),
    Outcome.UNDEFINED: _("No SMTP outcome"),
    Retry.UNNEEDED: _("No retry needed"),
    Retry.PROCEED: _("The session goes on at once"),
    Retry.AUTOMATIC: _("Yes, the sending side tries again"),
    Retry.AFTER_CHANGE: _("No, something has to change first"),
    Message.NONE: _("No message is at stake"),
    Message.ACCEPTED: _("The server takes responsibility for it"),
    Message.FORWARDED: _("The server passes it on"),
    Message.IN_TRANSFER: _("It is being handed over"),
    Message.KEPT: _("It waits on the sending side"),
    Message.RETURNED: _("It is refused and goes back to the sender"),
    Message.UNSENT: _("It never left the sender’s program"),
    Address.UNJUDGED: _("The code does not say"),
    Address.ACCEPTED: _("No, the server accepts it"),
    Address.MOVED: _("It has moved"),
    Address.DOUBTFUL: _("Perhaps: the text or the enhanced code tells"),
    Address.DEAD: _("Yes"),
    Acts.NOBODY: _("Nobody"),
    Acts.SENDER: _("The sender"),
    Acts.SENDER_ADMIN: _("Whoever runs the sending side"),
    Acts.RECIPIENT: _("The recipient"),
    Acts.RECIPIENT_ADMIN: _("Whoever runs the receiving server"),
    Connection.OPEN: pgettext_lazy("connection", "Yes"),
    Connection.CLOSES: _("No, the server closes it"),
    Connection.MAY_CLOSE: _("The server may close it"),
    Connection.UNOPENED: _("There was none"),
    Category.SYNTAX: _("Syntax"),
    Category.INFORMATION: _("Information"),
    Category.CONNECTIONS: _("The connection"),
    Category.UNSPECIFIED: _("No fixed subject"),
    Category.MAIL_SYSTEM: _("The mail system"),
    Category.UNDEFINED: _("Outside the grammar of SMTP"),
    Status.STANDARD: _("Standard"),
    Status.HISTORIC: _("Historic"),
    Status.WILD: _("In the wild: no RFC defines it"),
    Status.FOREIGN: _("Not an SMTP reply"),
    Status.REGISTERED: _("In the IANA registry, without a standard"),
    Status.CONTRARY: _("In use, though its definition excludes this class"),
    Status.UNREGISTERED: _("In the wild: nobody registered it"),
    Subject.OTHER: _("Nothing in particular"),
    Subject.ADDRESSING: _("The address"),
    Subject.MAILBOX: _("The mailbox"),
    Subject.SYSTEM: _("The receiving mail system"),
    Subject.NETWORK: _("Network and routing"),
    Subject.PROTOCOL: _("The dialogue of the servers"),
    Subject.CONTENT: _("The content of the message"),
    Subject.POLICY: _("Security and policy"),
    Subject.UNREGISTERED: _("A subject that nobody registered"),
    Basis.DEMANDED: _("an RFC demands it"),
    Basis.ADVISED: _("an RFC recommends it"),
    Basis.REGISTERED: _("the IANA registry names it"),
    Basis.ALLOWED: _("an RFC allows it"),
    Basis.SHOWN: _("an RFC shows it"),
    Basis.SUPERSEDED: _("a superseded RFC named it"),
    Basis.SEEN: _("seen in the wild"),
    **{command: command.value for command in Command},
    Command.CONNECT: _("greeting"),
    Command.DATA_END: _("end of the message"),
    Command.ANY: _("any command"),
}


# What is said beside a name where a code is not simply standard.
TAGS: dict[Status, Promise] = {
    Status.HISTORIC: _("historic"),
    Status.WILD: _("no RFC defines it"),
    Status.FOREIGN: _("not an SMTP reply"),
    Status.CONTRARY: _("against its definition"),
    Status.UNREGISTERED: _("not registered"),
    Status.REGISTERED: _("registered, no standard"),
}


ANY_OTHER = _("any other command")
# What the last digit of a reply code and the detail of an enhanced code stand for.
EXACT_CASE = _("The exact case")


def joined(items: Iterable[Any]) -> str:
    """ "a, b and c" as the active language writes it (CLDR)."""
    return format_list([str(item) for item in items], locale=(get_language() or "en").replace("-", "_"))


def command_list(commands: frozenset[Command]) -> str:
    """The points of the session, in its order."""
    names = [CHOICES[command] for command in in_order(commands)]
    if Command.ANY in commands and len(names) > 1:
        names[-1] = ANY_OTHER
    return joined(names)


def session_line(code: str, commands: frozenset[Command]) -> str:
    """Where in a session a reply code comes, as one sentence."""
    return gettext("%(code)s may answer: %(commands)s.") % {"code": code, "commands": command_list(commands)}


def rfc_section(number: int, section: str) -> str:
    """ "RFC 4954, § 6", unbreakable where it has to be."""
    name = f"RFC\N{NO-BREAK SPACE}{number}"
    return f"{name}, §\N{NO-BREAK SPACE}{section}" if section else name


def code_list(codes: tuple[str, ...]) -> str:
    """The codes that come with one; of many, the first few."""
    if len(codes) <= MOST_LISTED:
        return joined(codes)
    first, count = joined(codes[:MOST_LISTED]), len(codes)
    return ngettext("%(count)d code, such as %(codes)s", "%(count)d codes, such as %(codes)s", count) % {
        "count": count,
        "codes": first,
    }


def rfc_list(numbers: tuple[int, ...]) -> str:
    """ "RFC 3207 and RFC 4954", each number unbreakable from its word."""
    return joined(f"RFC\N{NO-BREAK SPACE}{number}" for number in numbers)


def label(aspect: Aspect, value: Any) -> str:
    """The short answer that a code gives on one point."""
    if aspect is Aspect.COMMANDS:
        return command_list(value) if value else gettext("No fixed place")
    if aspect is Aspect.PAIRED:
        return code_list(value) if value else gettext("No source names one")
    if aspect is Aspect.STATUS:
        status, numbers = value
        if not numbers:
            return str(CHOICES[status])
        return gettext("%(status)s (%(rfcs)s)") % {"status": CHOICES[status], "rfcs": rfc_list(numbers)}
    return str(CHOICES[value])

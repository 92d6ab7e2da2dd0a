"""Short answers, and lists in each language's own way."""

from collections.abc import Iterable
from enum import Enum
from typing import Any

from babel.lists import format_list
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from codes.smtp.dialogue import Command, in_order
from codes.smtp.facets import Aspect
from codes.smtp.facts import Acts, Address, Connection, Message, Retry, Status
from codes.smtp.theory import Category, Outcome

HEADINGS: dict[Aspect, Promise] = {
    Aspect.OUTCOME: _("What is the outcome?"),
    Aspect.RETRY: _("Will it go through by itself?"),
    Aspect.MESSAGE: _("What becomes of the message?"),
    Aspect.ADDRESS: _("Is the address dead?"),
    Aspect.ACTS: _("Who has to act?"),
    Aspect.COMMANDS: _("Where in the session?"),
    Aspect.CONNECTION: _("Does the connection stay open?"),
    Aspect.CATEGORY: _("What is it about?"),
    Aspect.STATUS: _("Is it standard?"),
}

CHOICES: dict[Enum, Promise | str] = {
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
    **{command: command.value for command in Command},
    Command.CONNECT: _("greeting"),
    Command.DATA_END: _("end of the message"),
    Command.ANY: _("any command"),
}


def joined(items: Iterable[Any]) -> str:
    """ "a, b and c" as the active language writes it (CLDR)."""
    return format_list([str(item) for item in items], locale=(get_language() or "en").replace("-", "_"))


def command_list(commands: frozenset[Command]) -> str:
    """The points of the session, in its order."""
    names = [CHOICES[command] for command in in_order(commands)]
    if Command.ANY in commands and len(names) > 1:
        names[-1] = _("any other command")
    return joined(names)


def rfc_list(numbers: tuple[int, ...]) -> str:
    """ "RFC 3207 and RFC 4954", each number unbreakable from its word."""
    return joined(f"RFC\N{NO-BREAK SPACE}{number}" for number in numbers)


def label(aspect: Aspect, value: Any) -> str:
    """The short answer that a code gives on one point."""
    if aspect is Aspect.COMMANDS:
        return command_list(value) if value else gettext("No fixed place")
    if aspect is Aspect.STATUS:
        status, numbers = value
        if not numbers:
            return str(CHOICES[status])
        return gettext("%(status)s (%(rfcs)s)") % {"status": CHOICES[status], "rfcs": rfc_list(numbers)}
    return str(CHOICES[value])

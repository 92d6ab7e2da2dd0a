"""Whole sentences about one code or two. A translator may reorder everything inside a message."""

from enum import Enum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from codes.phrases.labels import code_list, command_list, rfc_list
from codes.smtp.dialogue import Command
from codes.smtp.enhanced import Subject
from codes.smtp.facets import Aspect, Kind
from codes.smtp.facts import Acts, Address, Connection, Message, Retry, Status
from codes.smtp.theory import Category, Outcome

ABOUT: dict[Enum, Promise] = {
    Kind.REPLY: _("%(code)s is a reply code: it steers what the sending server does next."),
    Kind.ENHANCED: _("%(code)s is an enhanced status code: it stands after a reply code and names the reason."),
    Outcome.SUCCESS: _("%(code)s reports success."),
    Outcome.CONTINUE: _("%(code)s asks the client to go on."),
    Outcome.TEMPORARY: _("%(code)s is a temporary failure: the same request may succeed later."),
    Outcome.PERMANENT: _("%(code)s is a permanent failure: the same request would fail again."),
    Outcome.UNDEFINED: _("%(code)s belongs to no class of SMTP, whose replies begin with 2, 3, 4 or 5."),
    Retry.UNNEEDED: _("After %(code)s there is nothing to try again."),
    Retry.PROCEED: _("%(code)s calls for the next step of the session, at once."),
    Retry.AUTOMATIC: _("After %(code)s the sending side tries again by itself."),
    Retry.AFTER_CHANGE: _("A new attempt after %(code)s only makes sense once something has been changed."),
    Message.NONE: _("%(code)s decides nothing about a message."),
    Message.ACCEPTED: _("With %(code)s the server takes responsibility for the message."),
    Message.FORWARDED: _("With %(code)s the server passes the message on to another address."),
    Message.IN_TRANSFER: _("At %(code)s the message is still being handed over."),
    Message.KEPT: _("After %(code)s the message waits on the sending side."),
    Message.RETURNED: _("A message refused with %(code)s goes back to its sender."),
    Message.UNSENT: _("With %(code)s the message never leaves the sender’s program."),
    Address.UNJUDGED: _("%(code)s does not judge the recipient’s address."),
    Address.ACCEPTED: _("%(code)s means that the server accepts the address."),
    Address.MOVED: _("%(code)s says that the recipient’s address has moved."),
    Address.DOUBTFUL: _("After %(code)s the address may be dead: the text or the enhanced code tells."),
    Address.DEAD: _("After %(code)s the address can be struck off."),
    Acts.NOBODY: _("Nobody has to act after %(code)s."),
    Acts.SENDER: _("%(code)s is for the sender to act on first."),
    Acts.SENDER_ADMIN: _("%(code)s is first of all a task for whoever runs the sending side."),
    Acts.RECIPIENT: _("%(code)s is for the recipient to act on first."),
    Acts.RECIPIENT_ADMIN: _("%(code)s is first of all a task for whoever runs the receiving server."),
    Connection.OPEN: _("The connection stays open after %(code)s."),
    Connection.CLOSES: _("The server closes the connection after %(code)s."),
    Connection.MAY_CLOSE: _("The server may close the connection after %(code)s."),
    Connection.UNOPENED: _("%(code)s appears where no SMTP connection was ever established."),
    Category.SYNTAX: _("The second digit of %(code)s, 0, stands for syntax."),
    Category.INFORMATION: _("The second digit of %(code)s, 1, stands for information."),
    Category.CONNECTIONS: _("The second digit of %(code)s, 2, stands for the connection."),
    Category.UNSPECIFIED: _("The second digit of %(code)s has no fixed meaning."),
    Category.MAIL_SYSTEM: _("The second digit of %(code)s, 5, stands for the mail system."),
    Category.UNDEFINED: _("The digits of %(code)s lie outside the grammar of SMTP."),
    Status.STANDARD: _("%(code)s is standard, defined in %(rfcs)s."),
    Status.HISTORIC: _("%(code)s is historic, described in %(rfcs)s."),
    Status.WILD: _("No RFC defines %(code)s as a reply."),
    Status.FOREIGN: _("%(code)s is not an SMTP reply: no server sends it."),
    Status.REGISTERED: _("%(code)s stands in the IANA registry, but no standard defines it."),
    Status.CONTRARY: _("%(code)s is in use although its definition excludes this class."),
    Status.UNREGISTERED: _("%(code)s stands in no registry: it is its sender’s own invention."),
    Subject.OTHER: _("%(code)s names no subject."),
    Subject.ADDRESSING: _("%(code)s is about an address."),
    Subject.MAILBOX: _("%(code)s is about the recipient’s mailbox."),
    Subject.SYSTEM: _("%(code)s is about the receiving mail system."),
    Subject.NETWORK: _("%(code)s is about the network and the way to the next server."),
    Subject.PROTOCOL: _("%(code)s is about the dialogue between the servers."),
    Subject.CONTENT: _("%(code)s is about the content of the message."),
    Subject.POLICY: _("%(code)s is about security and policy."),
    Subject.UNREGISTERED: _("The subject of %(code)s stands in no registry."),
}

# What a whole class says (RFC 5321, 4.2.1, 4.2.5, 4.5.4.1; RFC 2034, 4): first what happened, then what follows.
CLASS_SUMMARIES: dict[Outcome, Promise] = {
    Outcome.SUCCESS: _("The server has carried out the command and is ready for the next one."),
    Outcome.CONTINUE: _("The server agrees so far and waits until the client sends what is still missing."),
    Outcome.TEMPORARY: _("The server has not carried out the command, but the same request may succeed later."),
    Outcome.PERMANENT: _("The server refuses the command, and the same request would be refused again."),
}
CLASS_THEORIES: dict[Outcome, Promise] = {
    Outcome.SUCCESS: _(
        "After the end of a message a 2xx reply says that the server takes responsibility for it. That is not yet "
        "delivery: a bounce message may still follow if a later step fails."
    ),
    Outcome.CONTINUE: _(
        "In everyday mail only two steps need such a reply: the message itself after DATA, and the credentials after "
        "AUTH. A 3xx reply never carries an enhanced status code."
    ),
    Outcome.TEMPORARY: _(
        "A sending mail server keeps the message in its queue and tries again by itself, as a rule for at least four "
        "to five days before it gives up. A program that only sends once has to do that itself."
    ),
    Outcome.PERMANENT: _(
        "A sending mail server does not try again; it returns the message to its sender as a bounce message. The "
        "address need not be dead: a refusal for policy is permanent too, until its cause is removed."
    ),
}

# The first sentence of a comparison, by the outcomes of both; %(first)s has the outcome named first.
LEADS: dict[tuple[Outcome, Outcome], Promise] = {
    (Outcome.SUCCESS, Outcome.SUCCESS): _(
        "%(first)s and %(second)s both report that the request was carried out; what was done is not the same."
    ),
    (Outcome.SUCCESS, Outcome.CONTINUE): _(
        "%(first)s ends a step well, while %(second)s opens one: the server waits for what the client sends next."
    ),
    (Outcome.SUCCESS, Outcome.TEMPORARY): _(
        "%(first)s means that the request was carried out, %(second)s that it was not, but may be later."
    ),
    (Outcome.SUCCESS, Outcome.PERMANENT): _(
        "%(first)s means that the request was carried out, %(second)s that the server refuses it for good."
    ),
    (Outcome.SUCCESS, Outcome.UNDEFINED): _(
        "%(first)s is good news from a mail server, while %(second)s does not come from a mail server at all."
    ),
    (Outcome.CONTINUE, Outcome.CONTINUE): _(
        "%(first)s and %(second)s both wait for the client, but what it has to send next is not the same."
    ),
    (Outcome.CONTINUE, Outcome.TEMPORARY): _(
        "%(first)s lets the session go on to its next step, while %(second)s puts the request off until later."
    ),
    (Outcome.CONTINUE, Outcome.PERMANENT): _(
        "%(first)s lets the session go on to its next step, while %(second)s refuses the request for good."
    ),
    (Outcome.CONTINUE, Outcome.UNDEFINED): _(
        "%(first)s is a step inside an SMTP session, while %(second)s does not come from a mail server at all."
    ),
    (Outcome.TEMPORARY, Outcome.TEMPORARY): _(
        "%(first)s and %(second)s are both temporary; the reason behind each decides whether waiting is enough."
    ),
    (Outcome.TEMPORARY, Outcome.PERMANENT): _(
        "After %(first)s the same request may still succeed; after %(second)s waiting does not help."
    ),
    (Outcome.TEMPORARY, Outcome.UNDEFINED): _(
        "%(first)s is a mail server’s request to come back later; %(second)s does not come from a mail server at all."
    ),
    (Outcome.PERMANENT, Outcome.PERMANENT): _(
        "%(first)s and %(second)s are both refusals that waiting does not cure; the reason for each is another."
    ),
    (Outcome.PERMANENT, Outcome.UNDEFINED): _(
        "%(first)s is a mail server’s refusal, while %(second)s does not come from a mail server at all."
    ),
    (Outcome.UNDEFINED, Outcome.UNDEFINED): _(
        "Neither %(first)s nor %(second)s comes from a mail server: SMTP replies begin with 2, 3, 4 or 5 only."
    ),
}


def about(code: str, aspect: Aspect, value: Any) -> str:
    """What one code says on one point, as a sentence."""
    if aspect is Aspect.COMMANDS:
        return about_commands(code, value)
    if aspect is Aspect.PAIRED:
        return about_pairs(code, value)
    if aspect is Aspect.STATUS:
        status, numbers = value
        return str(ABOUT[status]) % {"code": code, "rfcs": rfc_list(numbers)}
    return str(ABOUT[value]) % {"code": code}


def about_commands(code: str, commands: frozenset[Command]) -> str:
    """Where in the session a code may come, as a sentence."""
    if not commands:
        return gettext("%(code)s has no fixed place in the session.") % {"code": code}
    if commands == {Command.ANY}:
        return gettext("%(code)s may answer any command.") % {"code": code}
    message = ngettext(
        "%(code)s comes at one point of the session: %(commands)s.",
        "%(code)s may come at several points of the session: %(commands)s.",
        len(commands),
    )
    return message % {"code": code, "commands": command_list(commands)}


def about_pairs(code: str, codes: tuple[str, ...]) -> str:
    """Which codes of the other kind come with a code, as a sentence."""
    if not codes:
        return gettext("No source pairs %(code)s with a code of the other kind.") % {"code": code}
    return gettext("%(code)s comes with %(codes)s.") % {"code": code, "codes": code_list(codes)}


def lead(left: str, right: str, left_outcome: Outcome, right_outcome: Outcome) -> str:
    """The first sentence of a comparison that no editor has written."""
    message = LEADS.get((left_outcome, right_outcome))
    if message is None:
        return str(LEADS[right_outcome, left_outcome]) % {"first": right, "second": left}
    return str(message) % {"first": left, "second": right}


def alike(left: str, right: str) -> str:
    """What stands in place of key differences when there is none."""
    message = gettext("%(left)s and %(right)s agree on every point of the table; only the situations they name differ.")
    return message % {"left": left, "right": right}


def class_summary(outcome: Outcome) -> str:
    """What a reply of the class says."""
    return str(CLASS_SUMMARIES[outcome])


def class_theory(outcome: Outcome) -> str:
    """What follows from a reply of the class."""
    return str(CLASS_THEORIES[outcome])

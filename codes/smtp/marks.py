"""The parts of a report that have a meaning of their own, and how each is recognised in running text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from codes.smtp.dialogue import Command


class Part(Enum):
    """What a recognised part of the text is."""

    RECIPIENT = "recipient"
    HOST = "host"
    QUEUE_ID = "queue_id"
    PHASE = "phase"
    ACTION = "action"
    STATUS = "status"
    REPLY = "reply"
    ENHANCED = "enhanced"
    PHRASE = "phrase"


@dataclass(frozen=True)
class Mark:
    """A recognised part where it stands; value is the code, the point of the session, or what stands there."""

    start: int
    end: int
    part: Part
    value: str

    def moved(self, by: int) -> "Mark":
        """The same mark in a longer text."""
        return replace(self, start=self.start + by, end=self.end + by)


# "in reply to RCPT TO command" (Postfix), "after RCPT TO:<…>" (Exim), ">>> RCPT To:<…>" (Sendmail), "RCPT from" (logs).
PHASE = re.compile(
    r"(?:in reply to|after|following|\bto our|for|error from \S{1,80} (?:server )?on|>>>|<<<|reject:|rejected|cmd:)\s"
    r"(?:pipelined |sending |the )?"
    r"(?P<phase>end of DATA|end of message|END-OF-MESSAGE|end of data|initial connection|initial greeting|CONNECT|"
    r"greeting|EHLO|HELO|STARTTLS|AUTH|MAIL ?FROM|MAIL|RCPT ?TO|RCPT|DATA|BDAT|QUIT|RSET|VRFY|EXPN|ETRN)\b",
    re.IGNORECASE,
)
COMMANDS = {
    "end of data": Command.DATA_END,
    "end of message": Command.DATA_END,
    "end-of-message": Command.DATA_END,
    "initial connection": Command.CONNECT,
    "initial greeting": Command.CONNECT,
    "greeting": Command.CONNECT,
    "connect": Command.CONNECT,
    "helo": Command.EHLO,
    "mail from": Command.MAIL,
    "mailfrom": Command.MAIL,
    "rcpt to": Command.RCPT,
    "rcptto": Command.RCPT,
}
NAME = r"(?:[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,62}[A-Za-z0-9_])?\.){1,12}[A-Za-z][A-Za-z0-9-]{1,62}"
HOST = re.compile(
    rf"(?:\bhost:? |talking to |\brelay=|\bH=|\bfrom |\bby |server |Remote-MTA: ?(?:dns; ?)?|\bFQDN=|\bremote=)"
    rf"(?P<host>{NAME})(?=\.?[\s\[(:;,>]|\.?$)",
    re.IGNORECASE,
)
# Postfix's hexadecimal and long ids, Exim's with hyphens, Sendmail's, after the marks that make them certain.
QUEUE_ID = re.compile(
    r"(?:\]: |\bqueued as |Queue-ID: ?|\bid=?[ <]|^|\n|\s)"
    r"(?P<queue_id>[0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4}|[0-9A-F]{8,15}(?=[:\s;]|$)|"
    r"(?<=\]: )[0-9B-DF-HJ-NP-TV-Zb-df-hj-np-tv-z]{10,20}(?=: )|(?<=\]: )[0-9A-Za-z]{12,17}(?=: )|"
    r"(?<=as )[0-9A-Za-z]{8,20}\b)"
)
ADDRESS = re.compile(
    r"(?<![A-Za-z0-9.!#$%&'*+/=?^_`{|}~@-])"
    r"([A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,96}@(?:[A-Za-z0-9_-]{1,63}\.){0,12}[A-Za-z0-9_-]{1,63})",
    re.ASCII,
)


def context(text: str) -> Iterator[Mark]:
    """The hosts, queue ids and points of the session that a report names."""
    for match in HOST.finditer(text):
        yield Mark(*match.span("host"), Part.HOST, match["host"])
    for match in QUEUE_ID.finditer(text):
        if any(character.isdigit() for character in match["queue_id"]):
            yield Mark(*match.span("queue_id"), Part.QUEUE_ID, match["queue_id"])
    for match in PHASE.finditer(text):
        yield Mark(*match.span("phase"), Part.PHASE, command(match["phase"]).value)


def command(words: str) -> Command:
    """The point of the session that a mail system's words name."""
    known = words.lower()
    return COMMANDS.get(known) or Command(known.upper())

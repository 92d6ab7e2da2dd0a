"""The points of an SMTP session at which a reply may come, in the order of the session."""

from enum import Enum


class Command(Enum):
    """A command, or a moment that has no command of its own: the greeting, the end of the message."""

    CONNECT = "CONNECT"
    EHLO = "EHLO"  # HELO too: RFC 5321, 4.3.2 gives both one list of replies
    STARTTLS = "STARTTLS"
    AUTH = "AUTH"
    MAIL = "MAIL"
    RCPT = "RCPT"
    DATA = "DATA"
    DATA_END = "DATA_END"
    BDAT = "BDAT"
    BURL = "BURL"
    RSET = "RSET"
    VRFY = "VRFY"
    EXPN = "EXPN"
    HELP = "HELP"
    NOOP = "NOOP"
    QUIT = "QUIT"
    ETRN = "ETRN"
    ATRN = "ATRN"
    ANY = "ANY"  # RFC 5321, 4.3.2: 500, 501 and 421 may answer any command


ORDER = {command: position for position, command in enumerate(Command)}


def in_order(commands: frozenset[Command]) -> tuple[Command, ...]:
    """The commands as a session meets them."""
    return tuple(sorted(commands, key=ORDER.__getitem__))

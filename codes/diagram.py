"""The session as a drawing: its stations from the greeting to QUIT, and those at which a code comes."""

from dataclasses import dataclass

from codes import phrases
from codes.catalogue import Entry
from codes.smtp.dialogue import Command, in_order

# The way of one message (RFC 5321, 3.1 to 3.3, with STARTTLS and AUTH where RFC 3207 and RFC 4954 put them).
WAY = (
    Command.CONNECT,
    Command.EHLO,
    Command.STARTTLS,
    Command.AUTH,
    Command.MAIL,
    Command.RCPT,
    Command.DATA,
    Command.DATA_END,
    Command.QUIT,
)
OPTIONAL = frozenset({Command.STARTTLS, Command.AUTH})
# Lengths in the units of the drawing, of which sixteen are one line of text high.
STEP, MARGIN, GAP = 28, 16, 12


@dataclass(frozen=True)
class Station:
    """A point of the session, and how far down it stands."""

    label: str
    y: int
    is_marked: bool
    is_optional: bool = False


@dataclass(frozen=True)
class Session:
    """The drawing: the stations on the way, the commands beside it, and the same in words."""

    way: tuple[Station, ...]
    beside: tuple[Station, ...]
    height: int
    text: str

    @property
    def end(self) -> int:
        """Where the line through the stations ends."""
        return self.way[-1].y


def session(entry: Entry) -> Session | None:
    """Where a reply code comes; None for a code without a place of its own."""
    marked = entry.sheet.commands
    if not marked or entry.is_enhanced:
        return None
    way = tuple(station(command, MARGIN + at * STEP, marked) for at, command in enumerate(WAY))
    others = [command for command in in_order(marked) if command not in WAY]
    below = way[-1].y + STEP + GAP
    beside = tuple(station(command, below + at * STEP, marked) for at, command in enumerate(others))
    height = (beside or way)[-1].y + MARGIN
    return Session(way, beside, height, phrases.session_line(entry.value, marked))


def station(command: Command, y: int, marked: frozenset[Command]) -> Station:
    """A command with its mark; what may come anywhere is marked everywhere."""
    is_other = command is Command.ANY and len(marked) > 1
    label = phrases.ANY_OTHER if is_other else phrases.CHOICES[command]
    return Station(str(label), y, bool({command, Command.ANY} & marked), command in OPTIONAL)

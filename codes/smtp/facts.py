"""What is known of one code beyond its digits: facts as enums, one fact sheet for each code."""

from dataclasses import dataclass
from enum import Enum

from codes.smtp.dialogue import Command


class Status(Enum):
    """Who says that this is a code; the last three are for enhanced codes only."""

    STANDARD = "standard"
    HISTORIC = "historic"
    WILD = "wild"
    FOREIGN = "foreign"
    REGISTERED = "registered"  # by IANA, without a standard behind it
    CONTRARY = "contrary"  # registered, but its definition excludes this class
    UNREGISTERED = "unregistered"


REPLY_STATUSES = frozenset({Status.STANDARD, Status.HISTORIC, Status.WILD, Status.FOREIGN})
ENHANCED_STATUSES = frozenset(Status) - {Status.WILD, Status.FOREIGN}


class Acts(Enum):
    """Who has to act first."""

    NOBODY = "nobody"
    SENDER = "sender"
    SENDER_ADMIN = "sender_admin"
    RECIPIENT = "recipient"
    RECIPIENT_ADMIN = "recipient_admin"


class Retry(Enum):
    """What happens next if nobody changes anything."""

    UNNEEDED = "unneeded"
    PROCEED = "proceed"
    AUTOMATIC = "automatic"
    AFTER_CHANGE = "after_change"


class Message(Enum):
    """What becomes of the message."""

    NONE = "none"
    ACCEPTED = "accepted"
    FORWARDED = "forwarded"
    IN_TRANSFER = "in_transfer"
    KEPT = "kept"
    RETURNED = "returned"
    UNSENT = "unsent"


class Address(Enum):
    """Whether the recipient's address is dead."""

    UNJUDGED = "unjudged"
    ACCEPTED = "accepted"
    MOVED = "moved"
    DOUBTFUL = "doubtful"
    DEAD = "dead"


class Connection(Enum):
    """What becomes of the connection."""

    OPEN = "open"
    CLOSES = "closes"
    MAY_CLOSE = "may_close"
    UNOPENED = "unopened"


@dataclass(frozen=True)
class FactSheet:
    """The language-neutral facts of one code; defined_in holds RFC numbers, the leading one first."""

    value: str
    status: Status
    acts: Acts
    retry: Retry
    message: Message
    address: Address
    connection: Connection
    commands: frozenset[Command]
    defined_in: tuple[int, ...]
    paired: tuple[str, ...] = ()

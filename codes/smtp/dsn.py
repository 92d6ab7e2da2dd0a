"""Delivery status notifications: the fields of RFC 3464, wherever they stand in a text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from codes.smtp.document import Field

# RFC 3464, 2.2 and 2.3: what is said of the whole message, and what of one recipient.
OF_MESSAGE = frozenset({"reporting-mta", "received-from-mta", "arrival-date", "original-envelope-id", "dsn-gateway"})
OF_RECIPIENT = frozenset(
    {
        "final-recipient",
        "original-recipient",
        "action",
        "status",
        "diagnostic-code",
        "remote-mta",
        "last-attempt-date",
        "will-retry-until",
        "final-log-id",
        "x-actual-recipient",
    }
)
ACTIONS = ("failed", "delayed", "delivered", "relayed", "expanded")
ACTION = re.compile(r"\s*(fail|delay|deliver|relay|expand)[a-z]*", re.IGNORECASE)
STATUS = re.compile(r"[245](?:\.[0-9]{1,3}){2}(?![0-9.])", re.ASCII)


@dataclass
class Recipient:
    """What a notification says of one recipient, field by field; to be asked when all of its fields are there."""

    values: dict[str, Field] = field(default_factory=dict)

    @cached_property
    def addresses(self) -> tuple[Field, ...]:
        """The address that failed, then the one it was sent to first."""
        found = (self.values.get(name) for name in ("final-recipient", "original-recipient", "x-actual-recipient"))
        typed = [bare(value) for value in found if value]
        return tuple(sorted((value for value in typed if value.text), key=lambda value: "@" not in value.text))

    @cached_property
    def action(self) -> Field | None:
        """What became of the message, as one of the five words of RFC 3464, 2.3.3; some systems write "failure"."""
        value = self.values.get("action")
        match = ACTION.match(value.text) if value else None
        if not value or not match:
            return None
        word = next(word for word in ACTIONS if word.startswith(match[1].lower()))
        return replace(value, text=word, end=value.start + len(match[0]))

    @cached_property
    def status(self) -> Field | None:
        """The enhanced code of the Status field, without the words that may follow (RFC 3464, 2.3.4)."""
        value = self.values.get("status")
        match = STATUS.match(value.text) if value else None
        return replace(value, text=match[0], end=value.start + len(match[0])) if value and match else None

    @cached_property
    def host(self) -> Field | None:
        """The server that refused (RFC 3464, 2.3.5)."""
        value = self.values.get("remote-mta")
        return bare(value) if value else None

    def get(self, name: str) -> Field | None:
        """A field by its name in lower case."""
        return self.values.get(name)


def bare(value: Field) -> Field:
    """An address without its type and brackets: "rfc822; <a@example.com>"."""
    text = value.text
    for _time in range(2):  # some systems write the type twice
        text = TYPED.sub("", text, count=1)
    return replace(value, text=text.strip(" <>"))


TYPED = re.compile(r"^\s*[A-Za-z0-9-]{1,20}\s*;\s*", re.ASCII)


def recipients(found: Iterable[Field]) -> Iterator[Recipient]:
    """The recipients of a notification, in its order."""
    block, parted = Recipient(), False
    for item in found:
        begins = item.name in block.values or item.name in OF_MESSAGE or (parted and is_next(block, item.name))
        if begins:
            if is_report(block):
                yield block
            block, parted = Recipient(), False
        if not item.name:
            parted = bool(block.values)
        elif item.name in OF_RECIPIENT:
            block.values[item.name] = item
    if is_report(block):
        yield block


def is_next(block: Recipient, name: str) -> bool:
    """Whether a field after a blank line speaks of another recipient; some systems put blank lines inside a block."""
    return name in {"final-recipient", "original-recipient"} or {"action", "status"} <= block.values.keys()


def is_report(block: Recipient) -> bool:
    """Whether the fields so far speak of a recipient: one of them alone may be a coincidence."""
    names = block.values.keys()
    return "final-recipient" in names or len(names & {"action", "status", "diagnostic-code", "original-recipient"}) > 1

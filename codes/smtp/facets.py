"""On which points two codes agree and differ; most useful point first."""

from collections.abc import Callable
from enum import Enum
from typing import Any

from codes.smtp import enhanced, theory
from codes.smtp.facts import FactSheet


class Aspect(Enum):
    """A point of comparison, in the order in which it helps somebody whose mail failed."""

    KIND = "kind"
    OUTCOME = "outcome"
    RETRY = "retry"
    MESSAGE = "message"
    ADDRESS = "address"
    ACTS = "acts"
    COMMANDS = "commands"
    CONNECTION = "connection"
    TOPIC = "topic"
    PAIRED = "paired"
    STATUS = "status"


class Kind(Enum):
    """Which of the two numbers of a reply a code is."""

    REPLY = "reply"
    ENHANCED = "enhanced"


def kind_of(value: str) -> Kind:
    """Three digits, or class.subject.detail."""
    return Kind.ENHANCED if enhanced.is_enhanced(value) else Kind.REPLY


READERS: dict[Aspect, Callable[[FactSheet], Any]] = {
    Aspect.KIND: lambda sheet: kind_of(sheet.value),
    Aspect.OUTCOME: lambda sheet: theory.read(sheet.value).outcome,
    Aspect.RETRY: lambda sheet: sheet.retry,
    Aspect.MESSAGE: lambda sheet: sheet.message,
    Aspect.ADDRESS: lambda sheet: sheet.address,
    Aspect.ACTS: lambda sheet: sheet.acts,
    Aspect.COMMANDS: lambda sheet: sheet.commands,
    Aspect.CONNECTION: lambda sheet: sheet.connection,
    Aspect.TOPIC: lambda sheet: theory.read(sheet.value).topic,
    Aspect.PAIRED: lambda sheet: sheet.paired,
    Aspect.STATUS: lambda sheet: (sheet.status, sheet.defined_in),
}


def value_of(sheet: FactSheet, aspect: Aspect) -> Any:
    """What one code says on one point."""
    return READERS[aspect](sheet)

"""Small rows and entries for tests: plain functions, every fact can be given, nothing happens by the way."""

from typing import Any

from codes import models
from codes.smtp.dialogue import Command
from codes.smtp.facts import Acts, Address, Connection, FactSheet, Message, Retry, Status

FACTS = {
    "status": "wild",
    "acts": "sender",
    "retry": "after_change",
    "message": "returned",
    "address": "unjudged",
    "connection": "open",
}
TEXTS = ("name", "summary", "description", "when_seen", "how_to_fix", "when_to_use")


def make_sheet(value: str, **facts: Any) -> FactSheet:
    """A fact sheet of a permanent refusal, unless told otherwise."""
    return FactSheet(
        **{
            "value": value,
            "status": Status.STANDARD,
            "acts": Acts.SENDER,
            "retry": Retry.AFTER_CHANGE,
            "message": Message.RETURNED,
            "address": Address.UNJUDGED,
            "connection": Connection.OPEN,
            "commands": frozenset({Command.RCPT}),
            "defined_in": (5321,),
            **facts,
        }
    )


def make_code(value: str, languages: tuple[str, ...] = ("en", "fr"), **fields: Any) -> models.Code:
    """A published code whose texts say which text they are."""
    texts = {f"{name}_{tongue}": f"{name} of {value} in {tongue}." for name in TEXTS for tongue in languages}
    return models.Code.objects.create(value=value, **{**FACTS, "published": True, **texts, **fields})

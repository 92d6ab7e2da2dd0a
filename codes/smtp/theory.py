"""What the digits of a code say (RFC 5321, 4.2.1; RFC 3463, 2), for any code of either kind, listed or not."""

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from codes.smtp import enhanced
from codes.smtp.enhanced import Subject

# RFC 5321, 4.2: Reply-code = %x32-35 %x30-35 %x30-39
STANDARD_FORM = re.compile(r"[2-5][0-5][0-9]", re.ASCII)
# What servers, lists and error tables really print: 571, 605, 101. No number there starts with 0.
THREE_DIGITS = re.compile(r"[1-9][0-9]{2}", re.ASCII)
CLASS = re.compile(r"([2-5])(xx|yz)", re.ASCII | re.IGNORECASE)


class Outcome(Enum):
    """What the first digit promises; in the order in which replies are compared."""

    SUCCESS = "success"
    CONTINUE = "continue"
    TEMPORARY = "temporary"
    PERMANENT = "permanent"
    UNDEFINED = "undefined"


class Category(Enum):
    """What the second digit speaks of (RFC 5321, 4.2.1)."""

    SYNTAX = "syntax"
    INFORMATION = "information"
    CONNECTIONS = "connections"
    UNSPECIFIED = "unspecified"
    MAIL_SYSTEM = "mail_system"
    UNDEFINED = "undefined"


OUTCOMES = {"2": Outcome.SUCCESS, "3": Outcome.CONTINUE, "4": Outcome.TEMPORARY, "5": Outcome.PERMANENT}
CATEGORIES = {
    "0": Category.SYNTAX,
    "1": Category.INFORMATION,
    "2": Category.CONNECTIONS,
    "3": Category.UNSPECIFIED,
    "4": Category.UNSPECIFIED,
    "5": Category.MAIL_SYSTEM,
}
CLASSES = {f"{digit}xx": outcome for digit, outcome in OUTCOMES.items()}
# Every class and subject, as they are written in addresses.
ALL_CLASSES = (*CLASSES, *enhanced.CLASSES, *enhanced.SUBJECT_NAMES)


@dataclass(frozen=True)
class Digits:
    """What the numbers alone say of a code."""

    outcome: Outcome
    topic: Category | Subject


@lru_cache(maxsize=1024)  # asked for each code on every page
def read(value: str) -> Digits:
    """What the numbers say; a reply code outside 2 to 5 has no outcome and no category."""
    outcome = OUTCOMES.get(value[0], Outcome.UNDEFINED)
    if enhanced.is_enhanced(value):
        return Digits(outcome, enhanced.subject_of(value))
    if outcome is Outcome.UNDEFINED:
        return Digits(outcome, Category.UNDEFINED)
    return Digits(outcome, CATEGORIES.get(value[1], Category.UNDEFINED))


def is_code(text: str) -> bool:
    """Whether the text could be met as a code of either kind."""
    return is_three_digits(text) or enhanced.is_enhanced(text)


@lru_cache(maxsize=1024)
def order(value: str) -> tuple[int, ...]:
    """Reply codes first, then enhanced codes, each by its numbers; of a pair, the smaller stands left."""
    if "." not in value:
        return (0, int(value))
    return (1, *(int(part) for part in value.replace("X", "0").split(".")))


def is_three_digits(text: str) -> bool:
    """Whether the text could be met as a code at all, inside the standard or not."""
    return THREE_DIGITS.fullmatch(text) is not None


def is_standard_form(text: str) -> bool:
    """Whether the grammar of RFC 5321, 4.2 lets a server send this code."""
    return STANDARD_FORM.fullmatch(text) is not None


def class_of(value: str) -> str:
    """The class as it is written in addresses: 5xx for 550, 5.x.x for 5.1.1."""
    return f"{value[0]}.x.x" if "." in value else f"{value[0]}xx"


def classes_of(value: str) -> tuple[str, ...]:
    """The pages of classes and subjects that a code belongs to."""
    names = (class_of(value), f"x.{value.split('.')[1]}.x") if enhanced.is_enhanced(value) else (class_of(value),)
    return tuple(name for name in names if name in ALL_CLASSES)


def parse_class(text: str) -> str | None:
    """The class or subject that 5xx, 5yz (the RFC's way to write it), 5.x.x or x.7.x names."""
    match = CLASS.fullmatch(text)
    return f"{match[1]}xx" if match else enhanced.parse_class(text)

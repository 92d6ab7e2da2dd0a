"""Enhanced status codes (RFC 3463): class.subject.detail, for any such three numbers, listed or not."""

import re
from enum import Enum

# RFC 3463, 2: status-code = class "." subject "." detail; no part has leading zeros.
ENHANCED = re.compile(r"[245](?:\.(?:0|[1-9][0-9]{0,2})){2}", re.ASCII)
# An entry covers all classes of a subject and detail; the registry writes an X for the class.
FAMILY = re.compile(r"X(?:\.(?:0|[1-9][0-9]{0,2})){2}", re.ASCII)
CLASS = re.compile(r"([245])\.[xyz]\.[xyz]|x\.([0-7])\.[xyz]", re.ASCII | re.IGNORECASE)


class Subject(Enum):
    """What the second number speaks of (RFC 3463, 2)."""

    OTHER = "0"
    ADDRESSING = "1"
    MAILBOX = "2"
    SYSTEM = "3"
    NETWORK = "4"
    PROTOCOL = "5"
    CONTENT = "6"
    POLICY = "7"
    UNREGISTERED = "unregistered"


SUBJECTS = {subject.value: subject for subject in Subject}
CLASS_DIGITS = ("2", "4", "5")
# As they are written in addresses: the classes first, then the subjects.
CLASSES = tuple(f"{digit}.x.x" for digit in CLASS_DIGITS)
SUBJECT_NAMES = {f"x.{subject.value}.x": subject for subject in Subject if subject is not Subject.UNREGISTERED}


def is_enhanced(text: str) -> bool:
    """Whether the text is an enhanced code, registered or not."""
    return ENHANCED.fullmatch(text) is not None


def is_family(text: str) -> bool:
    """Whether the text names an entry with the class left open: X.2.2."""
    return FAMILY.fullmatch(text) is not None


def family_of(value: str) -> str:
    """The entry that a code is one reading of: X.2.2 for 4.2.2."""
    return f"X{value[1:]}"


def subject_of(value: str) -> Subject:
    """What the second number speaks of."""
    return SUBJECTS.get(value.split(".")[1], Subject.UNREGISTERED)


def parse_class(text: str) -> str | None:
    """The class or subject that 5.x.x, 5.XXX.YYY's short form or X.7.x names."""
    match = CLASS.fullmatch(text)
    if not match:
        return None
    return f"{match[1]}.x.x" if match[1] else f"x.{match[2]}.x"

"""Characters that no stored text may hold: nobody sees them, yet they turn round, hide or break what is beside them."""

import re
import unicodedata
from dataclasses import dataclass

# C0 but tab and line ends, DEL, C1; what turns the direction of text round, so that it reads otherwise than it is (UTS
# 55); halves of characters; what Unicode never assigns.
UNSAFE = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)


@dataclass(frozen=True)
class Unsafe:
    """An unsafe character: its number as Unicode writes it, and where it stands, both counted from 1."""

    number: str
    line: int
    place: int


def composed(text: str) -> str:
    """The text as it is stored: what looks the same is the same (NFC)."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def first_unsafe(text: str) -> Unsafe | None:
    """The first character that may not stay."""
    match = UNSAFE.search(text)
    if match is None:
        return None
    above = text[: match.start()]
    return Unsafe(f"U+{ord(match[0]):04X}", above.count("\n") + 1, match.start() - above.rfind("\n"))

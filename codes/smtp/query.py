"""Which code, class or pair a short piece of typed text names."""

import re
import unicodedata
from dataclasses import dataclass

from codes.smtp import theory

# Three digits that stand alone: not part of a longer number, an address (192.0.2.1) or a word.
STANDALONE = re.compile(r"(?<![\w.@])(?<![\w.]-)([1-9][0-9]{2})(?![\w@])(?!\.[0-9])", re.ASCII)
START_OF_CODE = re.compile(r"[1-9][0-9]?", re.ASCII)
PAIR = re.compile(r"([1-9][0-9]{2})[\s_-]*(?:vs?\.?|versus|/|,)[\s_-]*([1-9][0-9]{2})", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True)
class Query:
    """What a query names: whole codes in order, a class, or the first digits of a code; the rest is words."""

    text: str
    codes: tuple[str, ...] = ()
    reply_class: str | None = None
    start: str | None = None


def clean(text: str) -> str:
    """The text with full-width digits made plain, control characters out and white space folded."""
    plain = unicodedata.normalize("NFKC", text)
    shown = "".join(" " if unicodedata.category(char)[0] in "CZ" else char for char in plain)
    return " ".join(shown.split())


def parse(text: str) -> Query:
    """What the text names; a text without a number comes back as words only."""
    cleaned = clean(text)
    if START_OF_CODE.fullmatch(cleaned):
        return Query(cleaned, start=cleaned)
    named = [theory.parse_class(word) for word in cleaned.split()]
    codes = tuple(dict.fromkeys(STANDALONE.findall(cleaned)))
    classes = [found for found in named if found]
    return Query(cleaned, codes=codes, reply_class=classes[0] if classes and not codes else None)


def parse_pair(text: str) -> tuple[str, str] | None:
    """The two codes of "251-vs-501", in the order written, however it is dressed."""
    match = PAIR.fullmatch(clean(text))
    return (match[1], match[2]) if match else None

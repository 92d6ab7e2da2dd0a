"""Which code, class or pair a short piece of typed text names."""

import re
import unicodedata
from dataclasses import dataclass

from codes.smtp import theory

DIGIT = re.compile(r"[0-9]")
# Three digits that stand alone, or an enhanced code with a registered subject: not part of a longer number,
# an address (192.0.2.1), a version or a word. A hyphen joins the two in a multiline reply: 421-4.7.0.
REPLY = r"(?<![\w.@])(?<![\w.]-)[1-9][0-9]{2}(?![\w@])(?!\.[0-9])"
ENHANCED = r"(?<![\w.@])[245X]\.[0-7]\.(?:0|[1-9][0-9]{0,2})(?![\w@])(?!\.[0-9])"
STANDALONE = re.compile(f"{REPLY}|{ENHANCED}", re.ASCII | re.IGNORECASE)
# 5, 55, 55x, 5., 5.7
START_OF_CODE = re.compile(
    r"([1-9]|[1-9][0-9](?=[xyz]?$)|[245]\.(?:[0-7](?:\.[0-9]{0,2})?)?)[xyz]?", re.ASCII | re.IGNORECASE
)
AROUND_A_CODE = frozenset({"smtp", "error", "code", "codes", "errors", "erreur", "erreurs", "status"})
SIDE = r"([1-9][0-9]{2}|[245]\.[0-9]{1,3}\.[0-9]{1,3})"
PAIR = re.compile(rf"{SIDE}[\s_-]*(?:vs?\.?|versus|/|,)[\s_-]*{SIDE}", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True)
class Query:
    """What a query names: whole codes in order, a class, or the first digits of a code; the rest is words."""

    text: str
    codes: tuple[str, ...] = ()
    class_name: str | None = None
    start: str | None = None

    @property
    def is_bare(self) -> bool:
        """Whether the query is nothing but the name of a class, and what people write before a code."""
        return len([word for word in self.text.split() if word.lower() not in AROUND_A_CODE]) == 1


def clean(text: str) -> str:
    """The text with full-width digits made plain, control characters out and white space folded."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    plain = unicodedata.normalize("NFKC", text)
    shown = "".join(" " if unicodedata.category(char)[0] in "CZ" else char for char in plain)
    return " ".join(shown.split())


def parse(text: str) -> Query:
    """What the text names; a text without a number comes back as words only."""
    cleaned = clean(text)
    if not DIGIT.search(cleaned):
        return Query(cleaned)
    codes = tuple(dict.fromkeys(found.upper() for found in STANDALONE.findall(cleaned)))
    start = START_OF_CODE.fullmatch(cleaned)
    if not codes and start:
        return Query(cleaned, start=start[1])
    named = [theory.parse_class(word.strip("()[].,;:!?\"'")) for word in cleaned.split()]
    classes = [found for found in named if found]
    return Query(cleaned, codes=codes, class_name=classes[0] if classes and not codes else None)


def parse_pair(text: str) -> tuple[str, str] | None:
    """The two codes of "251-vs-501", in the order written, however it is dressed."""
    match = PAIR.fullmatch(clean(text))
    return (match[1], match[2]) if match else None

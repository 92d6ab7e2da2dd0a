"""A text in the largest size in which it fits a place: whole words, as few lines as may be, and of like length."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language_info
from PIL.ImageFont import FreeTypeFont

from codes.picturing.fonts import font, font_for

# Where a line may end: after a space or U+200B (the space without a width, which Thai writers put between words), and
# between characters of scripts that are written without spaces.
NO_START = "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮー"
WRITTEN_WITHOUT_SPACES = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
BREAK = re.compile(f"(?<=[ \u200b])|(?<=[、。{WRITTEN_WITHOUT_SPACES}])(?![{NO_START}])(?=[{WRITTEN_WITHOUT_SPACES}])")


ELLIPSIS = "…"
# A size, and how many lines a text may take in it.
Size = tuple[int, int]


@dataclass(frozen=True)
class Writing:
    """How a text is written: its font, language and direction."""

    font: FreeTypeFont
    language: str

    @property
    def direction(self) -> str:
        """From right to left, or as most scripts."""
        return "rtl" if get_language_info(self.language)["bidi"] else "ltr"

    def width(self, text: str) -> float:
        """How wide a line is."""
        return self.font.getlength(text.rstrip(), direction=self.direction, language=self.language)

    @property
    def height(self) -> int:
        """From one line to the next."""
        return sum(self.font.getmetrics())


@dataclass(frozen=True)
class Lines:
    """A text that has been fitted into a place."""

    texts: tuple[str, ...]
    writing: Writing

    @property
    def height(self) -> int:
        """Of all lines together."""
        return len(self.texts) * self.writing.height


def fit(text: str, language: str, width: int, sizes: Sequence[Size]) -> Lines | None:
    """A text alone in its place."""
    return fit_all([(text, language)], width, sizes)[0]


def fit_all(texts: Iterable[tuple[str, str]], width: int, sizes: Sequence[Size]) -> list[Lines | None]:
    """Texts in the first size that is small enough for all, or cut in the last; None where no font can write one."""
    given = [(unicodedata.normalize("NFC", text), language) for text, language in texts]
    found = [(text, language, font_for(text + ELLIPSIS)) for text, language in given]
    for size, most in sizes:
        written = [(text, Writing(font(path, size), language)) for text, language, path in found if path]
        if all(fits(text, writing, width, most) for text, writing in written):
            break
    made = {text: Lines(set_in(text, writing, width, most), writing) for text, writing in written}
    return [made.get(text) for text, _language in given]


def fits(text: str, writing: Writing, width: float, most: int) -> bool:
    """Whether a text needs no more lines, and none is too long."""
    lines = wrap(text, writing, width)
    return len(lines) <= most and all(writing.width(line) <= width for line in lines)


def set_in(text: str, writing: Writing, width: float, most: int) -> tuple[str, ...]:
    """The lines of a text: as few as may be and of like length; the last is cut where there are too many."""
    lines = wrap(text, writing, width)
    if not fits(text, writing, width, most):
        cut = next(at for at, line in enumerate(lines) if at == most - 1 or writing.width(line) > width)
        return (*lines[:cut], shortened("".join(lines[cut:]), writing, width))
    narrow = (width * share for share in (0.5, 0.6, 0.7, 0.8, 0.9, 1))
    return tuple(next(wrap(text, writing, each) for each in narrow if fits(text, writing, each, len(lines))))


def wrap(text: str, writing: Writing, width: float) -> list[str]:
    """Lines that take as many pieces as they can."""
    lines = [""]
    for piece in BREAK.split(text):
        if lines[-1] and writing.width(lines[-1] + piece) > width:
            lines.append("")
        lines[-1] += piece
    return lines


def shortened(text: str, writing: Writing, width: float) -> str:
    """As much of a text as fits, in whole words if there is one, and an ellipsis."""
    words = BREAK.split(text)
    while len(words) > 1 and writing.width("".join(words).rstrip() + ELLIPSIS) > width:
        words.pop()
    left = "".join(words).rstrip()
    while writing.width(left + ELLIPSIS) > width or unicodedata.combining(left[-1]):
        left = left[:-1]
    return left + ELLIPSIS

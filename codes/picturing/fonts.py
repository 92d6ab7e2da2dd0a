"""Which font can write a text: all of it, or none; a box in the place of a letter is worse than no text.

The fonts in codes/fonts write Latin, Greek, Cyrillic, Arabic, Devanagari and Thai. Those for Chinese, Japanese and
Korean are too large to bring along, so one of the machine is taken where there is one.
"""

import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from PIL.ImageFont import FreeTypeFont, Layout, truetype

OWN = Path(__file__).resolve().parent.parent / "fonts"
NUMBERS = OWN / "JetBrainsMono-Bold.ttf"
TEXTS = [OWN / f"{name}-SemiBold.ttf" for name in ("Inter", "NotoSansArabic", "NotoSansDevanagari", "NotoSansThai")]
# Where machines keep their fonts, and what fonts for Chinese, Japanese and Korean are called there, the best first.
FOLDERS = ["/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts", "/Library/Fonts"]
PATTERNS = [
    "NotoSansCJK-Bold.*",
    "NotoSansCJK*.*",
    "SourceHanSans*",
    "*Hiragino*W6*",
    "wqy-*.ttc",
    "DroidSansFallback*",
]
# No character, and so a glyph of no font.
NOBODYS = "\U0010ffff"


@lru_cache(maxsize=128)
def font(path: Path, size: int, layout: Layout = Layout.RAQM) -> FreeTypeFont:
    """A font in a size."""
    return truetype(path, size, layout_engine=layout)


@cache
def of_the_machine() -> list[Path]:
    """The fonts that this machine has for what ours cannot write."""
    folders = [Path(name) for name in FOLDERS]
    return [path for pattern in PATTERNS for folder in folders for path in sorted(folder.rglob(pattern))]


def font_for(text: str) -> Path | None:
    """The first font with a glyph for every character."""
    own = next((path for path in TEXTS if writes(path, text)), None)
    return own or next((path for path in of_the_machine() if writes(path, text)), None)


def writes(path: Path, text: str) -> bool:
    """Whether a font has a glyph for every character."""
    return all(has_glyph(path, char) for char in text)


@lru_cache(maxsize=8192)
def has_glyph(path: Path, char: str) -> bool:
    """Whether a font draws a character, and not the box that it draws for what it does not know."""
    if unicodedata.category(char) in {"Cf", "Zs"}:
        return True  # spaces, and marks that only tell how to join or turn what is around them
    small = font(path, 32, Layout.BASIC)
    drawn, box = small.getmask(char), small.getmask(NOBODYS)
    return drawn.getbbox() is not None and (drawn.size, bytes(drawn)) != (box.size, bytes(box))

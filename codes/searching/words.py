"""A text as the words that the search compares, in any script."""

import re
import unicodedata

# The vowel signs of Indic scripts and Thai are no letters to Unicode, but parts of a word all the same.
WORD = re.compile(r"[\w\u0900-\u0eff]+(?:\.\w+)*")
# Scripts without spaces between words: Thai, kana, ideographs. Every two neighbours are a word there, and every
# ideograph means something by itself.
UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
IDEOGRAPH = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


def plain(text: str) -> str:
    """The text without case, accents and differences of width; a mark that a letter cannot do without stays."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char) or is_voiced(char))
    return unicodedata.normalize("NFC", bare)


def is_voiced(char: str) -> bool:
    """Whether a mark belongs to the letter in its script: the kana's voicing marks, the vowels of Thai."""
    return char in "\u3099\u309a" or "\u0e00" <= char <= "\u0e7f"


def fold(text: str) -> list[str]:
    """The words of a text in their order."""
    if text.isascii():
        return WORD.findall(text.lower())
    found: list[str] = []
    for word in WORD.findall(plain(text)):
        position = 0
        for match in UNSPACED.finditer(word):
            if match.start() > position:
                found.append(word[position : match.start()])
            run = match[0]
            found += [run[start : start + 2] for start in range(len(run) - 1)]
            found += [char for char in run if IDEOGRAPH.match(char)] or ([run] if len(run) == 1 else [])
            position = match.end()
        if position < len(word):
            found.append(word[position:])
    return found

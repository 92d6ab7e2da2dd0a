"""A picture under construction: everything stands at its distance from the edge where reading begins."""

from functools import cache, lru_cache
from io import BytesIO

from django.utils.translation import get_language_info
from PIL import Image, ImageDraw

from codes.picturing.fonts import NUMBERS, TEXTS, font
from codes.picturing.lines import Lines
from codes.picturing.shapes import COLOURS, MUTED, PAGE, RULE, TEXT, Colour, put, put_mark
from codes.smtp.theory import Outcome

WIDTH, HEIGHT, MARGIN = 1200, 630, 80
# How high a digit of the font for numbers is, and how far it is to the next, as shares of the size; a dot needs less.
HIGH, WIDE, NARROW = 0.73, 0.6, 0.36
NAME = "smtpref"
# The colours of a file: the flat ones, and the steps from the ground to each for soft edges.
STEPS = 24


class Canvas:
    """The dark page, with the ways to put something on it."""

    def __init__(self, language: str) -> None:
        self.image, self.language = Image.new("RGB", (WIDTH, HEIGHT), PAGE), language
        self.is_rtl = get_language_info(language)["bidi"]
        self.draw = ImageDraw.Draw(self.image)

    def left(self, start: int, width: int) -> int:
        """Where something begins on the left that begins so far from the start."""
        return WIDTH - start - width if self.is_rtl else start

    def shape(self, outcome: Outcome, size: int, start: int, top: int) -> None:
        """The shape of an outcome, in its colour."""
        put(self.image, outcome, size, (self.left(start, size), top))

    def lines(self, fitted: Lines | None, start: int, top: int, colour: Colour = TEXT) -> None:
        """Lines below each other; nothing where no font could write them."""
        if fitted is None:
            return
        writing = fitted.writing
        for number, text in enumerate(fitted.texts):
            left = self.left(start, round(writing.width(text)))
            baseline = top + number * writing.height + writing.font.getmetrics()[0]
            self.draw.text(
                (left, baseline), text.rstrip(), colour, writing.font, "ls",
                direction=writing.direction, language=writing.language,
            )  # fmt: skip

    def number(self, value: str, size: int, start: int, middle: int, colour: Colour) -> None:
        """A code, from left to right in every language."""
        left: float = self.left(start, round(number_width(value, size)))
        for char in value:
            mask = figure(char, size)
            self.image.paste(colour, (round(left), middle - mask.height // 2), mask)
            left += size * advance(char)

    def between(self, text: str, middle: int) -> None:
        """A word in the middle, and a line from there down."""
        self.draw.text((WIDTH // 2, middle), text, MUTED, font(TEXTS[0], 40), anchor="mm")
        self.draw.line([(WIDTH // 2, middle + 50), (WIDTH // 2, HEIGHT - MARGIN + 20)], RULE, 2)

    def signature(self, size: int, start: int, top: int) -> None:
        """The mark and the name of the site, from left to right in every language."""
        left = self.left(start, signature_width(size))
        put_mark(self.image, size, (left, top))
        self.draw.text(
            (left + size * 1.3, top + size * 0.77), NAME, TEXT, font(TEXTS[0], round(size * 0.82)), anchor="ls"
        )

    def png(self) -> bytes:
        """The picture as a file."""
        return encoded(self.image.quantize(palette=palette(), dither=Image.Dither.NONE))


@cache
def palette() -> Image.Image:
    """Every colour that a picture needs."""
    found = Image.new("P", (1, 1))
    tones = (tint(colour, step / (STEPS - 1)) for colour in (*COLOURS.values(), TEXT) for step in range(STEPS))
    found.putpalette([part for tone in tones for part in tone])
    return found


def tint(colour: Colour, share: float) -> list[int]:
    """So much of a colour on the dark ground."""
    return [round(ground + (tone - ground) * share) for ground, tone in zip(PAGE, colour, strict=True)]


def signature_width(size: int) -> int:
    """How wide the mark and the name of the site are."""
    return round(size * 1.3 + font(TEXTS[0], round(size * 0.82)).getlength(NAME))


@lru_cache(maxsize=256)
def figure(char: str, size: int) -> Image.Image:
    """One character of a number as a mask: there are few, and the large ones take most of the time."""
    mask = Image.new("L", (round(size * advance(char)), size))
    place = (mask.width / 2, size * (1 + HIGH) / 2)
    ImageDraw.Draw(mask).text(place, char, 255, font(NUMBERS, size), anchor="ms")
    return mask


def advance(char: str) -> float:
    """How far it is from one character of a number to the next."""
    return NARROW if char == "." else WIDE


def number_width(value: str, size: float) -> float:
    """How wide a code is."""
    return size * sum(map(advance, value))


def number_size(value: str, width: int, most: int) -> int:
    """The size in which a code fits."""
    return min(most, int(width / number_width(value, 1)))


def encoded(image: Image.Image) -> bytes:
    """A picture as PNG."""
    file = BytesIO()
    image.save(file, "PNG")
    return file.getvalue()

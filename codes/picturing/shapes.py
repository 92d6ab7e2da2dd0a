"""The shape and the colour of each outcome on a dark ground, and the mark that is made of the four."""

from functools import lru_cache

from PIL import Image, ImageDraw

from codes.smtp.theory import Outcome

Colour = tuple[int, int, int]
PAGE, RULE = (0x15, 0x18, 0x1D), (0x3A, 0x41, 0x4B)
TEXT, MUTED = (0xE8, 0xEA, 0xED), (0xAE, 0xB5, 0xBF)
COLOURS: dict[Outcome, Colour] = {
    Outcome.SUCCESS: (0x45, 0xEA, 0xD6),
    Outcome.CONTINUE: (0x99, 0x90, 0xFF),
    Outcome.TEMPORARY: (0xFF, 0xD8, 0x4D),
    Outcome.PERMANENT: (0xFB, 0x6A, 0x8C),
    Outcome.UNDEFINED: MUTED,
}
# In a square of 16 by 16, as in static/codes/icon.svg: equal in weight to the eye rather than in size.
CIRCLE = (0.5, 0.5, 15.5, 15.5)
CORNERS: dict[Outcome, tuple[tuple[float, float], ...]] = {
    Outcome.CONTINUE: ((1.5, 0), (16, 8), (1.5, 16)),
    Outcome.TEMPORARY: ((8, -0.5), (16.5, 8), (8, 16.5), (-0.5, 8)),
    Outcome.PERMANENT: ((1.5, 1.5), (14.5, 1.5), (14.5, 14.5), (1.5, 14.5)),
}
# The order in which the mark shows them.
FOUR = (Outcome.SUCCESS, Outcome.CONTINUE, Outcome.TEMPORARY, Outcome.PERMANENT)
# Drawn so many times larger and made smaller again, for soft edges.
FINE = 4


@lru_cache(maxsize=64)
def shape(outcome: Outcome, size: int) -> Image.Image:
    """The shape as a mask."""
    mask = Image.new("L", (size * FINE, size * FINE))
    draw, unit = ImageDraw.Draw(mask), size * FINE / 18
    if outcome in CORNERS:
        draw.polygon([((x + 1) * unit, (y + 1) * unit) for x, y in CORNERS[outcome]], fill=255)
    else:
        ring = 0 if outcome is Outcome.SUCCESS else 255
        box = [(place + 1) * unit for place in CIRCLE]
        draw.ellipse(box, fill=255 - ring, outline=255, width=round(3 * unit))
    return mask.reduce(FINE)


def put(image: Image.Image, outcome: Outcome, size: int, at: tuple[int, int]) -> None:
    """A shape in its colour, its upper left corner at a place."""
    image.paste(COLOURS[outcome], at, shape(outcome, size))


def put_mark(image: Image.Image, size: int, at: tuple[int, int]) -> None:
    """The four shapes, two by two."""
    cell, (left, top) = round(size * 0.47), at
    for number, outcome in enumerate(FOUR):
        put(image, outcome, cell, (left + number % 2 * (size - cell), top + number // 2 * (size - cell)))

"""The mark as icons for home screens, browsers' tabs and installed sites."""

from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw

from codes.picturing.canvas import encoded
from codes.picturing.shapes import FINE, PAGE, put_mark

# How much of an icon the mark takes. Of one that whoever shows it may cut, a circle of 80 percent is safe (W3C, Web App
# Manifest, "Icon masks"), and the mark is a square in it.
USUAL, MASKABLE = 0.7, 0.55


def icon(size: int, *, is_full: bool = False) -> Image.Image:
    """The mark on the dark ground: with round corners, or full where the system cuts the corners itself."""
    image = Image.new("RGBA", (size, size), (*PAGE, 255))
    mark = round(size * (MASKABLE if is_full else USUAL))
    put_mark(image, mark, ((size - mark) // 2, (size - mark) // 2))
    if not is_full:
        corners = Image.new("L", (size * FINE, size * FINE))
        ImageDraw.Draw(corners).rounded_rectangle((0, 0, size * FINE - 1, size * FINE - 1), size * FINE * 0.2, fill=255)
        image.putalpha(corners.reduce(FINE))
    return image


@cache
def as_png(size: int, *, is_full: bool = False) -> bytes:
    """An icon as PNG."""
    return encoded(icon(size, is_full=is_full))


@cache
def as_ico(size: int) -> bytes:
    """An icon as the file that browsers ask for on their own."""
    file = BytesIO()
    icon(size).save(file, "ICO", sizes=[(size, size)])
    return file.getvalue()

"""Pictures as tests look at them."""

import io
from collections import Counter

from PIL import Image


def opened(body: bytes) -> Image.Image:
    return Image.open(io.BytesIO(body))


def counts(body: bytes) -> Counter:
    """How many pixels there are of each colour."""
    return Counter({colour: count for count, colour in opened(body).convert("RGB").getcolors(1 << 16)})

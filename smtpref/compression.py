"""The encodings in which pages are sent, and which of them a client takes."""

import re
import zlib
from collections.abc import Callable
from functools import lru_cache

import brotli


def gzip(body: bytes, level: int) -> bytes:
    """In gzip's frame and without a date in it, so that equal pages are equal bytes."""
    packer = zlib.compressobj(level, wbits=31)
    return packer.compress(body) + packer.flush()


def br(body: bytes, quality: int) -> bytes:
    """In brotli's format, for text."""
    return bytes(brotli.compress(body, mode=brotli.MODE_TEXT, quality=quality))


ENCODERS: dict[str, Callable[[bytes, int], bytes]] = {"br": br, "gzip": gzip}
# What the page store adds to an entity tag for each encoding.
OF_AN_ENCODING = re.compile(rf'-(?:{"|".join(ENCODERS)})\d+(?=")')
# How hard to try: for what is sent once, and for what is kept.
FAST, SMALL = {"br": 0, "gzip": 1}, {"br": 5, "gzip": 6}


@lru_cache(maxsize=256)
def encoding_for(accepted: str) -> str:
    """The best encoding that an Accept-Encoding header lets us use; none where it names none of ours."""
    weights = {}
    for part in accepted.lower().split(","):
        name, _, parameter = part.partition(";")
        weight = parameter.strip().removeprefix("q=")
        weights[name.strip()] = not weight.strip("0.") if parameter else False
    refused = {name for name, is_refused in weights.items() if is_refused}
    named = weights.keys() - refused
    return next((name for name in ENCODERS if name in named or ("*" in named and name not in refused)), "")

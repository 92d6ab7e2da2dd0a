"""The mark for tabs and home screens."""

import math

import pytest

from codes.picturing.shapes import COLOURS, PAGE
from codes.smtp.theory import Outcome
from tests.images import counts, opened

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "kind", "size"),
    [
        ("/icon-192.png", "PNG", 192),
        ("/icon-512.png", "PNG", 512),
        ("/icon-maskable-512.png", "PNG", 512),
        ("/apple-touch-icon.png", "PNG", 180),
        ("/favicon.ico", "ICO", 32),
    ],
)
def test_icons(client, path, kind, size):
    response = client.get(path)
    image = opened(response.content)
    assert (image.format, image.size) == (kind, (size, size))
    assert response["Cache-Control"].startswith("public")
    assert all(counts(response.content)[COLOURS[outcome]] > size * size / 80 for outcome in list(Outcome)[:4])


def test_what_a_system_may_cut_off_is_empty(client):
    image = opened(client.get("/icon-maskable-512.png").content).convert("RGB")
    farthest = max(
        math.hypot(x - 255.5, y - 255.5) for x in range(512) for y in range(512) if image.getpixel((x, y)) != PAGE
    )
    assert 0.3 * 512 < farthest < 0.4 * 512

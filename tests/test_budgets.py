"""What a reader downloads: one small page, one small sheet that stays, and modules of a screenful each."""

import brotli
import pytest
from django.conf import settings
from django.test import Client

from tests.browser.kinds import READ

KIB = 1024
FILES = settings.BASE_DIR / "codes" / "static" / "codes"
PAGES = "code", "enhanced code", "editorial pair", "composed pair", "pair of two readings"
LANGUAGES = [code for code, _name in settings.LANGUAGES]


@pytest.mark.parametrize("module", sorted(FILES.glob("*.js")), ids=lambda path: path.name)
def test_a_module_is_under_2_kib(module):
    assert module.stat().st_size <= 2 * KIB


@pytest.mark.parametrize("sheet", sorted(FILES.glob("*.css")), ids=lambda path: path.name)
def test_a_style_sheet_is_under_20_kib(sheet):
    assert sheet.stat().st_size <= 20 * KIB


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", PAGES)
def test_a_page_is_under_10_kib_and_brings_one_style_sheet(client: Client, language, kind):
    body = client.get(f"/{language}/{READ[kind]}").content
    assert len(brotli.compress(body, quality=5)) <= 10 * KIB
    assert body.count(b'rel="stylesheet"') == 1
    assert b"<img" not in body

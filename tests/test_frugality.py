"""What a public page costs besides time: no query, no cookie, no file."""

import sys

import pytest
from django.conf import settings
from django.test import Client

from codes import catalogue
from codes.listing import listed

LANGUAGES = [code for code, _name in settings.LANGUAGES]
opened: list[str] = []
watching = False


def note_files(event: str, arguments: tuple) -> None:
    """An audit hook, which Python cannot take away again: it listens only while a test watches."""
    if watching and event == "open":
        opened.append(str(arguments[0]))


@pytest.fixture(scope="module", autouse=True)
def audit():
    sys.addaudithook(note_files)


@pytest.fixture
def watch(monkeypatch):
    """Count the files opened from here on, and let no second pass for the catalogue."""
    catalogue.holder.current()
    monkeypatch.setattr(catalogue.holder, "clock", lambda: catalogue.holder.looked_at)
    opened.clear()
    monkeypatch.setattr(sys.modules[__name__], "watching", True)
    yield
    monkeypatch.setattr(sys.modules[__name__], "watching", False)


@pytest.mark.django_db
def test_a_public_page_costs_no_query_no_cookie_and_no_file(watch, django_assert_num_queries):
    client = Client()
    kinds = {}
    for language in LANGUAGES:
        for page in listed(catalogue.current(language)):
            kinds.setdefault((language, page.path.split("/")[0]), []).append(f"/{language}/{page.path}")
        kinds[language, "search"] = [f"/{language}/search/?q={word}" for word in ("mailbox+full", "spam", "greylist")]
        kinds[language, "explain"] = [f"/{language}/explain/"] * 3
    wanted = [path for paths in kinds.values() for path in paths[:25]]
    for _time in range(2):  # templates, messages and the like are read once in a worker's life
        opened.clear()
        with django_assert_num_queries(0):
            for path in wanted:
                response = client.get(path)
                assert (response.status_code, response.cookies) == (200, {}), path
    assert opened == []
    assert len(wanted) > 100


@pytest.mark.django_db
def test_the_watch_would_see_a_file(watch):
    with open(__file__):
        pass
    assert opened == [__file__]

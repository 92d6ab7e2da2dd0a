"""Editors at the same moment, by real requests to the real server: whatever comes first, nothing is lost."""

import http.cookiejar
import os
import random
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.posting import Form
from tests.serving import Server

ANYWAY = {"_anyway": "on"}
ENTRY = "/admin/codes/code/251/change/"
PASSWORD = "a long enough password"  # noqa: S105
ACCOUNTS = f"""
from django.contrib.auth import get_user_model
for name in ("ann", "bob", "eve"): get_user_model().objects.create_superuser(name, password={PASSWORD!r})
"""


class Editor:
    """A browser with one editor signed in."""

    def __init__(self, server: Server, name: str) -> None:
        jar = http.cookiejar.CookieJar()
        self.site = f"http://127.0.0.1:{server.port}"
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        form = Form(self.ask("/admin/account/login/")[1]).data
        assert self.ask("/admin/account/login/?next=/admin/", form | {"login": name, "password": PASSWORD})[0] == 200

    def ask(self, path: str, form: dict | None = None) -> tuple[int, str]:
        data = urllib.parse.urlencode(form, doseq=True).encode() if form else None
        try:
            with self.browser.open(f"{self.site}{path}", data, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def form(self, language: str) -> dict:
        return Form(self.ask(f"{ENTRY}?language={language}")[1]).data


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    url = os.environ.get("DATABASE_URL", "")
    if url.startswith("postgres"):
        from tests.test_machines import database  # noqa: PLC0415 -- needs the driver

        name = f"editing_{os.getpid()}"
        with database(name), Server(tmp_path, DATABASE_URL=f"{url.rpartition('/')[0]}/{name}") as running:
            running.manage("shell", "-v", "0", "-c", ACCOUNTS)
            yield running
        return
    with Server(tmp_path) as running:
        running.manage("shell", "-v", "0", "-c", ACCOUNTS)
        yield running


def at_once(*works) -> list:
    """What several calls that begin together return."""
    start, results = threading.Barrier(len(works)), [None] * len(works)

    def run(number: int) -> None:
        start.wait()
        results[number] = works[number]()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_nothing_is_lost_between_editors(server):
    """Three languages written in the same moment are all there; of two texts for one field, one is asked about."""
    editors = {language: Editor(server, name) for language, name in (("de", "ann"), ("pl", "bob"), ("it", "eve"))}
    for turn in range(5):
        saves = [
            partial(editor.ask, ENTRY, editor.form(language) | {f"name_{language}": f"{language} {turn}", **ANYWAY})
            for language, editor in editors.items()
        ]
        assert [status for status, _page in at_once(*saves)] == [200, 200, 200]
        found = {language: editor.form(language)[f"name_{language}"] for language, editor in editors.items()}
        assert found == {language: [f"{language} {turn}"] for language in editors}
        rivals = {f"Nom {turn}, {random.random()}": editors[language] for language in ("de", "pl")}  # noqa: S311
        saves = [
            partial(editor.ask, ENTRY, editor.form("fr") | {"name_fr": name, **ANYWAY})
            for name, editor in rivals.items()
        ]
        statuses = [status for status, _page in at_once(*saves)]
        assert sorted(statuses) == [200, 409]
        assert editors["it"].form("fr")["name_fr"] == [list(rivals)[statuses.index(200)]]

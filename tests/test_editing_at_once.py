"""Editors at the same moment, by real requests to the real server: whatever comes first, nothing is lost."""

import http.cookiejar
import json
import os
import random
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path
from statistics import quantiles

import pytest

from tests.posting import Form
from tests.serving import Readers, Server

ANYWAY = {"_anyway": "on"}
ENTRY = "/admin/codes/code/251/change/"
PASSWORD = "a long enough password"  # noqa: S105
# Eight editors, each with a language of their own.
TEAM = {"ann": "de", "bob": "pl", "eve": "it", "ina": "es", "jan": "nl", "kim": "ko", "lea": "pt", "tom": "tr"}
SECONDS = float(os.environ.get("EDITING_SECONDS", "12"))
SECONDS_OF_TYPING = 2.0
PAGES = ["/en/codes/251/", "/fr/codes/550/", "/fr/compare/251-vs-501/", "/en/codes/5.1.1/", "/fr/"]
# Who saved which piece, in the order of the history.
SAVES = """
import json
from codes.models import Version
found = Version.objects.filter(key="251", action="edited").order_by("pk")
print(json.dumps([[version.by.username, version.content["facts"]["rfc_text"]] for version in found]))
print(json.dumps(list(Version.objects.filter(key="251").exclude(action="edited").values_list("action", flat=True))))
"""
ACCOUNTS = f"""
from django.contrib.auth import get_user_model
for name in {TEAM!r}: get_user_model().objects.create_superuser(name, password={PASSWORD!r})
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
        status, page = self.ask(f"{ENTRY}?language={language}")
        assert status == 200, page
        return Form(page).data


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


class Desk:
    """An editor who saves one entry again and again: a name in a language of their own, at times what all change."""

    def __init__(self, server: Server, name: str, language: str) -> None:
        self.name, self.language, self.browser = name, language, Editor(server, name)
        self.statuses: Counter[int] = Counter()
        self.last_name = ""
        self.steps: list[tuple[str, str]] = []  # from what to what this editor has brought the common piece
        self.seconds: list[float] = []

    def work(self, end: float) -> int:
        """Save until the time is over; how often."""
        turn = 0
        while time.monotonic() < end:
            turn += 1
            form, wanted = self.browser.form(self.language), {f"name_{self.language}": f"{self.language} {turn}"}
            if turn % 3 == 0:
                wanted["rfc_text"] = f"{self.name} {turn}"
            time.sleep(SECONDS_OF_TYPING)
            began = time.monotonic()
            status, page = self.browser.ask(ENTRY, form | wanted | ANYWAY)
            self.seconds.append(time.monotonic() - began)
            self.statuses[status] += 1
            assert status in {200, 409}, page
            if status == 200:
                self.last_name = wanted[f"name_{self.language}"]
                if "rfc_text" in wanted:
                    self.steps.append((form["rfc_text"][0], wanted["rfc_text"]))
        return turn


def test_a_team_edits_one_entry_while_visitors_read(server):
    """Nothing is refused but a piece that another has changed; every save is in the history, each upon what it saw."""
    desks = [Desk(server, name, language) for name, language in TEAM.items()]
    first = desks[0].browser.form("de")["rfc_text"][0]
    with Readers(server, PAGES, threads=50) as readers:
        end = time.monotonic() + SECONDS
        turns = at_once(*(partial(desk.work, end) for desk in desks))
    # Where the machine has other work, a few visitors may be asked to come back; nobody sees a failure.
    assert set(readers.statuses) <= {200, 503}
    assert readers.statuses[503] < readers.statuses[200] / 50
    assert readers.refusals <= {"5"}
    assert None not in turns
    saves, others = map(json.loads, server.manage("shell", "-v", "0", "-c", SAVES).splitlines())
    assert Counter(name for name, _text in saves) == {desk.name: desk.statuses[200] for desk in desks}
    assert others == ["loaded"]
    texts = [first, *(text for _name, text in saves)]
    steps = [(old, new) for old, new in pairwise(texts) if old != new]
    assert sorted(steps) == sorted(step for desk in desks for step in desk.steps)
    for desk in desks:
        assert desk.browser.form(desk.language)[f"name_{desk.language}"] == [desk.last_name]
    seconds = quantiles([each for desk in desks for each in desk.seconds], n=20)
    print(f"{sum(turns)} saves, median {seconds[9]:.2f} s, p95 {seconds[18]:.2f} s; pages: {dict(readers.statuses)}")

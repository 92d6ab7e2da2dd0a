"""The real server while its database is moved away and its workers are killed: nobody who reads may notice."""

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import textwrap
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.serving import A_SECOND, OUTAGE, ROOT, Readers, Server, free_port

SIGNED_IN = {"Cookie": "sessionid=0123456789abcdef0123456789abcdef"}
PAGES = [f"/{language}/codes/{code}/" for code in (250, 421, 450, 550, 554) for language in ("en", "fr")]
PAGES += [f"/fr/compare/{left}-vs-{right}/" for left in (211, 220, 250) for right in (450, 501, 551)]
RENAME = "from codes.models import Code; code = Code.objects.get(pk='550'); code.name_en = 'Renamed'; code.save()"


@pytest.fixture
def server(tmp_path) -> Iterator[Server]:
    with Server(tmp_path, SEARCHES_PER_MINUTE="0") as server:  # the crowd comes from one address
        yield server


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds the workers in /proc, which is Linux's")
def test_readers_notice_nothing_of_a_database_that_is_away(server):
    away = server.database.with_suffix(".away")
    with Readers(server, PAGES) as readers:
        server.database.rename(away)
        assert server.becomes("/readyz", 503, "The database does not answer")
        time.sleep(20)
        for worker in server.workers()[:1]:
            os.kill(worker, signal.SIGKILL)
        time.sleep(3)
        status, told, headers = server.ask("/admin/", **SIGNED_IN)
        assert server.ask("/healthz")[:2] == (200, "ok")
        assert not server.database.exists()
        time.sleep(OUTAGE - 25)
        away.rename(server.database)
        server.manage("shell", "-v", "0", "-c", RENAME)
        assert server.becomes("/en/codes/550/", 200, "Renamed", seconds=20)
    assert set(readers.statuses) == {200}
    assert readers.statuses[200] > OUTAGE * A_SECOND * 0.8
    assert (status, headers["retry-after"], "your text still is" in told) == (503, "5", True)


def test_readers_notice_nothing_of_a_database_that_is_locked(server):
    with Readers(server, PAGES) as readers, closing(sqlite3.connect(server.database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        other.execute("UPDATE codes_code SET name_en = 'Half' WHERE value = '550'")
        time.sleep(10)
        assert server.ask("/healthz")[:2] == (200, "ok")
        other.execute("ROLLBACK")
        server.manage("shell", "-v", "0", "-c", RENAME)
        assert server.becomes("/en/codes/550/", 200, "Renamed", seconds=20)
    assert set(readers.statuses) == {200}
    assert readers.statuses[200] > 10 * A_SECOND * 0.8


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="only Linux lets a process choose its processors")
@pytest.mark.parametrize("more", [0, 1])
def test_workers_stay_on_processors_where_there_are_as_many(tmp_path, more):
    everywhere = os.sched_getaffinity(0)
    chosen = set(sorted(everywhere)[:2])
    os.sched_setaffinity(0, chosen)
    try:
        with Server(tmp_path, WORKERS=str(len(chosen) + more)) as server:
            first = places(server, len(chosen) + more)
            killed = server.workers()[0]
            os.kill(killed, signal.SIGKILL)
            then = places(server, len(chosen) + more, without=killed)
    finally:
        os.sched_setaffinity(0, everywhere)
    assert first == then == ([sorted(chosen)] * (len(chosen) + 1) if more else [[each] for each in sorted(chosen)])


def places(server: Server, count: int, without: int = 0) -> list[list[int]]:
    """The processors of each worker, once all are there, and one that was killed is gone."""
    end = time.monotonic() + 30
    while (len(found := server.workers()) < count or without in found) and time.monotonic() < end:
        time.sleep(0.05)
    return sorted(sorted(os.sched_getaffinity(worker)) for worker in found)


def stop_by_terminal(server: Server) -> None:
    os.killpg(server.process.pid, signal.SIGINT)  # Ctrl-C


def stop_by_supervisor(server: Server) -> None:
    os.kill(server.process.pid, signal.SIGTERM)


@pytest.mark.parametrize("stop", [stop_by_terminal, stop_by_supervisor])
def test_it_stops_at_once_when_told_to(tmp_path, stop):
    log = tmp_path / "log"
    with Server(tmp_path, log=log, WORKERS="1") as server:  # which is there when it answers
        stop(server)
        assert server.process.wait(timeout=5) == 0
    assert "ERROR" not in log.read_text()


def test_more_than_it_can_take_is_refused_at_once_and_forgotten(server):
    """Five who read pages beside sixty who search without a pause: the first notice nothing."""
    searches = [f"/en/search/?q=mailbx+{number}+recipent+unknwn" for number in range(500)]
    with Readers(server, PAGES) as readers, Readers(server, searches, threads=60, pause=0) as crowd:
        time.sleep(8)
    assert set(readers.statuses) == {200}
    assert set(crowd.statuses) == {200, 503}
    assert crowd.refusals == {"5"}
    assert [server.ask(path)[0] for path in searches[:5]] == [200] * 5


@pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not installed")
def test_the_documented_nginx_serves_on_without_us(server, tmp_path):
    """The configuration of docs/operations.md as it stands, but for the certificate and the ports."""
    port = free_port()
    told = (ROOT / "docs" / "operations.md").read_text()
    block = re.search(r"^    proxy_cache_path.*?^    }$", told, re.M | re.S)
    assert block
    site = textwrap.dedent(block[0])
    for old, new in (
        ("listen 443 ssl;", f"listen 127.0.0.1:{port};"),
        ("http2 on;", ""),
        ("/var/cache/nginx/smtpref", str(tmp_path / "cache")),
        ("/var/log/nginx/smtpref.log", str(tmp_path / "access")),
        ("127.0.0.1:8000", f"127.0.0.1:{server.port}"),
        ("proxy_set_header Host $host;", f"proxy_set_header Host 127.0.0.1:{server.port};"),
    ):
        assert old in site
        site = site.replace(old, new)
    around = f"daemon off; user root; pid {tmp_path}/pid; error_log {tmp_path}/log; events {{}}"
    whole = f"{around} http {{ access_log off; {site} }}"
    (tmp_path / "nginx.conf").write_text(whole)
    front = subprocess.Popen(["nginx", "-c", tmp_path / "nginx.conf"])
    try:
        before = [server.ask(path, port=port) for path in PAGES if server.becomes(path, 200)]
        server.stop()
        after = [server.ask(path, port=port) for path in PAGES]
    finally:
        front.terminate()
        front.wait()
    assert [status for status, _body, _headers in before] == [200] * len(PAGES)
    assert [body for _status, body, _headers in after] == [body for _status, body, _headers in before]

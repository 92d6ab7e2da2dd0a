"""The real server while its database is moved away and its workers are killed: nobody who reads may notice."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = [f"/{language}/codes/{code}/" for code in (250, 421, 450, 550, 554) for language in ("en", "fr")]
PAGES += [f"/fr/compare/{left}-vs-{right}/" for left in (211, 220, 250) for right in (450, 501, 551)]
RENAME = "from codes.models import Code; code = Code.objects.get(pk='550'); code.name_en = 'Renamed'; code.save()"


class Server:
    """`python -m smtpref.serve` over a database of its own."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.database = folder / "site.sqlite3"
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        self.environment = kept | {"DATABASE_URL": f"sqlite:///{self.database}", "PORT": str(self.port)}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "smtpref.serve"], cwd=ROOT, env=self.environment, start_new_session=True
        )

    def ask(self, path: str, **headers: str) -> tuple[int, str, dict[str, str]]:
        """Status, body and headers; 0 where nobody answered."""
        try:
            with urlopen(Request(f"http://127.0.0.1:{self.port}{path}", headers=headers), timeout=5) as answer:
                return answer.status, answer.read().decode(), dict(answer.headers)
        except HTTPError as error:
            return error.code, error.read().decode(), {name.lower(): value for name, value in error.headers.items()}
        except (URLError, ConnectionError, TimeoutError):
            return 0, "", {}

    def becomes(self, path: str, status: int, words: str = "", seconds: float = 60) -> bool:
        """Whether an address gives such an answer in time."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found, body, _headers = self.ask(path)
            if found == status and words in body:
                return True
            time.sleep(0.05)
        return False

    def workers(self) -> list[int]:
        """The processes that answer."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        names = {int(pid): Path(f"/proc/{pid}/cmdline").read_text() for pid in children.split()}
        return [pid for pid, name in names.items() if "granian" in name]

    def manage(self, *words: str) -> None:
        """A command in another process, as an editor at another machine."""
        subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=self.environment, check=True)


@pytest.fixture
def server(tmp_path) -> Iterator[Server]:
    server = Server(tmp_path)
    try:
        assert server.becomes("/readyz", 200)
        yield server
    finally:
        os.killpg(server.process.pid, signal.SIGKILL)
        server.process.wait()


class Readers:
    """Visitors who read one page after the other until they are told to stop."""

    def __init__(self, server: Server) -> None:
        self.server, self.stop = server, threading.Event()
        self.statuses: Counter[int] = Counter()
        self.threads = [threading.Thread(target=self.read, args=(first,)) for first in range(3)]

    def read(self, first: int) -> None:
        for number in range(first, 100_000):
            if self.stop.is_set():
                return
            path = PAGES[number % len(PAGES)]
            # Whoever is connected to a worker that is killed asks again, as every proxy does.
            status = self.server.ask(path)[0] or self.server.ask(path)[0]
            self.statuses[status] += 1
            time.sleep(0.02)

    def __enter__(self) -> "Readers":
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.stop.set()
        for thread in self.threads:
            thread.join()


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds the workers in /proc, which is Linux's")
def test_readers_notice_nothing_of_a_database_that_is_away(server):
    away = server.database.with_suffix(".away")
    with Readers(server) as readers:
        server.database.rename(away)
        assert server.becomes("/readyz", 503, "The database does not answer")
        time.sleep(1)
        for worker in server.workers()[:1]:
            os.kill(worker, signal.SIGKILL)
        time.sleep(3)
        status, told, headers = server.ask("/admin/", Cookie="sessionid=0123456789abcdef0123456789abcdef")
        assert server.ask("/healthz")[:2] == (200, "ok")
        assert not server.database.exists()
        away.rename(server.database)
        server.manage("shell", "-v", "0", "-c", RENAME)
        assert server.becomes("/en/codes/550/", 200, "Renamed", seconds=20)
    assert set(readers.statuses) == {200}
    assert readers.statuses[200] > 100
    assert (status, headers["retry-after"], "your text still is" in told) == (503, "5", True)

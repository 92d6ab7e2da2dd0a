"""The real server as a process of its own, for the tests of what fails and for the benchmarks."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import nullcontext, suppress
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from smtpref.environment import snapshot_of

ROOT = Path(__file__).resolve().parent.parent


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def workers_of(server: int) -> list[int]:
    """The processes of a server that answer: split from it, they have its name. Found in /proc, which is Linux's."""
    children = Path(f"/proc/{server}/task/{server}/children").read_text()
    names = {int(pid): Path(f"/proc/{pid}/cmdline").read_text() for pid in (server, *map(int, children.split()))}
    return [pid for pid, name in names.items() if pid != server and name == names[server]]


class Server:
    """`python -m smtpref.serve` over a database of its own."""

    def __init__(self, folder: Path, *, host: str = "", log: Path | None = None, **environment: str) -> None:
        self.port, self.host = free_port(), {"Host": host} if host else {}
        self.database = folder / "site.sqlite3"
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        own = {"DATABASE_URL": f"sqlite:///{self.database}", "PORT": str(self.port)}
        self.environment = kept | own | environment
        words = [sys.executable, "-m", "smtpref.serve"]
        with log.open("wb") if log else nullcontext() as output:
            self.process = subprocess.Popen(
                words, cwd=ROOT, env=self.environment, start_new_session=True, stdout=output, stderr=output
            )

    def __enter__(self) -> "Server":
        if not self.becomes("/readyz", 200):
            self.stop()
            raise TimeoutError("the server did not become ready")
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()

    def stop(self) -> None:
        """Kill the server and its workers."""
        with suppress(ProcessLookupError):  # it may have been told to stop before
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        snapshot_of(self.environment["DATABASE_URL"]).unlink(missing_ok=True)

    def ask(self, path: str, *, port: int = 0, **headers: str) -> tuple[int, str, dict[str, str]]:
        """Status, body and headers; 0 where nobody answered. The port may be that of something in front."""
        try:
            with urlopen(
                Request(f"http://127.0.0.1:{port or self.port}{path}", headers=self.host | headers), timeout=10
            ) as answer:
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
        return workers_of(self.process.pid)

    def manage(self, *words: str) -> str:
        """What a command in another process prints, as an editor's at another machine."""
        command = [sys.executable, "manage.py", *words]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, check=True, stdout=subprocess.PIPE, encoding="utf-8"
        )
        return done.stdout


# What all readers together ask for, and how long nobody may notice that the database is away.
A_SECOND, OUTAGE = 50, 60


class Readers:
    """Visitors who read one page after the other until they are told to stop, and note how they fared."""

    def __init__(self, server: Server, pages: list[str], *, threads: int = 5, pause: float = 1 / A_SECOND) -> None:
        self.server, self.pages, self.stop = server, pages, threading.Event()
        self.statuses: Counter[int] = Counter()
        self.refusals: set[str] = set()
        self.pause = pause * threads
        self.threads = [threading.Thread(target=self.read, args=(first,)) for first in range(threads)]

    def read(self, first: int) -> None:
        """One reader; whoever is connected to a worker that is killed asks again, as every proxy does."""
        number, due = first, time.monotonic()
        while not self.stop.is_set():
            path = self.pages[number % len(self.pages)]
            status, _body, headers = self.server.ask(path)
            if not status:
                status, _body, headers = self.server.ask(path)
            self.statuses[status] += 1
            if status == 503:
                self.refusals.add(headers.get("retry-after", ""))
            number, due = number + 1, due + self.pause
            time.sleep(max(0.0, due - time.monotonic()))

    def __enter__(self) -> "Readers":
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.stop.set()
        for thread in self.threads:
            thread.join()

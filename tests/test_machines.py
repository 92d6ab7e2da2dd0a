"""Two machines on one PostgreSQL, and the network between them: edits arrive everywhere, whole, and outages end."""

import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.serving import A_SECOND, OUTAGE, Readers, Server, free_port

URL = os.environ.get("DATABASE_URL", "")
pytestmark = pytest.mark.skipif(not URL.startswith("postgres"), reason="the suite runs on SQLite")
EDIT = """
import time
from django.db import transaction
from codes.models import Code
for number in range({first}, {last}):
    with transaction.atomic():
        for value, name in (("550", "name_en"), ("550", "summary_en"), ("551", "name_en")):
            Code.objects.filter(pk=value).update(**{{name: f"Edit {{number}}."}})
        Code.objects.get(pk="552").save()
    time.sleep({pause})
"""
PAGES = [f"/{language}/codes/{code}/" for code in (250, 421, 450, 554) for language in ("en", "fr")]


class Network:
    """A port that leads to PostgreSQL, and can be told to stand still or to be cut."""

    def __init__(self) -> None:
        self.goes_on = threading.Event()
        self.goes_on.set()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.lines: list[socket.socket] = []
        self.is_cut = False
        self.threads = [threading.Thread(target=self.accept)]
        self.threads[0].start()

    def accept(self) -> None:
        address = urlsplit(URL)
        with suppress(OSError):
            while True:
                near = self.listener.accept()[0]
                if self.is_cut:
                    near.close()
                    continue
                far = socket.create_connection((address.hostname, address.port or 5432))
                self.lines += [near, far]
                ways = [threading.Thread(target=self.carry, args=way) for way in ((near, far), (far, near))]
                self.threads += ways
                for way in ways:
                    way.start()

    def carry(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                self.goes_on.wait()
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)

    def cut(self) -> None:
        self.is_cut = True
        for line in self.lines:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        self.is_cut = False
        self.goes_on.set()

    def __enter__(self) -> "Network":
        return self

    def __exit__(self, *error: object) -> None:
        self.mend()
        self.listener.shutdown(socket.SHUT_RDWR)
        self.cut()
        for thread in self.threads:
            thread.join()
        for line in (self.listener, *self.lines):
            line.close()


@contextmanager
def database(name: str) -> Iterator[None]:
    """A database of its own beside that of the suite."""
    with closing(psycopg.connect(URL, autocommit=True)) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}"')
        connection.execute(f'CREATE DATABASE "{name}"')
        yield
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def network() -> Iterator[Network]:
    with Network() as network:
        yield network


@pytest.fixture
def machines(tmp_path: Path, network: Network) -> Iterator[list[Server]]:
    address = urlsplit(URL)
    name = f"machines_{free_port()}"
    user = address.netloc.rpartition("@")[0]
    url = f"postgres://{user}@127.0.0.1:{network.port}/{name}"
    with database(name), Server(tmp_path, DATABASE_URL=url) as first, Server(tmp_path, DATABASE_URL=url) as second:
        yield [first, second]


def shown(server: Server) -> set[str]:
    """The edits that one page shows: its name and its summary are changed together."""
    body = server.ask("/en/codes/550/")[1]
    return {part.split(".")[0] for part in body.split("Edit ")[1:]}


def test_an_edit_is_everywhere_in_time_and_never_half(machines):
    """While one machine is edited, both are read; a page with two numbers would be half of an edit."""
    stop, torn, seen = threading.Event(), [], set()

    def read(server: Server) -> None:
        while not stop.is_set():
            numbers = shown(server)
            seen.update(numbers)
            if len(numbers) > 1:
                torn.append(numbers)

    readers = [threading.Thread(target=read, args=(server,)) for server in machines * 2]
    for reader in readers:
        reader.start()
    machines[0].manage("shell", "-v", "0", "-c", EDIT.format(first=0, last=15, pause=1))
    time.sleep(2)
    last = [shown(server) for server in machines for _time in range(10)]
    stop.set()
    for reader in readers:
        reader.join()
    assert last == [{"14"}] * 20
    assert torn == []
    assert len(seen) > 4


@pytest.mark.parametrize("failure", ["hangs", "is away"])
def test_readers_notice_nothing_of_a_server_that_fails(machines, network, failure):
    with Readers(machines[0], PAGES) as readers, Readers(machines[1], PAGES) as others:
        time.sleep(1)
        if failure == "hangs":
            network.goes_on.clear()
        else:
            network.cut()
        assert machines[0].becomes("/readyz", 503, "The database does not answer", seconds=20)
        assert machines[0].ask("/admin/", Cookie="sessionid=0123456789abcdef0123456789abcdef")[0] == 503
        assert [machine.ask("/healthz")[:2] for machine in machines] == [(200, "ok")] * 2
        time.sleep(OUTAGE)
        network.mend()
        assert machines[0].becomes("/readyz", 200, seconds=20)
        machines[0].manage("shell", "-v", "0", "-c", EDIT.format(first=7, last=8, pause=0))
        assert [machine.becomes("/en/codes/550/", 200, "Edit 7", seconds=20) for machine in machines] == [True] * 2
    assert set(readers.statuses) | set(others.statuses) == {200}
    assert min(readers.statuses[200], others.statuses[200]) > OUTAGE * A_SECOND * 0.8

"""What visitors paste into the real server, search for and mistype: afterwards it is in no file and no log."""

import secrets
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

import pytest

from tests.serving import ROOT, Server

MULTIPART = (
    '--x\r\nContent-Disposition: form-data; name="file"; filename="{0}.eml"\r\n'
    "Content-Type: message/rfc822\r\n\r\n{1}\r\n--x--\r\n"
)
OF_A_FORM, OF_A_FILE = "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"
TIMES = 200


@pytest.fixture
def start() -> float:
    """Before the server begins to write."""
    return time.time() - 1


@pytest.fixture
def server(start: float, tmp_path: Path) -> Iterator[Server]:
    (tmp_path / "temporary").mkdir()
    limits = {"PASTES_PER_MINUTE": "0", "SEARCHES_PER_MINUTE": "0"}
    with Server(tmp_path, log=tmp_path / "log", TMPDIR=str(tmp_path / "temporary"), **limits) as running:
        yield running


def requests_with(canary: str, server: Server) -> Iterator[Request]:
    """Whatever a visitor may say it in: a text, a file, a search, an address, headers, a form that is none."""
    site, text = f"http://127.0.0.1:{server.port}", f"<{canary}@e.example>: 550 5.1.1 {canary}\n" * 50
    yield Request(f"{site}/en/explain/", urlencode({"text": text}).encode(), {"Content-Type": OF_A_FORM})
    yield Request(f"{site}/fr/explain/", MULTIPART.format(canary, text).encode(), {"Content-Type": OF_A_FILE})
    yield Request(f"{site}/en/explain/", urlencode({"text": canary * 20_000}).encode(), {"Content-Type": OF_A_FORM})
    yield Request(f"{site}/en/explain/", f"--y\r\n{canary}".encode(), {"Content-Type": OF_A_FILE})
    yield Request(f"{site}/en/search/?q={quote(text[:200])}")
    yield Request(f"{site}/en/{canary}/?{canary}={canary}")
    yield Request(
        f"{site}/fr/", headers={"Referer": f"https://{canary}.example/", "User-Agent": canary, "Cookie": canary}
    )


def written_since(start: float, folders: list[Path]) -> Iterator[tuple[Path, bytes]]:
    """The files there that somebody has written meanwhile; those of other programs may go while they are looked at."""
    for path in (path for folder in folders for path in folder.rglob("*")):
        with suppress(FileNotFoundError):
            if path.is_file() and not path.is_symlink() and path.stat().st_mtime >= start:
                yield path, path.read_bytes()


def test_nothing_that_a_visitor_says_is_anywhere_afterwards(server: Server, start: float, tmp_path: Path) -> None:
    statuses, word = set(), f"canary{secrets.token_hex(8)}"
    for number in range(TIMES):
        for request in requests_with(f"{word}{number:04}", server):
            try:
                with urlopen(request, timeout=30) as answer:
                    statuses.add(answer.status)
            except HTTPError as error:
                statuses.add(error.code)
    assert statuses == {200, 400, 404, 413}
    folders = [tmp_path, ROOT / "var", Path(tempfile.gettempdir()), Path("/var/tmp")]  # noqa: S108 -- only looked into
    found = dict(written_since(start, [folder for folder in folders if folder.exists()]))
    assert tmp_path / "log" in found
    assert [path for path, content in found.items() if word.encode() in content] == []
    assert list((tmp_path / "temporary").iterdir()) == []

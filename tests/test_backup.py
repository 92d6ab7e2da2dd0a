"""Backup and restore, by the commands that the documentation names."""

import itertools
import os
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CHANGE = "from codes.models import Code; code = Code.objects.get(pk='550'); code.name_en = {!r}; code.save()"
SHOW = "from django.test import Client; print(Client().get({!r}, headers={{'host': '127.0.0.1'}}).content.decode())"
PAGES = ("/en/", "/en/codes/550/", "/fr/compare/251-vs-501/")


def manage(database: Path, *words: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    environment = kept | {"DATABASE_URL": f"sqlite:///{database}", "DEBUG": "true"}
    return subprocess.run(
        [sys.executable, "manage.py", *words], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def shown(database: Path) -> list[str]:
    return [manage(database, "shell", "-v", "0", "-c", SHOW.format(page)).stdout for page in PAGES]


@pytest.fixture
def database(tmp_path) -> Path:
    path = tmp_path / "site.sqlite3"
    for words in (("migrate", "-v", "0"), ("load_content",), ("shell", "-v", "0", "-c", CHANGE.format("By an editor"))):
        assert manage(path, *words).returncode == 0
    return path


def test_a_restored_copy_shows_the_same_pages(database, tmp_path):
    before = shown(database)
    assert "By an editor" in before[1]
    done = manage(database, "backup", str(tmp_path / "copy.sqlite3"))
    assert (done.returncode, done.stdout.endswith("bytes, checked.\n")) == (0, True)
    manage(database, "shell", "-v", "0", "-c", CHANGE.format("After the backup"))
    assert shown(database) != before
    (tmp_path / "copy.sqlite3").replace(database)
    assert shown(database) == before


def test_a_copy_taken_while_others_write_is_whole(database, tmp_path):
    """Each save changes two rows together; a copy that held one without the other would be of no moment."""
    stop = threading.Event()

    def write() -> None:
        with closing(sqlite3.connect(database, isolation_level=None, timeout=10)) as connection:
            for number in itertools.count():
                if stop.is_set():
                    return
                connection.execute("BEGIN IMMEDIATE")
                for code in ("550", "551"):
                    connection.execute("UPDATE codes_code SET name_en = ? WHERE value = ?", (f"Save {number}", code))
                connection.execute("COMMIT")

    writers = [threading.Thread(target=write) for _writer in range(2)]
    for writer in writers:
        writer.start()
    copies = [tmp_path / f"copy{number}.sqlite3" for number in range(3)]
    done = [manage(database, "backup", str(copy)).returncode for copy in copies]
    stop.set()
    for writer in writers:
        writer.join()
    names = []
    for copy in copies:
        with closing(sqlite3.connect(copy)) as connection:
            names.append(connection.execute("SELECT name_en FROM codes_code WHERE value IN ('550', '551')").fetchall())
    assert done == [0, 0, 0]
    assert [first == second for first, second in names] == [True] * 3
    assert len({first for first, _second in names}) == 3


@pytest.mark.parametrize(
    ("name", "told"),
    [("site.sqlite3", "is there already; give the name of a new file."), ("no/folder/copy", "No copy was made: ")],
)
def test_what_cannot_be_written_is_one_line(database, tmp_path, name, told):
    done = manage(database, "backup", str(tmp_path / name))
    assert (done.returncode, len(done.stderr.splitlines()), told in done.stderr) == (1, 1, True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site.sqlite3"]

"""Backup and restore, by the commands that the documentation names."""

import os
import subprocess
import sys
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


@pytest.mark.parametrize(
    ("name", "told"),
    [("site.sqlite3", "is there already; give the name of a new file."), ("no/folder/copy", "No copy was made: ")],
)
def test_what_cannot_be_written_is_one_line(database, tmp_path, name, told):
    done = manage(database, "backup", str(tmp_path / name))
    assert (done.returncode, len(done.stderr.splitlines()), told in done.stderr) == (1, 1, True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site.sqlite3"]

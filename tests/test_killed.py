"""Commands that are killed: the database then holds all of what they do, or nothing of it."""

import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.serving import ROOT

MOMENTS = 50
COMMAND = [sys.executable, "manage.py", "load_content"]


def contents(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, without when it was written, and the mark of the revision."""
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {}
        for name in sorted(names):
            every = [row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')]
            columns = [column for column in every if column not in {"at", "mark"} and not column.endswith("_at")]
            chosen = ", ".join(f'"{column}"' for column in columns)
            found[name] = sorted(connection.execute(f'SELECT {chosen} FROM "{name}"'), key=repr)  # noqa: S608
        return found


@pytest.fixture
def environment(tmp_path) -> dict[str, str]:
    return {"PATH": "/usr/bin:/bin", "DATABASE_URL": f"sqlite:///{tmp_path}/site.sqlite3"}


def test_content_is_loaded_whole_or_not_at_all(tmp_path, environment):
    """Killed at so many moments, spread over as long as it takes; begun again, it completes."""
    database = tmp_path / "site.sqlite3"
    subprocess.run([sys.executable, "manage.py", "migrate", "-v", "0"], cwd=ROOT, env=environment, check=True)
    empty = database.read_bytes()
    before = contents(database)
    start = time.monotonic()
    subprocess.run(COMMAND, cwd=ROOT, env=environment, check=True, capture_output=True)
    takes, after = time.monotonic() - start, contents(database)
    assert before != after
    outcomes = []
    for moment in range(MOMENTS):
        for leftover in tmp_path.iterdir():
            leftover.unlink()
        database.write_bytes(empty)
        process = subprocess.Popen(COMMAND, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
        time.sleep(takes * (0.2 + 0.9 * (moment + random.random()) / MOMENTS))  # noqa: S311
        process.send_signal(signal.SIGKILL)
        process.wait()
        found = contents(database)
        assert found in (before, after)
        outcomes.append(found == after)
    assert not all(outcomes)
    subprocess.run(COMMAND, cwd=ROOT, env=environment, check=True, capture_output=True)
    assert contents(database) == after

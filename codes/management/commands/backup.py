"""A copy of the SQLite database, whole whatever is being saved meanwhile."""

import sqlite3
from argparse import ArgumentParser
from contextlib import closing
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection


class Command(BaseCommand):
    help = "Copies the SQLite database into a new file while the site goes on; for PostgreSQL use pg_dump."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="a file that is not there yet")

    def handle(self, *args: Any, **options: Any) -> None:
        target: Path = options["file"]
        if connection.vendor != "sqlite":
            raise CommandError("This database is PostgreSQL's. Use: pg_dump --format=custom --file=FILE")
        if target.exists():
            raise CommandError(f"{target} is there already; give the name of a new file.")
        part = target.with_name(f"{target.name}.part")
        try:
            copy(part)
            part.replace(target)
        except (DatabaseError, sqlite3.Error, OSError) as error:
            part.unlink(missing_ok=True)
            raise CommandError(f"No copy was made: {error}.") from error
        self.stdout.write(f"{target}: {target.stat().st_size} bytes, checked.")


def copy(part: Path) -> None:
    """Write the copy and read it through; raises sqlite3.DatabaseError where it is not sound."""
    part.unlink(missing_ok=True)
    connection.ensure_connection()
    with closing(sqlite3.connect(part)) as written:
        connection.connection.backup(written)
        verdict = written.execute("PRAGMA integrity_check").fetchone()[0]
        if verdict != "ok":
            raise sqlite3.DatabaseError(verdict)

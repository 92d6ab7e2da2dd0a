"""Bring the starter content into the database."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from codes.transfer.files import BrokenFile
from codes.transfer.load import load


class Command(BaseCommand):
    """load_content: adds what is missing, updates what no editor has touched, lists the rest."""

    help = "Bring the content files into the database; an editor's change is never overwritten."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=settings.CONTENT_DIR)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            report = load(folder, self.progress)
        except BrokenFile as error:
            raise CommandError(f"Nothing was loaded. {error}") from error
        for path in report.kept:
            self.stdout.write(f"kept for the editor: {path}")
        self.stdout.write(
            f"{len(report.added)} added, {len(report.updated)} updated, {len(report.unchanged)} unchanged, "
            f"{len(report.kept)} kept for the editors"
        )

    def progress(self, done: int, of: int) -> None:
        """One line that rewrites itself on a terminal, every tenth entry elsewhere nothing."""
        if self.stderr.isatty():
            self.stderr.write(f"\rloading content: {done} of {of}", ending="\n" if done == of else "")

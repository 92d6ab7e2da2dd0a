"""Write the database's content back to the content files."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from codes.transfer import files, rows


class Command(BaseCommand):
    """dump_content: the inverse of load_content, to the byte."""

    help = "Write the content of the database to the content files."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=settings.CONTENT_DIR)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        records = rows.read()
        files.write(folder, records.values(), rows.LANGUAGES, settings.MODELTRANSLATION_DEFAULT_LANGUAGE)
        self.stdout.write(f"{len(records)} entries written to {folder}")

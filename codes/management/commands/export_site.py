"""The whole public site as static files: headers, redirects and compressed copies included."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import DatabaseError

from codes import catalogue
from codes.exporting import run
from codes.exporting.disk import Folder, Refused


class Command(BaseCommand):
    """manage.py export_site"""

    help = "Writes the whole public site as static files; the folder is swapped in when it is whole."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR", help="a new folder, or one that an export made")
        parser.add_argument("--all-pairs", action="store_true", help="every two codes, not only the listed comparisons")
        parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many processes (default: all)")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Folder(options["folder"])
        try:
            if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
                call_command("collectstatic", interactive=False, verbosity=0)
            folder.open()
            report = run.export(
                folder, all_pairs=options["all_pairs"], jobs=max(1, options["jobs"]), progress=self.progress
            )
        except Refused as error:
            raise CommandError(str(error)) from error
        except (DatabaseError, catalogue.Unavailable) as error:
            raise CommandError("The database does not answer or holds no content; nothing was exported.") from error
        except OSError as error:
            reason = error.strerror or "Files could not be copied"  # shutil tells of several at once
            raise CommandError(
                f"{reason}: {error.filename or folder.part}. What was in {folder.target} is untouched; make room or "
                "choose another folder, and run the command again: it goes on where it stopped."
            ) from error
        if report.broken:
            raise CommandError("These links lead nowhere, so nothing was replaced:\n" + "\n".join(report.broken))
        self.stdout.write(f"{len(report.names)} files in {folder.target}, {report.written} of them new or changed.")

    def progress(self, done: int, total: int) -> None:
        """One line that is rewritten on a terminal, a line for each tenth elsewhere."""
        if self.stdout.isatty():
            self.stdout.write(f"\r{done} of {total} pages", ending="\n" if done == total else "")
            self.stdout.flush()
        elif done * 10 // total > max(0, done - run.AT_ONCE) * 10 // total:
            self.stdout.write(f"{done} of {total} pages")

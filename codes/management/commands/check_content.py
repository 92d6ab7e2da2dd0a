"""Hold the content to its rules."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from codes.editing.reasons import line
from codes.transfer import check, files, rows


class Command(BaseCommand):
    """check_content: one line for each breach, exit 1 if there is one."""

    help = "Check every rule that content must keep, in the database or (--files) in the content files."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--files", action="store_true", help="check the content files instead of the database")

    def handle(self, *args: Any, **options: Any) -> None:
        source = settings.MODELTRANSLATION_DEFAULT_LANGUAGE
        try:
            records = files.read(settings.CONTENT_DIR, source) if options["files"] else rows.read()
        except files.BrokenFile as error:
            raise CommandError(str(error)) from error
        breaches = check.check(records, [code for code, _name in settings.LANGUAGES], source)
        for breach in breaches:
            self.stdout.write(line(breach))
        if breaches:
            raise CommandError(f"found {len(breaches)} in {len(records)} entries")
        self.stdout.write(f"{len(records)} entries keep every rule")

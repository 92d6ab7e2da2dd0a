"""Compile the message catalogues without the gettext package, which a fresh machine does not have."""

from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    """compilemessages: in place of Django's, which calls msgfmt."""

    help = "Compile each .po file of the locale folders beside itself; fuzzy and empty entries are left out."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        for folder in settings.LOCALE_PATHS:
            for path in sorted(Path(folder).glob("*/LC_MESSAGES/*.po")):
                try:
                    polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))
                except OSError as error:
                    raise CommandError(f"{path}: {error}") from error

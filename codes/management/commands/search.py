"""The search of the site, for the shell."""

import json
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import override

from codes import catalogue, searching


class Command(BaseCommand):
    """search: the same results as the page, best first."""

    help = "Search by code and words; queries come from the arguments or from standard input."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("queries", nargs="*", metavar="QUERY")
        parser.add_argument("--lang", default="en", choices=[code for code, _name in settings.LANGUAGES])
        parser.add_argument("--json", action="store_true", help="one JSON object for each query")
        parser.add_argument("--null", action="store_true", help="queries on standard input end with NUL, not newline")

    def handle(self, *args: Any, **options: Any) -> None:
        edition = catalogue.current(options["lang"])
        with override(options["lang"]):
            for query in options["queries"] or self.from_standard_input("\0" if options["null"] else "\n"):
                result = searching.search(edition, query[: searching.LONGEST_QUERY])
                if options["json"]:
                    answer = {"query": query, "results": result.values}
                    self.stdout.write(json.dumps(answer, ensure_ascii=False))
                else:
                    self.stdout.write("\n".join(f"{entry.value} {entry.name}" for entry in result.entries))

    def from_standard_input(self, end: str) -> list[str]:
        """The queries that came in, without the empty one after the last end."""
        queries = sys.stdin.buffer.read().decode("utf-8", "replace").split(end)
        return queries if queries[-1] else queries[:-1]

"""The explainer of the site, for the shell and for scripts."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse
from django.utils.translation import override

from codes import catalogue
from codes.catalogue import Edition
from codes.explaining import Card, Explanation, explained
from codes.smtp import extract, facets, theory
from codes.smtp.reports import Reading, Report


class Command(BaseCommand):
    """explain: what the explainer's page says of replies, log lines and bounce messages."""

    help = "Explain replies, log lines and bounce messages; texts come from files or from standard input."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="*", metavar="FILE")
        parser.add_argument("--lang", default="en", choices=[code for code, _name in settings.LANGUAGES])
        parser.add_argument("--json", action="store_true", help="one JSON object for each line or message")
        parser.add_argument("--null", action="store_true", help="texts end with NUL instead of newline")
        parser.add_argument("--message", action="store_true", help="each file is one whole message")

    def handle(self, *args: Any, **options: Any) -> None:
        edition = catalogue.current(options["lang"])
        with override(options["lang"]):
            for name, reading in self.readings(options):
                if not options["json"]:
                    self.stdout.write(as_text(edition, explained(edition, reading)))
                    continue
                answer = of_message(edition, reading) if options["message"] else of_text(edition, reading)
                self.stdout.write(json.dumps({"input": name} | answer, ensure_ascii=False))

    def readings(self, options: dict[str, Any]) -> Iterator[tuple[str, Reading]]:
        """Each input with what was read in it: whole messages by the name of their file, texts by themselves."""
        for name, data in self.inputs(options["files"]):
            if options["message"]:
                yield name, extract.read_message(data)
                continue
            text = data.decode("utf-8", "replace")
            for part in self.parts(text, options):
                yield part, extract.read(part)

    def inputs(self, files: list[str]) -> Iterator[tuple[str, bytes]]:
        """What the files hold, or standard input."""
        if not files:
            yield "-", sys.stdin.buffer.read()
        for name in files:
            try:
                yield name, Path(name).read_bytes()
            except OSError as error:
                raise CommandError(f"{name} cannot be read ({error.strerror}).") from error

    def parts(self, text: str, options: dict[str, Any]) -> list[str]:
        """The texts of an input: scripts give one a line, people one altogether."""
        if not options["json"] and not options["null"]:
            return [text]
        parts = text.split("\0" if options["null"] else "\n")
        return parts if parts[-1] else parts[:-1]


def of_text(edition: Edition, reading: Reading) -> dict[str, Any]:
    """What scripts get of a text: its codes in order of importance, and where the first is explained."""
    codes = reading.codes
    return {
        "codes": [{"code": value, "kind": facets.kind_of(value).value} for value in codes],
        "outcome": theory.read(codes[0]).outcome.value if codes else None,
        "url": address(edition, codes[0]) if codes else None,
    }


def of_message(edition: Edition, reading: Reading) -> dict[str, Any]:
    """What scripts get of a whole message: what it says of each recipient."""
    return {"recipients": [of_recipient(edition, report) for report in reading.reports]}


def of_recipient(edition: Edition, report: Report) -> dict[str, Any]:
    """One recipient; the status is that of the report's own field, or else of the server's reply."""
    return {
        "recipient": report.recipient,
        "action": report.action,
        "status": report.status or report.enhanced,
        "reply_code": report.reply_code,
        "diagnostic": report.diagnostic,
        "url": address(edition, report.codes[0]) if report.codes else None,
    }


def address(edition: Edition, value: str) -> str | None:
    """The page of a code, or of its class where it has none."""
    entry = edition.find(value)
    if entry:
        return reverse("code", args=[entry.value])
    name = theory.class_of(value)
    return reverse("class", args=[name]) if name in theory.ALL_CLASSES else None


def as_text(edition: Edition, explanation: Explanation) -> str:
    """The explanation for a terminal."""
    lines = [*explanation.counts]
    for card in explanation.cards:
        lines += ["", *card_lines(edition, card)]
    return "\n".join(lines).strip("\n")


def card_lines(edition: Edition, card: Card) -> Iterator[str]:
    """What is said of some recipients, line by line."""
    yield from ("".join(words.text for words in recipient) for recipient in card.recipients)
    yield card.sentence
    for code in card.codes:
        where = address(edition, code.value)
        yield f"{code.value} {code.entry.name if code.entry else code.unlisted} {settings.SITE_URL}{where or ''}"
    if card.main:
        yield card.main.summary.bare
    yield from card.findings
    if card.steps:
        yield card.steps.bare

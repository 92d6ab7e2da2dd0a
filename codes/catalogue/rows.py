"""From rows to the catalogue, with a number of queries that does not depend on how many rows there are."""

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.db.models import Model
from modeltranslation.utils import build_localized_fieldname

from codes import models
from codes.catalogue.entries import Catalogue, Confusion, Edition, Entry, Phase, Reference, Text
from codes.smtp import rfc
from codes.smtp.dialogue import ORDER, Command
from codes.smtp.facts import Acts, Address, Connection, FactSheet, Message, Retry, Status

SOURCE = settings.MODELTRANSLATION_DEFAULT_LANGUAGE


def text(row: Model, name: str, language: str) -> Text:
    """A translated field of a row: in the language, or in the source language and marked so."""
    for tongue in (language, SOURCE):
        plain = getattr(row, build_localized_fieldname(name, tongue)) or ""
        if plain:
            return Text(plain, tongue)
    return Text("", language)


def fact_sheet(row: models.Code) -> FactSheet:
    """The facts of a row as enums."""
    return FactSheet(
        value=row.value,
        status=Status(row.status),
        acts=Acts(row.acts),
        retry=Retry(row.retry),
        message=Message(row.message),
        address=Address(row.address),
        connection=Connection(row.connection),
        commands=frozenset(Command(phase.command) for phase in row.phases.all()),
        defined_in=tuple(dict.fromkeys(ref.rfc for ref in row.references.all() if ref.defines and ref.rfc)),
    )


def reference(row: models.Reference, language: str) -> Reference:
    """A link with its computed address."""
    if row.rfc is None:
        return Reference(row.key, row.url, row.url, text(row, "label", language))
    section = f", §\N{NO-BREAK SPACE}{row.section}" if row.section else ""
    name = f"RFC\N{NO-BREAK SPACE}{row.rfc}{section}"
    return Reference(row.key, name, rfc.address(row.rfc, row.section), text(row, "label", language))


def entry(row: models.Code, language: str) -> Entry:
    """One row in one language."""
    phases = [Phase(Command(phase.command), text(phase, "meaning", language)) for phase in row.phases.all()]
    return Entry(
        value=row.value,
        sheet=fact_sheet(row),
        rfc_text=row.rfc_text,
        aliases=tuple(row.aliases.splitlines()),
        name=text(row, "name", language),
        summary=text(row, "summary", language),
        description=text(row, "description", language),
        when_seen=text(row, "when_seen", language),
        how_to_fix=text(row, "how_to_fix", language),
        when_to_use=text(row, "when_to_use", language),
        note=text(row, "note", language),
        phases=tuple(sorted(phases, key=lambda phase: ORDER[phase.command])),
        references=tuple(reference(ref, language) for ref in row.references.all()),
        examples=tuple(example.dialogue for example in row.examples.all()),
    )


def edition(codes: Iterable[models.Code], pairs: Iterable[models.Comparison], language: str) -> Edition:
    """All rows in one language; a pair counts only when both of its codes are published."""
    entries = {row.value: entry(row, language) for row in codes}
    confusions = {
        (row.left_id, row.right_id): Confusion(
            entries[row.left_id],
            entries[row.right_id],
            text(row, "verdict", language),
            text(row, "differences", language),
            text(row, "which_to_use", language),
        )
        for row in pairs
        if row.left_id in entries and row.right_id in entries
    }
    return Edition(language, entries, confusions)


def build() -> Catalogue:
    """Read everything that is published; the number of queries does not depend on how much that is."""
    with transaction.atomic():
        revision = models.Revision.current()
        codes = list(models.Code.objects.filter(published=True).prefetch_related("phases", "references", "examples"))
        pairs = list(models.Comparison.objects.all())
    editions = {language: edition(codes, pairs, language) for language, _name in settings.LANGUAGES}
    return Catalogue(revision, editions)

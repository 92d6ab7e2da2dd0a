"""From rows to the catalogue, with a number of queries that does not depend on how many rows there are."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.db import OperationalError
from django.db.models import Model
from modeltranslation.utils import build_localized_fieldname

from codes import models
from codes.catalogue.entries import (
    Catalogue,
    Confusion,
    Edition,
    Entry,
    Own,
    Pair,
    Phase,
    ProviderReply,
    Reference,
    Text,
)
from codes.catalogue.steps import follow
from codes.smtp import rfc, theory
from codes.smtp.dialogue import ORDER, Command
from codes.smtp.facts import Acts, Address, Connection, FactSheet, Message, Retry, Status
from codes.smtp.pairing import Basis, Source

SOURCE = settings.MODELTRANSLATION_DEFAULT_LANGUAGE
# How often to begin anew when an editor saves meanwhile.
TRIES = 5
BELOW = ("readings", "phases", "references", "examples", "pairings")
Pairs = dict[str, dict[str, list[Source]]]
Replies = dict[str, list[models.ProviderReply]]


def text(row: Model, name: str, language: str) -> Text:
    """A translated field of a row: in the language, or in the source language and marked so."""
    for tongue in (language, SOURCE):
        plain = getattr(row, build_localized_fieldname(name, tongue)) or ""
        if plain:
            return Text(plain, tongue)
    return Text("", language)


def fact_sheet(value: str, row: models.Code, facts: models.Facts, paired: Iterable[str]) -> FactSheet:
    """The facts of a code as enums; facts is the row itself, or the reading of an enhanced one."""
    return FactSheet(
        value=value,
        status=Status(facts.status),
        acts=Acts(facts.acts),
        retry=Retry(facts.retry),
        message=Message(facts.message),
        address=Address(facts.address),
        connection=Connection(facts.connection),
        commands=frozenset(Command(phase.command) for phase in row.phases.all()),
        defined_in=tuple(dict.fromkeys(ref.rfc for ref in row.references.all() if ref.defines and ref.rfc)),
        paired=tuple(paired),
    )


def link(url: str) -> str:
    """An address that a page may lead to; whatever came into the database past the form's rules leads nowhere."""
    return url if url.startswith("https://") and url.isprintable() else ""


def reference(row: models.Reference, language: str) -> Reference:
    """A link with its computed address."""
    if row.rfc is None:
        return Reference(row.key, row.url, row.url, text(row, "label", language))
    section = f", §\N{NO-BREAK SPACE}{row.section}" if row.section else ""
    name = f"RFC\N{NO-BREAK SPACE}{row.rfc}{section}"
    return Reference(row.key, name, rfc.address(row.rfc, row.section), text(row, "label", language))


def provider_reply(row: models.ProviderReply, language: str) -> ProviderReply:
    """What a provider means, with the provider's page about this reply or about all of its replies."""
    return ProviderReply(
        provider=row.provider.name,
        address=link(row.url or row.provider.url),
        pattern=row.pattern,
        reply=row.reply,
        enhanced=row.enhanced,
        meaning=text(row, "meaning", language),
        what_to_do=text(row, "what_to_do", language),
    )


def readings(row: models.Code) -> list[tuple[str, models.Facts, models.Reading | None]]:
    """The codes that a row stands for, the most usual first, each with the row that holds its facts."""
    if not row.is_enhanced:
        return [(row.value, row, None)]
    return [(reading.value, reading, reading) for reading in row.readings.all()]


def entries_of(row: models.Code, language: str, pairs: Pairs, replies: Replies) -> Iterator[Entry]:
    """The entries of one row in one language: one for a reply code, one for each reading of an enhanced code."""
    found = readings(row)
    values = tuple(value for value, _facts, _reading in found)
    common = text(row, "how_to_fix", language)
    phases = [Phase(Command(phase.command), text(phase, "meaning", language)) for phase in row.phases.all()]
    for value, facts, reading in found:
        own = Own(text(reading, "summary", language), text(reading, "how_to_fix", language)) if reading else None
        yield Entry(
            value=value,
            family=row.value,
            readings=values,
            upto=row.upto,
            used_by=row.used_by,
            sheet=fact_sheet(value, row, facts, pairs[value]),
            rfc_text=row.rfc_text,
            aliases=tuple(row.aliases.splitlines()),
            name=text(row, "name", language),
            summary=own.summary if own and own.summary else text(row, "summary", language),
            description=text(row, "description", language),
            when_seen=text(row, "when_seen", language),
            how_to_fix=follow(own.how_to_fix, common) if own else common,
            when_to_use=text(row, "when_to_use", language),
            note=text(row, "note", language),
            phases=tuple(sorted(phases, key=lambda phase: ORDER[phase.command])),
            references=tuple(reference(ref, language) for ref in row.references.all() if ref.rfc or link(ref.url)),
            examples=examples_of(row, value, values),
            own=own,
            common_steps=common,
            pairs=tuple(Pair(other, tuple(sources)) for other, sources in pairs[value].items()),
            providers=tuple(provider_reply(reply, language) for reply in replies[value]),
            changed_at=max(part.changed_at for part in (row, *parts_of(row), *replies[value])),
        )


def parts_of(row: models.Code) -> Iterator[models.Content]:
    """The rows below the row of a code."""
    for name in BELOW:
        yield from getattr(row, name).all()


def examples_of(row: models.Code, value: str, readings: Iterable[str]) -> tuple[str, ...]:
    """The dialogues of a row, without those that show another of its classes."""
    others = set(readings) - {value}
    found = [example.dialogue for example in row.examples.all()]
    return tuple(dialogue for dialogue in found if value in dialogue or not any(other in dialogue for other in others))


def pairs_of(codes: Iterable[models.Code]) -> Pairs:
    """Which codes come with which, seen from both sides; a reading pairs with replies of its own class only."""
    found: Pairs = defaultdict(lambda: defaultdict(list))
    for row in codes:
        there = {reading.digit: reading.value for reading in row.readings.all()}
        for pairing in row.pairings.all():
            value = there.get(pairing.reply[0])
            if value:
                source = Source(Basis(pairing.basis), pairing.rfc or 0, pairing.section, pairing.seen_at)
                found[value][pairing.reply].append(source)
                found[pairing.reply][value].append(source)
    ordered = {value: dict(sorted(there.items(), key=lambda i: theory.order(i[0]))) for value, there in found.items()}
    return defaultdict(dict, ordered)


def replies_of(providers: Iterable[models.Provider]) -> Replies:
    """The replies of the providers by the codes that they carry."""
    found: Replies = defaultdict(list)
    for provider in providers:
        for row in provider.replies.all():
            for value in filter(None, (row.reply, row.enhanced)):
                found[value].append(row)
    return found


def edition(
    codes: Iterable[models.Code],
    comparisons: Iterable[models.Comparison],
    language: str,
    pairs: Pairs,
    replies: Replies,
) -> Edition:
    """All rows in one language; a pair counts only when both of its codes are published."""
    found = [entry for row in codes for entry in entries_of(row, language, pairs, replies)]
    entries = {entry.value: entry for entry in sorted(found, key=lambda entry: theory.order(entry.value))}
    confusions = {
        (row.left, row.right): Confusion(
            entries[row.left],
            entries[row.right],
            text(row, "verdict", language),
            text(row, "differences", language),
            text(row, "which_to_use", language),
            row.changed_at,
        )
        for row in comparisons
        if row.left in entries and row.right in entries
    }
    return Edition(language, entries, confusions)


def build() -> Catalogue:
    """Read everything that is published; the number of queries does not depend on how much that is.

    Raises OperationalError where the content does not hold still.
    """
    for _try in range(TRIES):
        revision = models.Revision.current()
        editions = read({code: code for code, _name in settings.LANGUAGES})
        # A change raises the revision in its own transaction: the same number before and after is one state. A
        # transaction around the queries would not do: each of them sees the newest rows in PostgreSQL, and in SQLite
        # it waits for whoever writes.
        if models.Revision.current() == revision:
            return Catalogue(revision, editions)
    raise OperationalError("the content changes faster than it can be read")


def read(languages: dict[str, str]) -> dict[str, Edition]:
    """The published rows as editions; languages says which texts the edition of each public language shows."""
    codes = list(models.Code.objects.filter(published=True).prefetch_related(*BELOW))
    comparisons = list(models.Comparison.objects.all())
    replies = replies_of(models.Provider.objects.prefetch_related("replies"))
    pairs = pairs_of(codes)
    return {public: edition(codes, comparisons, texts, pairs, replies) for public, texts in languages.items()}

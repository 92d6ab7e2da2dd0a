"""Every version of an entry, and the English that each translation was made from.

Whoever changes content calls remember() in the transaction of the change: the workshop, imports and load_content.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Max

from codes.models import Action, TranslatedFrom, Version
from codes.transfer.records import Record
from codes.transfer.stored import SHAPES, from_json, to_json
from smtpref.logs import event

SOURCE = settings.MODELTRANSLATION_DEFAULT_LANGUAGE
# How many others may save an entry while one editor's form of it is being made.
LAST_FEW = 8

# What the log says of one entry; an import is noted as a whole.
NOTED = {Action.EDITED: "published", Action.REVERTED: "published an older version", Action.DELETED: "deleted"}


@dataclass(frozen=True)
class Change:
    """An entry before and after; either is None where there was or is none."""

    before: Record | None
    after: Record | None
    confirmed: Collection[str] = ()  # paths of translations that are right as they stand
    is_minor: bool = False  # the English says the same as before, only better

    @property
    def record(self) -> Record:
        """What there is to name the entry by."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a change of nothing")
        return found


def remember(changes: Iterable[Change], by: Any, action: Action) -> None:
    """Write a version for each change; call it inside the transaction that makes them."""
    changes = list(changes)
    newest = newest_of([change.record.key for change in changes])
    versions = []
    for change in changes:
        key, kind = change.record.key, change.record.shape.name
        before = to_json(change.before) if change.before else None
        last = newest.get(key)
        if before != (last.content if last else None):
            versions.append(Version(key=key, kind=kind, action=Action.FOUND, content=before))
        after = to_json(change.after) if change.after else None
        if after == before:
            continue
        versions.append(Version(key=key, kind=kind, action=action, by=by, content=after))
    Version.objects.bulk_create(versions, batch_size=100)
    note_sources(changes)
    for version in versions:
        if version.by and version.action in NOTED:
            event(NOTED[Action(version.action)], by=version.by.get_username(), what=version.key)


def newest_of(keys: Collection[str]) -> dict[str, Version]:
    """The newest version of each entry that has one."""
    found = Version.objects.filter(key__in=keys) if len(keys) < 500 else Version.objects.all()
    return {version.key: version for version in found.order_by("pk")}


def entries() -> dict[str, Record]:
    """Every entry by its key as its newest version has it: for advice, where reading all rows would take too long."""
    last = Version.objects.order_by().values("key").annotate(last=Max("pk")).values("last")
    found = Version.objects.filter(pk__in=last, content__isnull=False)
    return {version.key: from_json(version.content or {}, SHAPES[version.kind]) for version in found}


def version_of(record: Record) -> Version:
    """The newest version that says what a record says; made where somebody has changed the entry outside the workshop.

    Another editor may have saved since the record was read, so it need not be the very last one.
    """
    content = to_json(record)
    for version in Version.objects.filter(key=record.key)[:LAST_FEW]:
        if version.content == content:
            return version
    return Version.objects.create(key=record.key, kind=record.shape.name, action=Action.FOUND, content=content)


def record_of(version: Version) -> Record | None:
    """The entry as it was."""
    return from_json(version.content, SHAPES[version.kind]) if version.content else None


def deleted() -> list[Version]:
    """The newest versions of the entries that are no more."""
    gone = Version.objects.filter(content__isnull=True).order_by("-pk")
    keys = {version.key: version for version in reversed(gone)}
    newest = newest_of(list(keys))
    return [version for key, version in keys.items() if newest[key].pk == version.pk]


def translations(record: Record) -> dict[tuple[str, str], tuple[str, str]]:
    """Every translated text of a record by path and language: the text, and the English beside it."""
    return {
        (path, language): (holder.texts[name, language], holder.texts.get((name, SOURCE), ""))
        for path, holder, name in record.translatable()
        for (text_name, language) in holder.texts
        if text_name == name and language != SOURCE and holder.texts[name, language]
    }


def sources_of(record: Record | None = None) -> dict[tuple[str, str], str]:
    """The English that each translation of an entry, or of all, was made from, by path and language."""
    found = TranslatedFrom.objects.filter(path__startswith=f"{record.key}." if record else "")
    return {(path, language): source for path, language, source in found.values_list("path", "language", "source")}


def note_sources(changes: Iterable[Change]) -> None:
    """A translation that was written or confirmed is one of today's English; the others keep theirs."""
    fresh, gone = [], []
    for change in changes:
        before = translations(change.before) if change.before else {}
        after = translations(change.after) if change.after else {}
        gone += [place for place in before if place not in after]
        for (path, language), (text, english) in after.items():
            was, was_english = before.get((path, language), ("", ""))
            is_confirmed = f"{path}.{language}" in change.confirmed or (change.is_minor and english != was_english)
            if text != was or is_confirmed:
                fresh.append(TranslatedFrom(path=path, language=language, source=english))
            elif english != was_english:
                # Made before this table was: from then on it is known what it was made from.
                TranslatedFrom.objects.get_or_create(path=path, language=language, defaults={"source": was_english})
    for path, language in gone:
        TranslatedFrom.objects.filter(path=path, language=language).delete()
    TranslatedFrom.objects.bulk_create(
        fresh, batch_size=500, update_conflicts=True, unique_fields=["path", "language"], update_fields=["source"]
    )

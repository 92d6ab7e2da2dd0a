"""Content files into the database: adds, updates, and leaves alone what an editor has touched."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.utils.translation import override

from codes import models
from codes.transfer import files, history, rows
from codes.transfer.merging import digest, merge
from codes.transfer.records import Record

SOURCE = settings.MODELTRANSLATION_DEFAULT_LANGUAGE


@dataclass
class Report:
    """What a load did, by the keys of the entries; kept holds the paths left to the editors."""

    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def load(folder: Path, progress: Callable[[int, int], None]) -> Report:
    """Bring the files of a folder into the database, all or nothing.

    Raises files.BrokenFile; progress is told how many entries of how many are done.
    """
    offered = files.read(folder, SOURCE)
    report = Report()
    # Rows are validated in the source language, whatever language is active: it is the required one.
    with override(SOURCE), models.content_change():
        present = rows.read()
        shipped = dict(models.Shipped.objects.values_list("path", "digest"))
        for done, record in enumerate(offered.values(), 1):
            try:
                load_record(record, present.get(record.key), shipped, report)
            except rows.BrokenRecord as error:
                path, line = files.place(folder, record, error.column)
                raise files.BrokenFile(path, line, str(error)) from error
            progress(done, len(offered))
        note_shipped(offered, shipped, report)
        written = [*report.added, *report.updated]
        after = rows.read() if written else {}
        history.remember([history.Change(present.get(key), after[key]) for key in written], None, models.Action.LOADED)
    return report


def load_record(record: Record, present: Record | None, shipped: dict[str, str], report: Report) -> None:
    """Bring one record in, unless an editor has deleted the entry."""
    if present is None:
        if any(path in shipped for path, _piece in record.parts()):
            report.kept.append(record.key)
            return
        rows.save(record)
        report.added.append(record.key)
        return
    merged = merge(record, present, shipped)
    report.kept.extend(merged.kept)
    if dict(merged.record.parts()) == dict(present.parts()):
        report.unchanged.append(record.key)
    else:
        rows.save(merged.record)
        report.updated.append(record.key)


def note_shipped(offered: dict[str, Record], shipped: dict[str, str], report: Report) -> None:
    """Note what was shipped, except for what was left to the editors: there the old note tells them apart."""
    kept = set(report.kept)
    kept |= {path for key in kept & offered.keys() for path, _piece in offered[key].parts()}
    pieces = {path: digest(piece) for record in offered.values() for path, piece in record.parts()}
    changed = [
        models.Shipped(path=path, digest=value)
        for path, value in pieces.items()
        if shipped.get(path) != value and path not in kept
    ]
    models.Shipped.objects.bulk_create(
        changed, batch_size=500, update_conflicts=True, unique_fields=["path"], update_fields=["digest"]
    )
    gone = [path for path in shipped.keys() - pieces.keys() if path not in kept]
    models.Shipped.objects.filter(path__in=gone).delete()

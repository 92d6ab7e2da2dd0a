"""Rows to records and back."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Model
from modeltranslation.utils import build_localized_fieldname

from codes import models
from codes.transfer.records import (
    CODE,
    COMPARISON,
    EXAMPLE,
    FILED,
    PAIRING,
    PHASE,
    PROVIDER,
    PROVIDER_REPLY,
    READING,
    REFERENCE,
    Record,
    Shape,
    add_child,
)

LANGUAGES = settings.MODELTRANSLATION_LANGUAGES
MODELS: dict[str, type[Model]] = {
    CODE.name: models.Code,
    PHASE.name: models.Phase,
    REFERENCE.name: models.Reference,
    EXAMPLE.name: models.Example,
    COMPARISON.name: models.Comparison,
    READING.name: models.Reading,
    PAIRING.name: models.Pairing,
    PROVIDER.name: models.Provider,
    PROVIDER_REPLY.name: models.ProviderReply,
}
# What each row is, what its parent calls it, and what it calls its parent.
PLACES: dict[type[Model], tuple[Shape, str, str]] = {MODELS[shape.name]: (shape, "", "") for shape in FILED}
PLACES |= {MODELS[child.name]: (child, kind, shape.name) for shape in FILED for kind, child in shape.children.items()}
# What a file leaves out is 0 there and NULL in a row.
NULLABLE = {"rfc", "upto"}


class BrokenRecord(Exception):
    """A record that the rules of the models refuse; names the column and the reason."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(f"{column}: {reason}")
        self.column = column
        self.reason = reason


def read() -> dict[str, Record]:
    """Everything in the database by its keys, published or not, with a constant number of queries."""
    found: list[tuple[Shape, Iterable[Model]]] = [
        (CODE, models.Code.objects.prefetch_related(*CODE.children).order_by("value")),
        (COMPARISON, models.Comparison.objects.order_by("left", "right")),
        (PROVIDER, models.Provider.objects.prefetch_related(*PROVIDER.children).order_by("slug")),
    ]
    records = [to_record(row, shape) for shape, in_table in found for row in in_table]
    return {record.key: record for record in records}


def to_record(row: Any, shape: Shape) -> Record:
    """One row with its children as a record."""
    facts = {name: plain(getattr(row, name)) for name in shape.facts}
    record = Record(shape, facts)
    for name in shape.texts:
        for language in LANGUAGES:
            value = getattr(row, build_localized_fieldname(name, language))
            if value:
                record.texts[name, language] = str(plain(value))
    for kind, child_shape in shape.children.items():
        for child in in_file_order(kind, getattr(row, kind).all()):
            add_child(record, kind, to_record(child, child_shape))
    return record


def plain(value: Any) -> Any:
    """A value as files have it: 0 for nothing, and lines that end as everywhere but in a browser's forms."""
    if isinstance(value, str):
        return value.replace("\r\n", "\n")
    return 0 if value is None else value


def in_file_order(kind: str, rows: Iterable[Any]) -> list[Any]:
    """Phases as the session goes; other children have an order of their own."""
    if kind != "phases":
        return list(rows)
    commands = [value for value, _label in models.Phase._meta.get_field("command").choices or ()]
    return sorted(rows, key=lambda phase: commands.index(phase.command))


def save(record: Record) -> None:
    """Make the row and its children say what the record says; raises BrokenRecord."""
    row = fill(MODELS[record.shape.name](), record)
    existing = type(row).objects.filter(**key_of(record)).first()
    if existing is not None:
        row = fill(existing, record)
    validated(row).save()
    for kind, shape in record.shape.children.items():
        save_children(row, kind, shape, record.children.get(kind, {}))


def save_children(row: Any, kind: str, shape: Shape, wanted: dict[str, Record]) -> None:
    """Make the rows below a row what they should be; one that stays keeps its identity, which open forms name."""
    parent = row._meta.model_name
    rows: dict[str, Any] = {}
    for number, present in enumerate(getattr(row, kind).all(), 1):
        key = to_record(present, shape).key or str(number)
        if key not in wanted or key in rows:
            present.delete()
        else:
            rows[key] = present
    for order, (key, child) in enumerate(wanted.items()):
        child_row = fill(rows.get(key) or MODELS[shape.name](**{parent: row}), child)
        if hasattr(child_row, "order"):
            child_row.order = order
        validated(child_row, exclude={parent}).save()


def path_of(row: Any) -> str:
    """The path of an entry or of a row below one: "550", "550.phases.RCPT"."""
    shape, kind, parent = PLACES[type(row)]
    facts = {name: getattr(row, name) or 0 for name in shape.facts}
    key = Record(shape, facts).key
    # Entries with rows below them have their key as their number, so that nobody has to fetch them here.
    return f"{getattr(row, f'{parent}_id')}.{kind}.{key}" if parent else key


def key_of(record: Record) -> dict[str, Any]:
    """The lookup that finds the row of a record."""
    return {name: record.facts[name] for name in record.shape.keys}


def fill(row: Any, record: Record) -> Any:
    """The row with the record's facts and texts."""
    for name, value in record.facts.items():
        setattr(row, name, None if name in NULLABLE and not value else value)
    for name in record.shape.texts:
        for language in LANGUAGES:
            setattr(row, build_localized_fieldname(name, language), record.texts.get((name, language), "") or None)
    return row


def validated(row: Any, exclude: Iterable[str] = ()) -> Any:
    """The row, if its own rules let it pass."""
    try:
        row.full_clean(exclude=set(exclude) | {"left", "right"}, validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        column, reasons = next(iter(error.message_dict.items()))
        raise BrokenRecord(column, " ".join(reasons)) from error
    return row

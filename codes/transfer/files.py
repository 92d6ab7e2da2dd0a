"""Content files to records and back, byte for byte: one TOML file an entry, one PO file a language."""

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import polib
import tomli_w

from codes.transfer.records import FILED, Fact, Record, Shape, add_child


class BrokenFile(Exception):
    """A content file that cannot be used; the message names file, line and reason."""

    def __init__(self, path: Path, line: int | str, reason: str) -> None:
        super().__init__(f"{path}, line {line}: {reason}")


def folder_of(folder: Path, shape: Shape) -> Path:
    """Where the files of a kind lie."""
    return folder / f"{shape.name}s"


def read(folder: Path, source: str) -> dict[str, Record]:
    """All records of a folder by their keys; source is the language of the TOML files."""
    records: dict[str, Record] = {}
    for shape in FILED:
        for path in sorted(folder_of(folder, shape).glob("*.toml")):
            record = read_record(path, shape, source)
            if record.key != path.stem:
                raise BrokenFile(path, 1, f"this is {record.key}, so the file should be {record.key}.toml")
            records[record.key] = record
    for path in sorted(folder.glob("*.po")):
        read_translations(path, records, source)
    return records


def read_record(path: Path, shape: Shape, source: str) -> Record:
    """The record of one TOML file."""
    written = path.read_text(encoding="utf-8")
    try:
        document = tomllib.loads(written)
    except tomllib.TOMLDecodeError as error:
        place = str(error).rpartition("at line ")[2].partition(",")[0]
        raise BrokenFile(path, place if place.isdigit() else len(written.splitlines()), str(error)) from error
    try:
        return from_table(shape, document, source)
    except WrongKey as error:
        line = next((n for n, row in enumerate(written.splitlines(), 1) if row.startswith(error.name)), 1)
        raise BrokenFile(path, line, str(error)) from error


class WrongKey(ValueError):
    """A key of a table that is missing, unknown or of the wrong type."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name!r} {reason}")
        self.name = name


def from_table(shape: Shape, table: dict[str, Any], source: str) -> Record:
    """The record that a TOML table describes; raises WrongKey."""
    for name in table.keys() - shape.facts.keys() - set(shape.texts) - shape.children.keys():
        raise WrongKey(name, "is no key of this table")
    record = Record(
        shape, {name: fact(name, table.get(name, default), default) for name, default in shape.facts.items()}
    )
    for name in shape.texts:
        record.texts[name, source] = text(name, table.get(name, ""))
    for kind, child_shape in shape.children.items():
        for child in table.get(kind, []):
            add_child(record, kind, from_table(child_shape, child, source))
    return record


def fact(name: str, value: Any, default: Fact | None) -> Fact:
    """A fact of the type that its default has; lists are kept as lines."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        value = "\n".join(value)
    if value is None:
        raise WrongKey(name, "is missing")
    wanted = str if default is None else type(default)
    if type(value) is not wanted:
        raise WrongKey(name, f"should be of the type {wanted.__name__}")
    return wanted(value)


def text(name: str, value: Any) -> str:
    """A text without the line breaks that only dress it in the file."""
    if not isinstance(value, str):
        raise WrongKey(name, "should be a text")
    return value.strip("\n")


def read_translations(path: Path, records: dict[str, Record], source: str) -> None:
    """Add the texts of a PO file; a translation of another English than today's is left out, like gettext does."""
    try:
        catalogue = polib.pofile(str(path))
    except OSError as error:
        line = str(error).rpartition("(line ")[2].rstrip(")")
        raise BrokenFile(path, line if line.isdigit() else 1, str(error)) from error
    holders = {
        context: (holder, name) for record in records.values() for context, holder, name in record.translatable()
    }
    for entry in catalogue:
        if entry.obsolete or entry.fuzzy:
            continue
        if entry.msgctxt not in holders:
            raise BrokenFile(path, entry.linenum, f"{entry.msgctxt!r} is no text of any entry")
        holder, name = holders[entry.msgctxt]
        if entry.msgid == holder.texts[name, source]:
            holder.texts[name, path.stem] = entry.msgstr


def place(folder: Path, record: Record, column: str) -> tuple[Path, int]:
    """Where a column of a record is written: the file, and the first line that speaks of it."""
    name, _separator, language = column.rpartition("_")
    translations = folder / f"{language.replace('_', '-')}.po"
    if translations.exists():
        path, sought = translations, f'msgctxt "{record.key}.{name}"'
    else:
        path, sought = folder_of(folder, record.shape) / f"{record.key}.toml", f"{column} ="
    lines = path.read_text(encoding="utf-8").splitlines()
    return path, next((number for number, line in enumerate(lines, 1) if sought in line), 1)


def write(folder: Path, records: Iterable[Record], languages: Iterable[str], source: str) -> None:
    """Write all records; files of entries that no longer exist go."""
    records = list(records)
    for shape in FILED:
        target = folder_of(folder, shape)
        target.mkdir(parents=True, exist_ok=True)
        wanted = {target / f"{record.key}.toml": record for record in records if record.shape is shape}
        for path in set(target.glob("*.toml")) - wanted.keys():
            path.unlink()
        for path, record in wanted.items():
            written = tomli_w.dumps(to_table(record, source), multiline_strings=True)
            path.write_text(written, encoding="utf-8", newline="\n")
    for language in languages:
        if language != source:
            write_translations(folder / f"{language}.po", records, source)


def to_table(record: Record, source: str) -> dict[str, Any]:
    """The TOML table of a record; facts that have their default are left out."""
    shape = record.shape
    table: dict[str, Any] = {
        name: record.facts[name] for name, default in shape.facts.items() if record.facts[name] != default
    }
    if table.get("aliases"):
        table["aliases"] = table["aliases"].split("\n")
    for name in shape.texts:
        value = record.texts.get((name, source), "")
        if value:
            table[name] = value
    for kind in shape.children:
        if record.children.get(kind):
            table[kind] = [to_table(child, source) for child in record.children[kind].values()]
    return table


def write_translations(path: Path, records: Iterable[Record], source: str) -> None:
    """Write the PO file of a language, or none where the language has no text yet."""
    catalogue = polib.POFile(wrapwidth=100)
    catalogue.metadata = {
        "Language": path.stem,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for record in records:
        for context, holder, name in record.translatable():
            english = holder.texts.get((name, source), "")
            if english:
                translated = holder.texts.get((name, path.stem), "")
                catalogue.append(polib.POEntry(msgctxt=context, msgid=english, msgstr=translated))
    if any(entry.msgstr for entry in catalogue):
        catalogue.save(str(path), newline="\n")
    else:
        path.unlink(missing_ok=True)

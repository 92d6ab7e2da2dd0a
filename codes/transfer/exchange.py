"""The texts of one language out to translators and in again: PO and CSV; XLSX (workbooks.py) has the same rows."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

import polib
from django.utils.translation import gettext

from codes.transfer.records import Record

HEADINGS = ("path", "English", "translation", "state")
# A spreadsheet takes a cell that begins so for a formula (OWASP, CSV injection); in East Asia also the wide forms.
FORMULA = (*"=+-@", "\t", "\r", "\n", "\0", *"＝＋－＠")
MOST_ROWS, MOST_COLUMNS = 20_000, 1000
MOST_LINES = 20 * MOST_ROWS


class BrokenUpload(Exception):
    """A file that cannot be used; the message says in which line, and why."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line, self.reason = line, reason


@dataclass(frozen=True)
class Row:
    """A text with its English; outdated_source is the English that an outdated translation was made from."""

    path: str
    source: str
    text: str
    outdated_source: str = ""
    line: int = 0


def rows_of(
    records: Iterable[Record], language: str, source: str, made: Mapping[tuple[str, str], str]
) -> Iterator[Row]:
    """Every text that has an English one, in the order of the records."""
    for record in records:
        for path, holder, name in record.translatable():
            english = holder.texts.get((name, source), "")
            if english:
                text = holder.texts.get((name, language), "")
                was = made.get((path, language), english) if text else english
                yield Row(path, english, text, was if was != english else "")


def to_po(rows: Iterable[Row], language: str) -> bytes:
    """A PO file: the path is the context, what is out of date is fuzzy with the English that it was made from."""
    catalogue = polib.POFile(wrapwidth=100)
    catalogue.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for row in rows:
        entry = polib.POEntry(msgctxt=row.path, msgid=row.source, msgstr=row.text)
        if row.outdated_source:
            entry.flags, entry.previous_msgid = ["fuzzy"], row.outdated_source
        catalogue.append(entry)
    return str(catalogue).encode()


def from_po(data: bytes, language: str) -> list[Row]:
    """The finished rows of a PO file; fuzzy and empty ones are nobody's last word."""
    text = decoded(data)
    if text.count("\nmsgid ") > MOST_ROWS or text.count("\n") > MOST_LINES:
        raise BrokenUpload(MOST_ROWS, too_many_rows())
    try:
        catalogue = polib.pofile(text + "\n")  # polib would open a file that the text is the path of
    except (OSError, ValueError, IndexError) as error:
        line = str(error).rpartition("(line ")[2].partition(")")[0]
        raise BrokenUpload(int(line) if line.isdigit() else 1, gettext("This is not a PO file.")) from error
    said = catalogue.metadata.get("Language", language)
    if said.replace("_", "-").lower() != language.lower():
        raise BrokenUpload(1, gettext("The file says that its language is %(language)s.") % {"language": said})
    return once_each(
        Row(entry.msgctxt or "", entry.msgid, entry.msgstr, line=entry.linenum or 1)
        for entry in catalogue
        if entry.msgstr and not entry.fuzzy and not entry.obsolete
    )


def decoded(data: bytes) -> str:
    """The characters of a file."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BrokenUpload(data.count(b"\n", 0, error.start) + 1, gettext("This is not UTF-8.")) from error


def too_many_rows() -> str:
    """Why a long file is refused."""
    return gettext("The file has more than %(count)s rows.") % {"count": MOST_ROWS}


def once_each(found: Iterable[Row]) -> list[Row]:
    """The rows, if no text stands twice."""
    rows: dict[str, Row] = {}
    for row in found:
        if row.path in rows:
            raise BrokenUpload(row.line, gettext("“%(path)s” stands twice.") % {"path": row.path})
        rows[row.path] = row
    return list(rows.values())


def cells(row: Row) -> tuple[str, str, str, str]:
    """A row as the columns of a table."""
    state = "out of date" if row.outdated_source else "" if row.text else "missing"
    return row.path, row.source, row.text, state


def harmless(cell: str) -> str:
    """A cell that no spreadsheet computes; undone() takes the apostrophe away again."""
    return f"'{cell}" if cell.startswith((*FORMULA, "'")) else cell


def undone(cell: str) -> str:
    """What a harmless cell was."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith((*FORMULA, "'")) else cell


def to_csv(rows: Iterable[Row]) -> bytes:
    """A CSV file as spreadsheets read it: UTF-8 with its mark."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(HEADINGS)
    table.writerows([harmless(cell) for cell in cells(row)] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def from_csv(data: bytes) -> list[Row]:
    """The rows of a CSV file, separated by commas or semicolons."""
    text = decoded(data)
    separator = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
    for line, written in enumerate(text.split("\n"), 1):
        if written.count(separator) > MOST_COLUMNS:
            raise BrokenUpload(line, gettext("There are more than %(count)s columns.") % {"count": MOST_COLUMNS})
    table = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        found = [(table.line_num, row) for row in islice(table, MOST_ROWS + 1)]
    except csv.Error as error:
        raise BrokenUpload(table.line_num, gettext("This is not a CSV file.")) from error
    return from_table(found)


def from_table(table: Iterable[tuple[int, list[str]]]) -> list[Row]:
    """The rows of a table whose first line names the columns."""
    found = []
    for number, (line, row) in enumerate(table):
        if number == MOST_ROWS:
            raise BrokenUpload(line, too_many_rows())
        if number == 0:
            if tuple(row[:3]) != HEADINGS[:3]:
                raise BrokenUpload(
                    line, gettext("The first line has to be: %(headings)s") % {"headings": ", ".join(HEADINGS)}
                )
        elif any(row):
            if len(row) < 3:
                raise BrokenUpload(line, gettext("A row has a path, the English and a translation."))
            path, source, text = (undone(cell.replace("\r\n", "\n")) for cell in row[:3])
            if text:
                found.append(Row(path, source, text, line=line))
    return once_each(found)

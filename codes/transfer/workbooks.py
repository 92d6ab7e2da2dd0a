"""The texts of one language as an Excel file and back: an archive that is looked through before anything unpacks it."""

import io
import zipfile
from collections.abc import Iterable

from django.utils.translation import gettext

from codes.characters import UNSAFE
from codes.transfer.exchange import HEADINGS, MOST_ROWS, BrokenUpload, Row, cells, from_table, harmless

MOST_PARTS, MOST_UNPACKED = 200, 16 * 1024 * 1024
# No workbook declares entities, and a few lines of them can unpack to gigabytes; nor is one written in UTF-16.
DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY", b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")


def to_xlsx(rows: Iterable[Row]) -> bytes:
    """An Excel file in which every cell is text."""
    import openpyxl  # noqa: PLC0415 -- large, and seldom needed

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("texts")
    sheet.append(HEADINGS)
    for row in rows:
        sheet.append([harmless(UNSAFE.sub("\N{REPLACEMENT CHARACTER}", cell)) for cell in cells(row)])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def from_xlsx(data: bytes) -> list[Row]:
    """The rows of the first sheet of an Excel file."""
    import openpyxl  # noqa: PLC0415 -- large, and seldom needed

    try:
        look_through(data)
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        table = book.worksheets[0].iter_rows(max_col=len(HEADINGS), max_row=MOST_ROWS + 1, values_only=True)
        written = [[str(cell or "") for cell in row] for row in table]
    except BrokenUpload:
        raise
    except Exception as error:  # openpyxl raises whatever a broken part leads it into
        raise BrokenUpload(1, gettext("This is not an Excel file (.xlsx).")) from error
    return from_table(enumerate(written, 1))


def look_through(data: bytes) -> None:
    """Refuse an archive that is larger than it looks, by what it says of itself and by what comes out."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts, left = archive.infolist(), MOST_UNPACKED
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise BrokenUpload(1, gettext("The file is too large when it is unpacked."))
        for part in parts:
            with archive.open(part) as file:
                content = file.read(left + 1)
            left -= len(content)
            if left < 0:
                raise BrokenUpload(1, gettext("The file is too large when it is unpacked."))
            if part.filename.endswith((".xml", ".rels")) and any(sign in content for sign in DECLARATIONS):
                raise BrokenUpload(1, gettext("This is not an Excel file (.xlsx)."))

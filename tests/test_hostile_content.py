"""What editors and their files bring: characters that nobody sees, formulas, archives that grow, files that lie."""

import io
import struct
import tracemalloc
import zipfile

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from codes import models
from codes.characters import Unsafe, composed, first_unsafe
from codes.models import Version
from codes.transfer import exchange, rows, workbooks
from codes.transfer.exchange import FORMULA, BrokenUpload, Row
from tests.editors import ENTRY, editor_named, member, save
from tests.posting import Form, form_at

pytestmark = [pytest.mark.django_db, pytest.mark.changes_content]
IMPORT = "/admin/overview/fr/import/"

UNSAFE = [
    *("\0", "\x01", "\x07", "\x08", "\x0b", "\x0c", "\x0e", "\x1b", "\x1f", "\x7f", "\x80", "\x85", "\x9b", "\x9f"),
    *("\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"),
    *("\ud800", "\udbff", "\udc00", "\udfff", "\ufdd0", "\ufdef", "\ufffe", "\uffff", "\U0001fffe", "\U0010ffff"),
]
SAFE = ["\t", "\n", "\r\n", " ", "é", "邮", "\u200d", "\u200c", "\u200f", "\u200e", "\u00a0", "\u202f", "\U0001f600"]


class TestCharacters:
    @pytest.mark.parametrize("char", UNSAFE, ids=ascii)
    def test_an_unsafe_one_is_named_with_its_place(self, char):
        number = f"U+{ord(char):04X}"
        assert first_unsafe(f"one\ntwo{char}") == Unsafe(number, 2, 4)
        entry = models.Code.objects.get(pk="251")
        entry.description_fr = f"Un\nDeux{char}"
        with pytest.raises(ValidationError) as told:
            entry.full_clean()
        assert told.value.message_dict == {
            "description_fr": [f"Line 2, character 5: {number} is a character that cannot be seen. Take it out."]
        }

    @pytest.mark.parametrize("char", SAFE, ids=ascii)
    def test_what_scripts_need_stays(self, char):
        assert first_unsafe(f"a{char}b") is None

    @pytest.mark.parametrize("char", ["\u202e", "\x1b", "\ufffe", "\0"], ids=ascii)
    def test_the_form_refuses_it_beside_the_field(self, char):
        editor = editor_named("ann")
        before = rows.read()["251"]
        answer = save(editor, form_at(editor, ENTRY), how_to_fix_fr=f"1. Corrigez{char} l’adresse.")
        assert answer.status_code == 200
        assert [*answer.context["adminform"].form.errors] == ["how_to_fix_fr"]
        assert rows.read()["251"] == before

    @pytest.mark.parametrize("column", ["rfc_text", "used_by", "aliases"])
    def test_facts_are_texts_too(self, column):
        entry = models.Code.objects.get(pk="251")
        setattr(entry, column, "a\u202eb")
        with pytest.raises(ValidationError, match=r"U\+202E"):
            entry.full_clean()

    def test_what_looks_the_same_is_stored_the_same(self):
        editor = editor_named("ann")
        save(editor, form_at(editor, ENTRY), name_fr="Re\u0301pondu")
        stored = rows.read()["251"].texts["name", "fr"]
        assert (stored, stored == composed("Re\u0301pondu")) == ("Répondu", True)

    def test_an_import_says_so_before_anything_is_written(self):
        data = exchange.to_po([Row("251.name", "x", "Un\u202e nom")], "fr")
        page = upload(data, "fr.po")
        assert "U+202E is a character that cannot be seen" in page
        assert "Do not import this text" not in page


# What OWASP and spreadsheet makers name, with the wide forms that East Asian spreadsheets take for the same.
FORMULAS = [
    *("=1+1", "=cmd|' /C calc'!A0", '=HYPERLINK("https://e.example","x")', "=IMPORTXML(1,2)", "=WEBSERVICE(1)", "=x"),
    *("+1+1", "+cmd|' /C calc'!A0", "-1+1", "-2+3+cmd|' /C calc'!A0", "- One\n- Two", "-", "@SUM(1+1)", "@a", "@"),
    *("\t=1+1", "\r=1+1", "\n=1+1", "\t", "＝1+1", "＋1", "－1", "＠SUM(1)", "'=1+1", "''=1+1", "'", "''", "'quoted'"),
    *("=", "+", '="', '="a";=1', "=1\r=2", '";=1+1', "a;=1", "a,=1", "=;,\"'", "'+", "'\t", "=DDE(1)", "+1'"),
]


class TestFormulas:
    @pytest.mark.parametrize("cell", FORMULAS, ids=ascii)
    def test_a_cell_is_harmless_and_comes_back(self, cell):
        shown = exchange.harmless(cell)
        assert not shown.startswith(FORMULA)
        assert exchange.undone(shown) == cell

    def test_whole_files_are_harmless_and_come_back(self):
        found = [Row(f"251.{number}", cell, cell) for number, cell in enumerate(FORMULAS) if "\r" not in cell]
        for write, read in (
            (exchange.to_csv, exchange.from_csv),
            (workbooks.to_xlsx, workbooks.from_xlsx),
            (lambda rows: exchange.to_po(rows, "fr"), lambda data: exchange.from_po(data, "fr")),
        ):
            assert [(row.path, row.source, row.text) for row in read(write(found))] == [
                (row.path, row.source, row.text) for row in found
            ]
        book = openpyxl.load_workbook(io.BytesIO(workbooks.to_xlsx(found)))
        assert {cell.data_type for row in book.worksheets[0].iter_rows() for cell in row if cell.value} == {"s"}

    def test_an_old_text_with_a_control_character_does_not_stop_the_file(self):
        assert workbooks.from_xlsx(workbooks.to_xlsx([Row("a", "b", "c\x01d")]))[0].text == "c\ufffdd"


def archive(parts: dict[str, bytes]) -> bytes:
    """An archive of these parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return packed.getvalue()


def workbook(changed: dict[str, bytes]) -> bytes:
    """A proper workbook with some of its parts exchanged."""
    with zipfile.ZipFile(io.BytesIO(workbooks.to_xlsx([Row("251.name", "a", "b")]))) as file:
        return archive({name: file.read(name) for name in file.namelist()} | changed)


def lying(data: bytes) -> bytes:
    """The archive, saying of each part that it unpacks to one byte."""
    position = data.find(b"PK\x01\x02")
    while position >= 0:
        data = data[: position + 24] + struct.pack("<I", 1) + data[position + 28 :]
        position = data.find(b"PK\x01\x02", position + 4)
    return data


SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><l>&b;</l>'
HEADINGS = b"path,English,translation\n"
PO = b'msgid ""\nmsgstr ""\n"Language: fr\\n"\n'
TWICE = b'\nmsgctxt "251.name"\nmsgid "a"\nmsgstr "b"\n'
FILES = {
    "an archive called CSV": ("x.csv", workbook({}), "not UTF-8"),
    "an archive called PO": ("x.po", workbook({}), "not UTF-8"),
    "text called XLSX": ("x.xlsx", b"path,English,translation", "not an Excel file"),
    "nothing called XLSX": ("x.xlsx", b"P", "not an Excel file"),
    "zeros": ("x.xlsx", bytes(100_000), "not an Excel file"),
    "a part that grows": ("x.xlsx", archive({SHEET: bytes(17 * 2**20)}), "too large when it is unpacked"),
    "parts that grow together": (
        "x.xlsx",
        archive({f"{number}.xml": bytes(2**20) for number in range(20)}),
        "too large when it is unpacked",
    ),
    "parts beyond counting": ("x.xlsx", archive({str(number): b"" for number in range(300)}), "too large"),
    "a lying directory": ("x.xlsx", lying(workbook({SHEET: bytes(2**20)})), "not an Excel file"),
    "an archive in an archive": ("x.xlsx", archive({"x.xlsx": workbook({})}), "not an Excel file"),
    "no sheet": ("x.xlsx", archive({"[Content_Types].xml": b"<a/>"}), "not an Excel file"),
    "entities": ("x.xlsx", workbook({SHEET: LAUGHS}), "not an Excel file"),
    "entities in UTF-16": ("x.xlsx", workbook({SHEET: LAUGHS.decode().encode("utf-16")}), "not an Excel file"),
    "a way out": ("x.xlsx", archive({"../../x": b"x"}), "not an Excel file"),
    "broken XML": ("x.xlsx", workbook({SHEET: b"<worksheet><sheetData><row"}), "not an Excel file"),
    "cut off": ("x.xlsx", workbook({})[:-40], "not an Excel file"),
    "UTF-16": ("x.csv", "path,English,translation\n".encode("utf-16"), "not UTF-8"),
    "Latin-1": ("x.csv", HEADINGS + "251.name,a,é".encode("latin-1"), "Line 2: This is not UTF-8."),
    "surrogates": ("x.csv", HEADINGS + b"251.name,a,\xed\xa0\x80", "not UTF-8"),
    "a line without end": ("x.csv", HEADINGS + b"251.name,a," + b"x" * 4 * 2**20, "not a CSV file"),
    "columns without end": ("x.csv", HEADINGS + b"," * 2**20, "more than 1000 columns"),
    "rows without end": ("x.csv", HEADINGS + b"251.name,a,b\n" * 30_000, "more than 20000 rows"),
    "a row twice": ("x.csv", HEADINGS + b"251.name,a,b\n251.name,a,c\n", "Line 3: “251.name” stands twice."),
    "an unknown row": ("x.csv", HEADINGS + b"../../etc/passwd,a,b\n", "is no text of any entry"),
    "other columns": ("x.csv", b"=cmd,b,c\n", "The first line has to be"),
    "a formula for a heading": ("x.csv", b"path,English,=translation\n", "The first line has to be"),
    "a path": ("x.po", str(rows.__file__).encode(), "not a PO file"),
    "a message twice": ("x.po", PO + TWICE + TWICE, "stands twice"),
    "messages without end": ("x.po", PO + b'\nmsgid "a"\nmsgstr "b"\n' * 30_000, "more than 20000 rows"),
    "lines without end": ("x.po", b"#\n" * 2 * 2**20, "more than 20000 rows"),
    "another language": ("x.po", PO.replace(b"fr", b"de"), "its language is de"),
    "a program": ("x.po", b"import os\nos.abort()", "not a PO file"),
    "a pickle": ("x.pkl", b"cos\nsystem\n(S'true'\ntR.", "ends in .po, .csv or .xlsx"),
    "a way out of the folder": ("../../x.toml", b"", "The submitted file is empty"),
    "more than the limit": ("x.csv", HEADINGS + b"\n" * 5 * 2**20, "larger than 5 MiB"),
}


def upload(data: bytes, name: str) -> str:
    """The page that a reviewer gets for a file."""
    answer = member("Reviewers").post(IMPORT, {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 200
    return answer.content.decode().replace("&#x27;", "'")


class TestFiles:
    @pytest.mark.parametrize("name", FILES)
    def test_a_hostile_file_is_refused_and_changes_nothing(self, name):
        file, data, told = FILES[name]
        before = (models.Revision.current(), Version.objects.count())
        assert told in upload(data, file)
        assert (models.Revision.current(), Version.objects.count()) == before

    @pytest.mark.parametrize(
        "name", ["columns without end", "rows without end", "lines without end", "a part that grows"]
    )
    def test_refusing_takes_little_memory(self, name):
        file, data, _told = FILES[name]
        read = {"csv": exchange.from_csv, "po": lambda data: exchange.from_po(data, "fr"), "xlsx": workbooks.from_xlsx}
        tracemalloc.start()
        try:
            with pytest.raises(BrokenUpload):
                read[file.rpartition(".")[2]](data)
            _now, most = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert most < 64 * 2**20

    def test_plural_forms_are_nobodys_program(self):
        header = PO + b"\"Plural-Forms: nplurals=1; plural=__import__('os').abort();\\n\"\n"
        plural = b'\nmsgctxt "251.name"\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n'
        found = exchange.from_po(header + plural + TWICE.replace(b"251", b"550"), "fr")
        assert [(row.path, row.text) for row in found] == [("550.name", "b")]

    @pytest.mark.parametrize(
        "text", ["Un %(nom)s", "Un {0.__class__}", "Un {{ settings.SECRET_KEY }}", "Un {% debug %}"]
    )
    def test_a_placeholder_is_not_imported(self, text):
        page = upload(exchange.to_po([Row("251.name", "x", text)], "fr"), "fr.po")
        assert ("has a placeholder in it" in page, "Do not import this text" in page) == (True, False)

    def test_what_the_form_would_refuse_is_not_offered(self):
        reviewer = member("Reviewers")
        data = exchange.to_po([Row("251.name", "x", "Un nom " * 100)], "fr")
        page = reviewer.post(IMPORT, {"file": SimpleUploadedFile("fr.po", data)}).content.decode()
        assert "at most 60 characters" in page
        assert reviewer.post(IMPORT, Form(page).data).status_code == 302
        assert rows.read()["251"].texts["name", "fr"] != "Un nom " * 100

"""Who may do what, how far each language is, and texts on their way to translators and back."""

import io
import zipfile

import openpyxl
import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from codes import models
from codes.models import Action, Draft, TranslatedFrom, Version
from codes.transfer import exchange, rows, workbooks
from codes.transfer.exchange import Row
from tests.editors import ENTRY, member
from tests.posting import Form, form_at

pytestmark = [pytest.mark.django_db, pytest.mark.changes_content]
FRENCH = "/admin/overview/fr/"


@pytest.fixture
def french() -> Client:
    return member("Translators: French")


@pytest.fixture
def editor() -> Client:
    return member("Editors")


class TestOverview:
    def test_it_counts_what_is_missing_and_out_of_date(self, editor):
        totals = {total["language"]: total for total in editor.get("/admin/overview/").context["totals"]}
        count = len(rows.read())
        assert (totals["fr"]["complete"], totals["fr"]["missing"], totals["fr"]["outdated"]) == (count, 0, 0)
        assert totals["de"]["missing"] > 2000
        models.Code.objects.filter(pk="251").update(how_to_fix_fr="", name_en="Other")
        TranslatedFrom.objects.filter(path="251.name").update(source="As it was")
        totals = {total["language"]: total for total in editor.get("/admin/overview/").context["totals"]}
        assert (totals["fr"]["complete"], totals["fr"]["missing"], totals["fr"]["outdated"]) == (count - 1, 1, 1)

    def test_a_work_list_leads_into_the_field(self, french):
        models.Code.objects.filter(pk="251").update(how_to_fix_fr="")
        told = french.get(FRENCH).content.decode()
        assert 'href="/admin/codes/code/251/change/?language=fr#id_how_to_fix_fr"' in told
        assert french.get("/admin/codes/code/251/change/?language=fr").status_code == 200

    def test_pairs_that_people_mix_up_come_first(self, editor):
        work = [key for key, _gaps in editor.get("/admin/overview/pl/").context["work"]]
        first = models.Comparison.objects.order_by("rank").first()
        assert work[0] == str(first)
        assert work.index("550") < work.index("211")


ROWS = [
    Row("251.name", "Name", "Nom"),
    Row("251.when_seen", "- One\n- Two", "- Un\n- Deux"),
    Row("251.summary", "=1+1", "=HYPERLINK(1)"),
    Row("251.note", "'quoted", "'=x"),
    Row("251.description", 'a "b", c; d', "é — ü 邮箱"),
]


class TestFiles:
    @pytest.mark.parametrize(
        ("write", "read"),
        [
            (lambda found: exchange.to_po(found, "fr"), lambda data: exchange.from_po(data, "fr")),
            (exchange.to_csv, exchange.from_csv),
            (workbooks.to_xlsx, workbooks.from_xlsx),
        ],
        ids=["po", "csv", "xlsx"],
    )
    def test_what_goes_out_comes_back(self, write, read):
        found = read(write(ROWS))
        assert [(row.path, row.source, row.text) for row in found] == [(r.path, r.source, r.text) for r in ROWS]

    def test_no_spreadsheet_computes_a_cell(self):
        book = openpyxl.load_workbook(io.BytesIO(workbooks.to_xlsx(ROWS)))
        values = [cell.value for row in book.worksheets[0].iter_rows() for cell in row if cell.value]
        values += exchange.to_csv(ROWS).decode("utf-8-sig").replace('"', "").replace("\r\n", ",").split(",")
        assert [value for value in values if value.startswith(("=", "+", "@"))] == []
        assert len(values) > 20

    @pytest.mark.parametrize(
        ("name", "data", "told"),
        [
            ("x.po", b'msgid "a"\nmsgstr "b"\nnonsense', "This is not a PO file."),
            ("x.po", b'msgid ""\nmsgstr ""\n"Language: de\\n"\n', "its language is de"),
            ("x.po", b'msgctxt "999.name"\nmsgid "a"\nmsgstr "b"\n', "is no text of any entry"),
            ("x.po", b"\xff\xfe", "This is not UTF-8."),
            ("x.csv", b"a,b,c\n", "The first line has to be"),
            ("x.csv", b"path,English,translation\n251.name\n", "Line 2: A row has a path"),
            ("x.xlsx", b"PK\x03\x04 nonsense", "This is not an Excel file"),
            ("x.exe", b"MZ", "ends in .po, .csv or .xlsx"),
            ("x", b"x", "ends in .po, .csv or .xlsx"),
        ],
    )
    def test_a_bad_file_is_named_by_its_line(self, french, name, data, told):
        response = french.post(f"{FRENCH}import/", {"file": SimpleUploadedFile(name, data)})
        assert response.status_code == 200
        assert told in response.content.decode().replace("&#x27;", "'")

    def test_a_file_that_grows_when_unpacked_is_refused(self, french):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/worksheets/sheet1.xml", bytes(65 * 2**20))
        assert len(packed.getvalue()) < 2**20
        answer = french.post(f"{FRENCH}import/", {"file": SimpleUploadedFile("x.xlsx", packed.getvalue())})
        assert "too large when it is unpacked" in answer.content.decode()

    def test_a_po_file_says_what_is_out_of_date(self, french):
        TranslatedFrom.objects.filter(path="251.name", language="fr").update(source="As it was")
        catalogue = polib.pofile(french.get(f"{FRENCH}texts.po").content.decode())
        entry = next(entry for entry in catalogue if entry.msgctxt == "251.name")
        assert (entry.fuzzy, entry.previous_msgid) == (True, "As it was")
        assert [each.msgctxt for each in catalogue if each.fuzzy] == ["251.name"]

    def upload(self, client: Client, **texts: str) -> str:
        catalogue = polib.pofile(client.get(f"{FRENCH}texts.po").content.decode())
        for entry in catalogue:
            entry.msgstr = texts.get(entry.msgctxt.replace(".", "_"), entry.msgstr)
        answer = client.post(f"{FRENCH}import/", {"file": SimpleUploadedFile("fr.po", str(catalogue).encode())})
        return answer.content.decode()

    def test_a_translators_file_waits_for_a_reviewer_where_the_language_is_public(self, french):
        before = rows.read()
        page = self.upload(french, **{"251_name": "Un nom", "550_name": "Un autre nom"})
        told = french.post(f"{FRENCH}import/", Form(page).data, follow=True).content.decode()
        assert "2 texts wait for a reviewer" in told
        assert rows.read() == before
        again = self.upload(
            french, **{"251_summary": "Un résumé assez long pour être une phrase que tout le monde comprend bien."}
        )
        french.post(f"{FRENCH}import/", Form(again).data)
        draft = Draft.objects.get(key="251")
        assert (draft.content["texts"]["name"]["fr"], Draft.objects.count()) == ("Un nom", 2)
        reviewer = member("Reviewers")
        address = f"{ENTRY}?draft={draft.pk}"
        assert reviewer.post(address, form_at(reviewer, address)).status_code == 302
        assert rows.read()["251"].texts["name", "fr"] == "Un nom"

    def test_only_differences_are_offered_and_each_can_be_refused(self):
        french = member("Reviewers")
        page = self.upload(french, **{"251_name": "Un nom", "550_name": "Un autre nom"})
        assert page.count("Do not import this text") == 2
        before = rows.read()
        saved = french.post(f"{FRENCH}import/", Form(page).data | {"refuse": "550.name"})
        assert saved["Location"] == FRENCH
        after = rows.read()
        assert after["251"].texts["name", "fr"] == "Un nom"
        assert after["550"] == before["550"]
        version = Version.objects.filter(key="251").first()
        assert (version.action, version.by.username) == (Action.IMPORTED, "Reviewers")

    def test_a_text_that_breaks_a_rule_is_not_offered(self, french):
        page = self.upload(french, **{"251_name": "Un %(nom)s"})
        assert "has a placeholder in it" in page
        french.post(f"{FRENCH}import/", Form(page).data)
        assert "%(" not in rows.read()["251"].texts["name", "fr"]

    def test_the_list_cannot_be_forged(self, french):
        answer = french.post(f"{FRENCH}import/", {"offered": "forged"}, follow=True)
        assert "The list is too old" in answer.content.decode()

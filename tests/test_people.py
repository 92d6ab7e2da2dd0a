"""Who may do what: nobody writes, publishes or takes back what is not theirs."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from codes import models
from codes.models import Draft, TranslatedFrom, Version
from codes.transfer import rows
from tests.editors import ENTRY, member
from tests.posting import form_at

pytestmark = [pytest.mark.django_db, pytest.mark.changes_content]


@pytest.fixture
def french() -> Client:
    return member("Translators: French")


def names(form: dict) -> set[str]:
    return {name for name in form if not name.startswith(("_", "csrf"))}


class TestPeople:
    def test_a_translator_writes_one_language_only(self, french):
        form = form_at(french, ENTRY)
        texts = {name for name in names(form) if not name.endswith(("_FORMS", "-id", "-code"))}
        assert texts
        assert {name for name in texts if not name.endswith("_fr")} == set()
        before = rows.read()["251"]
        forged = form | {
            "name_fr": "Autre nom",
            "name_en": "Forged",
            "name_de": "Falsch",
            "published": "",
            "retry": "never",
        }
        saved = french.post(ENTRY, forged)
        assert "draft" in saved["Location"]
        assert rows.read()["251"] == before
        draft = Draft.objects.get()
        assert draft.content["texts"]["name"] == {"en": before.texts["name", "en"], "fr": "Autre nom"}
        assert draft.content["facts"] == before.facts

    def test_a_translator_of_another_language_cannot_publish_a_draft(self, french):
        saved = french.post(ENTRY, form_at(french, ENTRY) | {"name_fr": "Autre nom"})
        before, polish = rows.read()["251"], member("Translators: Polish")
        address = f"{saved['Location']}&language=pl"
        polish.post(address, form_at(polish, address) | {"name_pl": "Inna nazwa"})
        assert rows.read()["251"] == before
        assert polish.post(saved["Location"], {"_discard": "1"}).status_code == 403
        assert Draft.objects.filter(by__username="Translators: French").count() == 1

    @pytest.mark.parametrize("path", ["", "251.name.en", "251.name.fr", "251.retry", "251.phases.RCPT", "251.name.de"])
    def test_a_translator_takes_back_nothing_of_others(self, french, path):
        address = "/admin/codes/code/251/history/"
        assert "251" in french.get(address).content.decode()
        version = Version.objects.get(key="251")
        models.Code.objects.filter(pk="251").update(name_fr="Publié", name_en="Published", name_de="Neu")
        before = rows.read()["251"]
        assert french.post(address, {"version": version.pk, "path": path}).status_code == 403
        assert rows.read()["251"] == before

    def test_who_only_says_that_a_text_is_right_waits_for_nobody(self, french):
        TranslatedFrom.objects.filter(path="251.name").update(source="As it was")
        saved = french.post(ENTRY, form_at(french, ENTRY) | {"_confirm": ["251.name.fr", "251.name.pl"]})
        assert (saved.status_code, Draft.objects.count()) == (302, 0)
        assert TranslatedFrom.objects.get(path="251.name").source == rows.read()["251"].texts["name", "en"]

    def test_a_reviewer_publishes_what_a_translator_wrote(self, french):
        saved = french.post(ENTRY, form_at(french, ENTRY) | {"name_fr": "Autre nom"})
        reviewer = member("Reviewers")
        assert reviewer.post(saved["Location"], form_at(reviewer, saved["Location"])).status_code == 302
        assert rows.read()["251"].texts["name", "fr"] == "Autre nom"
        assert Version.objects.filter(key="251").first().by.username == "Reviewers"

    @pytest.mark.parametrize(
        ("group", "address", "status"),
        [
            ("Translators: French", "/admin/codes/code/add/", 403),
            ("Translators: French", "/admin/codes/code/251/delete/", 403),
            ("Translators: French", "/admin/codes/code/deleted/", 403),
            ("Translators: French", "/admin/overview/de/import/", 403),
            ("Translators: French", "/admin/overview/de/texts.po", 403),
            ("Translators: French", "/admin/overview/fr/import/", 200),
            ("Translators: French", "/admin/overview/fr/texts.po", 200),
            ("Translators: French", "/admin/overview/xx/", 404),
            ("Translators: French", "/admin/auth/user/", 403),
            ("Reviewers", "/admin/codes/code/add/", 403),
            ("Reviewers", "/admin/overview/de/import/", 200),
            ("Editors", "/admin/codes/code/add/", 200),
            ("Editors", "/admin/codes/code/251/delete/", 403),
            ("Editors", "/admin/auth/user/", 403),
            ("Editors", "/admin/overview/fr/texts.exe", 404),
            ("Editors", "/admin/overview/en/texts.po", 404),
        ],
    )
    def test_each_group_gets_what_is_its_own(self, group, address, status):
        assert member(group).get(address).status_code == status

    def test_there_is_a_group_for_each_language_but_english(self):
        assert Group.objects.count() == 20

    def test_the_overview_is_closed_to_visitors(self, client):
        assert client.get("/admin/overview/")["Location"].startswith("/admin/login/")

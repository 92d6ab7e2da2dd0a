"""Editing together: versions, drafts, previews, merges; nothing is lost and nothing unfinished is on the site."""

from urllib.parse import urlencode

import pytest
from django.test import Client

from codes import models
from codes.models import Action, TranslatedFrom, Version
from codes.transfer import history, rows
from tests.editors import ENTRY, STEPS, editor_named, page, save
from tests.posting import Form, form_at

pytestmark = [pytest.mark.django_db, pytest.mark.changes_content]


@pytest.fixture
def ann() -> Client:
    return editor_named("ann")


@pytest.fixture
def bob() -> Client:
    return editor_named("bob")


def versions(key: str = "251") -> list[tuple[str, str]]:
    return [(v.action, getattr(v.by, "username", "")) for v in Version.objects.filter(key=key).order_by("pk")]


def test_the_form_as_it_is_changes_nothing(ann):
    before = rows.read()["251"]
    assert save(ann, form_at(ann, ENTRY)).status_code == 302
    assert rows.read()["251"] == before
    assert versions() == [(Action.LOADED, "")]


def test_an_edit_is_on_the_site_and_in_the_history(ann):
    assert save(ann, form_at(ann, ENTRY), how_to_fix_fr=STEPS).status_code == 302
    assert "Corrigez l’adresse." in page("/fr/codes/251/")
    assert versions() == [(Action.LOADED, ""), (Action.EDITED, "ann")]
    told = ann.get("/admin/codes/code/251/history/").content.decode()
    assert "how to fix it · Français" in told
    assert "<ins>" in told
    assert "<del>" in told


def test_one_piece_and_a_whole_entry_come_back(ann):
    before = rows.read()["251"]
    save(ann, form_at(ann, ENTRY), how_to_fix_fr=STEPS, name_fr="Autre nom", name_en="Other name")
    first = Version.objects.filter(key="251").last()
    address = "/admin/codes/code/251/history/"
    assert ann.post(address, {"version": first.pk, "path": "251.name.fr"}).status_code == 302
    now = rows.read()["251"]
    assert now.texts["name", "fr"] == before.texts["name", "fr"]
    assert now.texts["name", "en"] == "Other name"
    assert ann.post(address, {"version": first.pk}).status_code == 302
    assert rows.read()["251"] == before
    assert [action for action, _by in versions()] == [Action.LOADED, Action.EDITED, Action.REVERTED, Action.REVERTED]


def test_a_deleted_entry_comes_back_whole(ann):
    before = rows.read()["251"]
    assert ann.post("/admin/codes/code/251/delete/", {"post": "yes"}).status_code == 302
    assert "251" not in rows.read()
    gone = history.deleted()
    assert [version.key for version in gone] == ["251"]
    assert "251" in ann.get("/admin/codes/code/deleted/").content.decode()
    assert ann.post("/admin/codes/code/deleted/", {"version": gone[0].pk}).status_code == 302
    assert rows.read()["251"] == before
    assert history.deleted() == []


def test_edits_of_different_pieces_are_merged(ann, bob):
    first, second = form_at(ann, ENTRY), form_at(bob, f"{ENTRY}?language=de")
    assert save(ann, first, how_to_fix_fr=STEPS).status_code == 302
    assert save(bob, second, name_de="Nicht hier").status_code == 302
    now = rows.read()["251"]
    assert (now.texts["how_to_fix", "fr"], now.texts["name", "de"]) == (STEPS, "Nicht hier")


@pytest.mark.parametrize(("choice", "expected"), [("mine", "Nom de Bob"), ("theirs", "Nom d’Ann")])
def test_the_same_piece_edited_twice_is_asked_about(ann, bob, choice, expected):
    first, second = form_at(ann, ENTRY), form_at(bob, ENTRY)
    save(ann, first, name_fr="Nom d’Ann")
    asked = save(bob, second, name_fr="Nom de Bob", rfc_text="Not here")
    told = asked.content.decode()
    assert asked.status_code == 409
    assert "ann changed the same pieces" in told
    assert rows.read()["251"].texts["name", "fr"] == "Nom d’Ann"
    answer = Form(told).data
    unanswered = bob.post(ENTRY, answer)
    assert unanswered.status_code == 409
    assert bob.post(ENTRY, answer | {"_choice:251.name.fr": choice}).status_code == 302
    now = rows.read()["251"]
    assert (now.texts["name", "fr"], now.facts["rfc_text"]) == (expected, "Not here")


def test_a_third_edit_while_the_second_is_asked_is_asked_about_too(ann, bob):
    first, second = form_at(ann, ENTRY), form_at(bob, ENTRY)
    save(ann, first, name_fr="Un")
    answer = Form(save(bob, second, name_fr="Deux").content.decode()).data
    save(ann, form_at(ann, ENTRY), name_fr="Trois")
    assert bob.post(ENTRY, answer | {"_choice:251.name.fr": "mine"}).status_code == 409
    assert rows.read()["251"].texts["name", "fr"] == "Trois"


def test_a_form_that_is_sent_twice_makes_one_change(ann):
    form = form_at(ann, ENTRY)
    assert [save(ann, form, name_fr="Un seul").status_code for _time in range(2)] == [302, 302]
    assert versions() == [(Action.LOADED, ""), (Action.EDITED, "ann")]


def test_a_row_that_is_sent_twice_is_there_once(ann):
    form = form_at(ann, ENTRY)
    count = int(form["examples-TOTAL_FORMS"][0])
    form |= {"examples-TOTAL_FORMS": str(count + 1), f"examples-{count}-dialogue": "C: NOOP\nS: 251 Yes"}
    form |= {f"examples-{count}-order": "9", f"examples-{count}-code": "251"}
    save(ann, form)
    save(ann, form)
    assert models.Example.objects.filter(code="251").count() == count + 1


def test_a_row_that_somebody_removed_stays_removed_unless_it_was_edited(ann, bob):
    form = form_at(bob, ENTRY)
    models.Reference.objects.filter(code="251").first().delete()
    left = models.Reference.objects.filter(code="251").count()
    assert save(bob, form, name_fr="Nom").status_code == 302
    assert models.Reference.objects.filter(code="251").count() == left


def test_a_change_of_the_english_marks_its_translations(ann):
    save(ann, form_at(ann, ENTRY), summary_en="Another sentence that says what a server does with such a message.")
    told = ann.get(ENTRY).content.decode()
    assert told.count("Out of date: the English has changed.") == 1
    assert 'value="251.summary.fr"' in told
    save(ann, form_at(ann, ENTRY), _confirm="251.summary.fr")
    assert "Out of date" not in ann.get(ENTRY).content.decode()


def test_a_small_correction_marks_nothing(ann):
    save(ann, form_at(ann, ENTRY), name_en="User not local; will forward it", _minor="on")
    assert "Out of date" not in ann.get(ENTRY).content.decode()
    made = TranslatedFrom.objects.get(path="251.name", language="fr")
    assert made.source == "User not local; will forward it"


@pytest.mark.parametrize("number", ["", "x", "0", "99999999999999999999999", "²", "-1"])
def test_nonsense_in_hidden_fields_is_no_error(ann, number):
    form = form_at(ann, ENTRY) | {"_base": number, "_seen": number, "name_fr": "Nom"}
    assert ann.post(f"{ENTRY}?draft={number}", form).status_code == 302
    assert ann.post("/admin/codes/code/251/history/", {"version": number, "path": "x"}).status_code == 404
    assert ann.post("/admin/codes/code/deleted/", {"version": number}).status_code == 404


def test_a_row_whose_number_nobody_can_read_is_no_row(ann):
    form = form_at(ann, ENTRY) | {"name_fr": "Nom", f"examples-{'9' * 5000}-dialogue": "C: NOOP"}
    response = ann.post(ENTRY, urlencode(form, doseq=True), content_type="application/x-www-form-urlencoded")
    assert response.status_code == 302
    assert models.Code.objects.get(pk="251").name_fr == "Nom"


def test_a_command_is_in_the_history_too():
    models.Code.objects.filter(pk="251").update(name_fr="Dehors")
    record = rows.read()["251"]
    history.remember([history.Change(record, None)], None, Action.DELETED)
    assert [action for action, _by in versions()] == [Action.LOADED, Action.FOUND, Action.DELETED]

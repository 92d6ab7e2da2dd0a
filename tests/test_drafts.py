"""Drafts and previews: what is not on the site yet."""

import pytest
from django.test import Client

from codes import models
from codes.models import Draft
from codes.transfer import rows
from tests.editors import ENTRY, STEPS, editor_named, page, save
from tests.posting import form_at

pytestmark = [pytest.mark.django_db, pytest.mark.changes_content]
PAIR = "/fr/compare/251-vs-501/"


@pytest.fixture
def ann() -> Client:
    return editor_named("ann")


@pytest.fixture
def bob() -> Client:
    return editor_named("bob")


def test_a_draft_is_kept_off_the_site_until_it_is_published(ann, bob):
    before = rows.read()["251"]
    kept = save(ann, form_at(ann, ENTRY), how_to_fix_fr=STEPS, _draft="1")
    assert kept["Location"].startswith(f"{ENTRY}?draft=")
    assert rows.read()["251"] == before
    assert "Corrigez l’adresse." not in page(PAIR)
    assert "ann has a draft of this entry" in bob.get(ENTRY).content.decode()
    form = form_at(bob, kept["Location"])
    assert form["how_to_fix_fr"] == [STEPS.replace("\n", "\r\n")]
    assert bob.post(kept["Location"], form | {"_anyway": "on"}).status_code == 302
    assert "Corrigez l’adresse." in page("/fr/codes/251/")
    assert Draft.objects.count() == 0


def test_a_draft_belongs_to_its_entry(ann):
    before = rows.read()
    kept = save(ann, form_at(ann, ENTRY), name_fr="Brouillon", _draft="1")
    other = f"/admin/codes/code/550/change/?{kept['Location'].partition('?')[2]}"
    assert "Brouillon" not in ann.get(other).content.decode()
    ann.post(other, form_at(ann, other) | {"name_fr": "Autre", "_anyway": "on"})
    now = rows.read()
    assert (now["251"], now["550"].texts["name", "fr"]) == (before["251"], "Autre")
    assert Draft.objects.count() == 1


def test_drafts_are_lost_only_when_they_are_discarded(ann, bob):
    kept = save(ann, form_at(ann, ENTRY), name_fr="Un", _draft="1")
    save(ann, form_at(ann, ENTRY), name_fr="Deux", _draft="1")
    save(ann, form_at(ann, ENTRY), name_fr="Trois")
    assert [draft.content["texts"]["name"]["fr"] for draft in Draft.objects.order_by("pk")] == ["Un", "Deux"]
    assert bob.post(kept["Location"], {"_discard": "1"})["Location"] == ENTRY
    assert [draft.content["texts"]["name"]["fr"] for draft in Draft.objects.all()] == ["Deux"]


def test_a_draft_that_no_rule_allows_any_more_is_no_failure(ann):
    kept = save(ann, form_at(ann, ENTRY), name_fr="Un", _draft="1")
    draft = Draft.objects.get()
    draft.content["facts"]["status"] = "nonsense"
    draft.save()
    assert ann.get(kept["Location"]).status_code == 409


def test_a_draft_with_a_new_row_can_be_gone_on_with(ann):
    form = form_at(ann, ENTRY)
    count = int(form["examples-TOTAL_FORMS"][0])
    form |= {"examples-TOTAL_FORMS": str(count + 1), f"examples-{count}-dialogue": "C: NOOP\nS: 251 Yes"}
    form |= {f"examples-{count}-order": "9", f"examples-{count}-code": "251"}
    kept = save(ann, form, _draft="1")
    again = form_at(ann, kept["Location"])
    assert again["examples-INITIAL_FORMS"] == [str(count + 1)]
    assert ann.post(kept["Location"], again).status_code == 302
    assert models.Example.objects.filter(code="251").count() == count + 1


def test_a_draft_keeps_the_languages_that_the_form_does_not_show(ann):
    kept = save(ann, form_at(ann, f"{ENTRY}?language=de"), name_de="Nicht hier", _draft="1")
    french = form_at(ann, f"{kept['Location']}&language=fr") | {"name_fr": "Pas ici", "_anyway": "on"}
    assert ann.post(kept["Location"], french).status_code == 302
    now = rows.read()["251"]
    assert (now.texts["name", "de"], now.texts["name", "fr"]) == ("Nicht hier", "Pas ici")


def test_the_language_is_remembered(ann):
    ann.get(f"{ENTRY}?language=pl")
    assert "name_pl" in form_at(ann, "/admin/codes/code/550/change/")
    assert "name_fr" in form_at(ann, "/admin/codes/code/550/change/?language=fr")
    assert "name_fr" in form_at(ann, "/admin/codes/code/550/change/?language=nonsense")


def test_every_form_can_be_posted(ann, settings):
    addresses = [f"/admin/codes/provider/{pk}/change/" for pk in models.Provider.objects.values_list("pk", flat=True)]
    addresses += [f"/admin/codes/code/{pk}/change/" for pk in ("550", "X.7.0", "X.7.1", "421")]
    counts = [sum(map(len, form_at(ann, address).values())) for address in addresses]
    assert max(counts) < 600 < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    assert len(counts) > 5


def test_a_preview_shows_what_is_typed_and_keeps_nothing(ann):
    before = rows.read()["251"]
    shown = save(ann, form_at(ann, ENTRY), how_to_fix_fr=STEPS, _preview="1", _language="fr")
    assert shown.status_code == 200
    assert "no-store" in shown["Cache-Control"]
    assert "Corrigez l’adresse." in shown.content.decode()
    assert '<html lang="fr"' in shown.content.decode()
    assert rows.read()["251"] == before
    polish = save(
        ann, form_at(ann, f"{ENTRY}?language=pl"), how_to_fix_pl="1. Popraw adres.", _preview="1", _language="pl"
    )
    assert "Popraw adres." in polish.content.decode()


def test_a_preview_of_a_comparison_is_its_page(ann):
    comparison = models.Comparison.objects.get(left="450", right="550")
    address = f"/admin/codes/comparison/{comparison.pk}/change/"
    form = form_at(ann, address) | {"verdict_fr": "Un verdict tout neuf.", "_preview": "1", "_language": "fr"}
    shown = ann.post(address, form)
    assert "Un verdict tout neuf." in shown.content.decode()
    assert not models.Comparison.objects.filter(verdict_fr="Un verdict tout neuf.").exists()

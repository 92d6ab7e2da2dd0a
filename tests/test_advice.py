"""What an editor is told while writing and after saving."""

import pytest
from django.test import Client

from codes import models
from tests.editors import ENTRY, member
from tests.posting import form_at

pytestmark = [pytest.mark.django_db, pytest.mark.changes_content]


@pytest.fixture
def editor() -> Client:
    return member("Editors")


def test_what_is_wrong_is_said_beside_the_field_and_asked_once(editor):
    form = form_at(editor, ENTRY) | {"name_fr": "Un `nom"}
    refused = editor.post(ENTRY, form)
    assert "has an open code span" in refused.content.decode()
    assert "save the texts as they are" in refused.content.decode()
    assert editor.post(ENTRY, form | {"_anyway": "on"}).status_code == 302


def told(editor, **fields: str) -> str:
    return editor.post(ENTRY, form_at(editor, ENTRY) | {"_anyway": "on"} | fields, follow=True).content.decode()


def test_publishing_says_what_is_incomplete_in_which_language(editor):
    assert "missing in" not in told(editor, name_fr="Un autre nom")
    assert "Saved, but missing in Français: how to fix it." in told(editor, how_to_fix_fr="")
    summary = "Another sentence that is long enough to be the summary of what a server does."
    assert "Saved, but out of date in Français: summary." in told(editor, summary_en=summary)


def test_a_sentence_that_stands_elsewhere_is_pointed_out(editor):
    other = models.Code.objects.get(pk="550")
    assert "repeats a sentence of 550.summary.en" in told(editor, summary_en=other.summary_en)


def test_a_sentence_that_stands_elsewhere_is_said_beside_the_field(editor):
    other = models.Code.objects.get(pk="550")
    refused = editor.post(ENTRY, form_at(editor, ENTRY) | {"summary_en": other.summary_en})
    errors = refused.context["adminform"].form.errors
    assert set(errors) == {"summary_en"}
    assert any("repeats a sentence of 550.summary.en" in reason for reason in errors["summary_en"])


def test_an_rfc_that_nobody_knows_is_pointed_out(editor):
    assert "RFC 9876 is not among those that the site knows" in told(editor, **{"references-0-rfc": "9876"})


def test_an_editor_who_reads_french_is_told_in_french(editor):
    other, french = models.Code.objects.get(pk="550"), {"accept-language": "fr"}
    form = form_at(editor, ENTRY) | {"summary_fr": other.summary_fr}
    refused = editor.post(ENTRY, form, headers=french).content.decode()
    assert "Ce texte répète une phrase de 550.summary.fr\N{NO-BREAK SPACE}: " in refused
    saved = editor.post(ENTRY, form | {"_anyway": "on"}, headers=french, follow=True).content.decode()
    assert "251.summary.fr\N{NO-BREAK SPACE}: Ce texte répète une phrase de 550.summary.fr" in saved


def test_a_draft_may_be_unfinished(editor):
    form = form_at(editor, ENTRY) | {"name_fr": "Un `nom", "_draft": "1"}
    assert editor.post(ENTRY, form).status_code == 302

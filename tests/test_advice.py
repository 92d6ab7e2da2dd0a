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
    assert "is an RFC that" in told(editor, **{"references-0-rfc": "9876"})


def test_a_draft_may_be_unfinished(editor):
    form = form_at(editor, ENTRY) | {"name_fr": "Un `nom", "_draft": "1"}
    assert editor.post(ENTRY, form).status_code == 302

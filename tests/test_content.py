"""What ships is valid, and the rules would notice if it were not."""

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from codes import models
from codes.transfer import check, files

LANGUAGES = [code for code, _name in settings.LANGUAGES]


@pytest.fixture
def shipped():
    return files.read(settings.CONTENT_DIR, "en")


def test_what_ships_keeps_every_rule(shipped):
    assert len(shipped) >= 61 + 25
    assert check.check(shipped, LANGUAGES, "en") == []


def test_the_starter_content_names_enough_confusions(shipped):
    pairs = [record for record in shipped.values() if record.shape.keys == ("left", "right")]
    assert len(pairs) >= 25
    assert "251-vs-501" in shipped


@pytest.mark.parametrize(
    ("path", "language", "text", "told"),
    [
        ("550.name", "fr", "", "550.name.fr: is missing"),
        ("550.summary", "en", "Too short.", "550.summary.en: has 10 characters"),
        ("550.when_seen", "en", "no list", "550.when_seen.en: is a list"),
        ("550.how_to_fix", "en", "1. One.\n3. Three.", "550.how_to_fix.en: is a list of steps"),
        ("550.description", "fr", "Sans `code` cité.", "550.description.fr: does not quote the same"),
        ("550.description", "en", "It is is so.", "550.description.en: has a doubled word: is is"),
        ("550.description", "en", "It's so.", "550.description.en: has straight quotes: '"),
        ("550.description", "en", "It is %(code)s.", "550.description.en: has a placeholder in it"),
        ("550.description", "en", "It is <b>so</b>.", "550.description.en: has markup"),
        ("550.description", "en", "word " * 40 + "end.", "550.description.en: has a sentence of 41 words"),
        ("550.description", "fr", "C’est the fin.", "550.description.fr: has English left in it: the"),
        ("550.description", "fr", "Vraiment ; oui.", "550.description.fr: lacks a no-break space"),
        ("550.note", "fr", "", "550.note.fr: is missing"),
        ("550-vs-554.verdict", "en", "", "550-vs-554.verdict.en: is missing"),
    ],
)
def test_rules_notice(shipped, path, language, text, told):
    key, name = path.split(".")
    shipped[key].texts[name, language] = text
    assert [line for line in check.check(shipped, LANGUAGES, "en") if line.startswith(told)] != []


def test_rules_notice_a_sentence_that_stands_twice(shipped):
    shipped["451"].texts["note", "en"] = shipped["550"].texts["description", "en"]
    assert any("repeats a sentence of 451.note.en" in line for line in check.check(shipped, LANGUAGES, "en"))


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"rfc": 9999}, "is an RFC that codes/smtp/rfc.py does not know"),
        ({"rfc": 0, "url": "https://example.org/"}, "leads to a site that is not on the list"),
        ({"defines": False}, "name no RFC that defines the code"),
    ],
)
def test_rules_notice_a_bad_reference(shipped, facts, told):
    for reference in shipped["551"].children["references"].values():
        reference.facts |= facts
    assert any(line.startswith("551.references") and told in line for line in check.check(shipped, LANGUAGES, "en"))


@pytest.mark.django_db
@pytest.mark.changes_content
def test_check_content_names_each_breach_and_fails(capsys):
    call_command("check_content")
    assert "keep every rule" in capsys.readouterr().out
    models.Code.objects.filter(pk="550").update(name_fr="")
    with pytest.raises(CommandError, match="found 1 in"):
        call_command("check_content")
    assert capsys.readouterr().out == "550.name.fr: is missing\n"

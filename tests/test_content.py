"""What ships is valid, and the rules would notice if it were not."""

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from codes import models
from codes.editing.reasons import line
from codes.transfer import check, files
from codes.transfer.records import Record

LANGUAGES = [code for code, _name in settings.LANGUAGES]


@pytest.fixture
def shipped():
    return files.read(settings.CONTENT_DIR, "en")


def told(records: dict[str, Record]) -> list[str]:
    return [line(breach) for breach in check.check(records, LANGUAGES, "en")]


def test_what_ships_keeps_every_rule(shipped):
    assert len(shipped) >= 61 + 25
    assert told(shipped) == []


def test_the_starter_content_names_enough_confusions(shipped):
    pairs = [record for record in shipped.values() if record.shape.keys == ("left", "right")]
    assert len(pairs) >= 25
    assert "251-vs-501" in shipped


@pytest.mark.parametrize(
    ("path", "language", "text", "reason"),
    [
        ("550.name", "fr", "", "This text is missing."),
        ("550.summary", "en", "Too short.", "This summary has 10 characters; one sentence of 60 to 180 characters"),
        ("550.when_seen", "en", "no list", "Each line of this list has to begin with “- ”."),
        ("550.how_to_fix", "en", "1. One.\n3. Three.", "The lines of this list of steps"),
        ("550.description", "fr", "Sans `code` cité.", "This text does not quote the same"),
        ("550.when_seen", "fr", "- Une.", "This text does not have as many lines"),
        ("550.description", "en", "It is `so.", "This text has an open code span"),
        ("550.description", "en", "It is is so.", "This text has a doubled word: “is is”."),
        ("550.description", "en", "It's so.", "This text has a straight apostrophe or quotation mark (');"),
        ("550.description", "en", "It is %(code)s.", "This text has a placeholder in it: “%(code)s”."),
        ("550.description", "en", "It is <b>so</b>.", "This text has markup that is not allowed: “<b”."),
        ("550.description", "en", "word " * 40 + "end.", "A sentence of 41 words is too long (36 at most): “word w"),
        ("550.description", "fr", "C’est the fin.", "This text has English left in it: “the”."),
        ("550.description", "fr", "Vraiment ; oui.", "A no-break space is missing"),
        ("550.note", "fr", "", "This text is missing."),
        ("550-vs-554.verdict", "en", "", "This text is missing."),
    ],
)
def test_rules_notice(shipped, path, language, text, reason):
    key, name = path.split(".")
    shipped[key].texts[name, language] = text
    assert [found for found in told(shipped) if found.startswith(f"{path}.{language}: {reason}")] != []


def test_rules_notice_a_sentence_that_stands_twice(shipped):
    shipped["451"].texts["note", "en"] = shipped["550"].texts["description", "en"]
    assert any("repeats a sentence of 451.note.en: “" in found for found in told(shipped))


@pytest.mark.parametrize(
    ("spoil", "start"),
    [
        (lambda there: there["X.1.1"].children["readings"].clear(), "X.1.1.readings: No reading is given"),
        (
            lambda there: there["X.1.1"].children["readings"]["5"].facts.update(retry=""),
            "X.1.1.readings.5: This reading lacks a fact.",
        ),
        (
            lambda there: there["X.1.1"].children["readings"]["5"].texts.clear(),
            "X.1.1.readings.5: A reading has texts of its own where",
        ),
        (lambda there: there["550"].children["references"].clear(), "550.references: No reference is given"),
        (
            lambda there: there["550"].texts.update({("name", "en"): there["551"].texts["name", "en"]}),
            "551.name.en: This name also stands in 550.name.en.",
        ),
        (lambda there: there["550-vs-554"].facts.update(left="199"), "199-vs-554.left: There is no entry for 199."),
        (
            lambda there: there["550-vs-554"].facts.update(rank=there["251-vs-501"].facts["rank"]),
            "550-vs-554.rank: This is the rank of 251-vs-501 too.",
        ),
    ],
)
def test_rules_notice_what_is_lacking_or_shared(shipped, spoil, start):
    spoil(shipped)
    assert any(found.startswith(start) for found in told(shipped))


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"rfc": 9999}, "RFC 9999 is not among those that the site knows"),
        ({"rfc": 0, "url": "https://example.org/"}, "This address leads to a site that is not on the list"),
        ({"defines": False}, "No reference is marked as the one that defines the code."),
    ],
)
def test_rules_notice_a_bad_reference(shipped, facts, reason):
    for reference in shipped["551"].children["references"].values():
        reference.facts |= facts
    assert any(found.startswith("551.references") and reason in found for found in told(shipped))


@pytest.mark.django_db
@pytest.mark.changes_content
def test_check_content_names_each_breach_and_fails(capsys):
    call_command("check_content")
    assert "keep every rule" in capsys.readouterr().out
    models.Code.objects.filter(pk="550").update(name_fr="")
    with pytest.raises(CommandError, match="found 1 in"):
        call_command("check_content")
    assert capsys.readouterr().out == "550.name.fr: This text is missing.\n"

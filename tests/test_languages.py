"""A public language is complete: interface and content."""

import re
from collections import Counter
from pathlib import Path

import polib
import pytest
from django.conf import settings
from modeltranslation.translator import translator

from codes import models
from codes.transfer.check import FRENCH_SPACING

TRANSLATIONS = [code for code, _name in settings.LANGUAGES if code != "en"]
PLACEHOLDER = re.compile(r"%\(\w+\)s")


def messages(language: str) -> polib.POFile:
    return polib.pofile(str(Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "django.po"))


def forms(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_interface_is_complete(language):
    entries = messages(language)
    assert len(entries) > 150
    assert [entry.msgid for entry in entries if entry.fuzzy or entry.obsolete or not all(forms(entry))] == []
    told = Counter((entry.msgctxt, entry.msgid) for entry in entries)
    assert [message for message, count in told.items() if count > 1] == []


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_placeholders_are_the_same(language):
    different = [
        entry.msgid
        for entry in messages(language)
        for form in forms(entry)
        if Counter(PLACEHOLDER.findall(form)) != Counter(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
    ]
    assert different == []


def test_plural_forms_are_as_many_as_the_language_has():
    for language in TRANSLATIONS:
        catalogue = messages(language)
        count = int(re.search(r"nplurals=(\d)", catalogue.metadata["Plural-Forms"])[1])
        assert {len(entry.msgstr_plural) for entry in catalogue if entry.msgid_plural} == {count}


def test_french_is_spaced_as_french():
    assert [form for entry in messages("fr") for form in forms(entry) if FRENCH_SPACING.search(form)] == []


def test_every_text_has_a_column_in_every_language():
    expected = [
        "en",
        "ar",
        "de",
        "es",
        "fr",
        "hi",
        "ind",
        "it",
        "ja",
        "ko",
        "nl",
        "pl",
        "pt",
        "ru",
        "th",
        "tr",
        "uk",
        "vi",
        "zh_hans",
    ]
    for model in (models.Code, models.Phase, models.Reference, models.Comparison):
        columns = {field.name for field in model._meta.get_fields()}
        for name in translator.get_options_for_model(model).all_fields:
            assert {f"{name}_{suffix}" for suffix in expected} <= columns

"""What is wrong with content is told in whole sentences, in every language of the workshop."""

import re

import pytest
from django.conf import settings
from django.utils.translation import override

from codes.editing.reasons import line, sentence
from codes.transfer.breaches import Flaw

TRANSLATIONS = [code for code, _name in settings.LANGUAGES if code != "en"]
VALUES = {"count": 41, "shortest": 60, "longest": 180, "most": 36, "number": 9999, "code": "599"}
TEXTS = {"found": "<b", "beginning": "word word", "other": "551.name.en"}


def told(flaw: Flaw, language: str) -> tuple[str, str]:
    breach = flaw.at("550.name.fr", **VALUES, **TEXTS)
    with override(language):
        return sentence(breach), line(breach)


@pytest.mark.parametrize("language", TRANSLATIONS)
@pytest.mark.parametrize("flaw", list(Flaw))
def test_every_rule_answers_in_the_language(language, flaw):
    english, translated = told(flaw, "en"), told(flaw, language)
    assert english[0] != translated[0]
    for reason, place in (english, translated):
        assert re.fullmatch(r"[^\W\d_a-z].*\.", reason)
        assert "%(" not in reason
        assert (place.startswith("550.name.fr"), place.endswith(reason)) == (True, True)


def test_the_place_is_told_as_the_language_does():
    assert told(Flaw.MISSING, "en")[1] == "550.name.fr: This text is missing."
    assert told(Flaw.MISSING, "fr")[1] == "550.name.fr\N{NO-BREAK SPACE}: Ce texte manque."

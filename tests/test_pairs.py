"""Every pair of codes, in every public language, composes to a page without a defect."""

import re
from functools import cache
from itertools import combinations

import pytest
from django.conf import settings

from codes import catalogue, composing
from codes.transfer.check import ENGLISH
from tests.builders import make_code
from tests.reading import Page

LANGUAGES = [code for code, _name in settings.LANGUAGES]
CHUNKS = 8
IDS = ["summary", "at-a-glance", "code-a", "code-b", "key-differences", "when-to-use", "learn-more"]
DOUBLED = re.compile(r"\b(?!(?:nous|vous)\b)([^\W\d]+) \1\b", re.IGNORECASE)
PLACEHOLDER = re.compile(r"%\(|\{\{|\{%|\{\w*\}|^None$")
# Words before a vowel that French elides, and articles that never stand before a number here.
MISSED_ELISION = re.compile(
    r"(?<!-)\b(?:de|le|la|ne|que|se|je|me|te|jusque|lorsque|puisque) (?!onz|oui|un\b|une\b|y\b)[aeiouyàâéèêëîïôù]",
    re.IGNORECASE,
)
# "de le désactiver" is good French, "de le 550" is not.
WRONG_CONTRACTION = re.compile(r"\b(?:de|à) les? (?:\d|code|serveur|client)|\bsi ils?\b|\b[dl]’\d", re.IGNORECASE)


def pairs(chunk: int) -> list[tuple[str, str]]:
    return list(combinations(catalogue.current("en").codes, 2))[chunk::CHUNKS]


@pytest.mark.django_db
def test_the_chunks_are_all_pairs():
    count = len(catalogue.current("en").codes)
    assert count >= 61
    assert sum(len(pairs(chunk)) for chunk in range(CHUNKS)) == count * (count - 1) // 2


@pytest.mark.django_db
@pytest.mark.sweep
@pytest.mark.parametrize(
    "chunk", [pytest.param(chunk, marks=pytest.mark.xdist_group(f"pairs-{chunk}")) for chunk in range(CHUNKS)]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_pair_composes(client, language, chunk):
    for left, right in pairs(chunk):
        response = client.get(f"/{language}/compare/{left}-vs-{right}/")
        assert response.status_code == 200
        assert composing.compose(response.request["PATH_INFO"]) == response.content
        page = Page(response.content.decode())
        assert defects(page, language) == [], (language, left, right)


def defects(page: Page, language: str) -> list[str]:
    """What is wrong with a comparison page."""
    found = []
    ids = [name for name in page.ids if name in IDS]
    if ids != IDS:
        found.append(f"sections: {ids}")
    found += [f"empty section: {name}" for name in IDS if len(page.section_texts.get(name, "").split()) < 8]
    said = page.sentences("p", "li", "td", "dd")
    found += [f"said twice: {sentence}" for sentence in set(said) if said.count(sentence) > 1]
    for text in page.texts(language):
        found += defects_of(text, language)
    return found


@cache
def defects_of(text: str, language: str) -> list[str]:
    """What is wrong with one text, whichever pages it stands on."""
    patterns = [DOUBLED, PLACEHOLDER]
    if language != "en":
        patterns.append(ENGLISH)
    if language == "fr":
        patterns += [MISSED_ELISION, WRONG_CONTRACTION]
    return [f"{match[0]!r} in {text!r}" for match in (pattern.search(text) for pattern in patterns) if match]


@pytest.mark.django_db
def test_differences_are_real_and_the_rest_is_not_listed(client):
    page = Page(client.get("/en/compare/450-vs-550/").content.decode())
    differences = page.section_texts["key-differences"]
    assert "550 is a permanent failure" in differences
    assert "450 is a temporary failure" in differences
    assert "second digit" not in differences  # the same in both
    for side in ("code-a", "code-b"):
        told = {" ".join(line.split()) for line in page.section_texts[side].splitlines() if len(line.split()) > 3}
        assert not [line for line in told if line in " ".join(differences.split())]


@pytest.mark.django_db
@pytest.mark.changes_content
def test_codes_that_differ_in_nothing_say_so(client):
    make_code("598")
    make_code("599", name_fr="Autre nom de 599.")
    for language, words in (("en", "agree on every point"), ("fr", "concordent sur chaque point")):
        page = Page(client.get(f"/{language}/compare/598-vs-599/").content.decode())
        assert words in page.section_texts["key-differences"]

"""Composed pages: equal to rendered ones, for any two codes, and made without a query."""

import random
from itertools import combinations

import pytest
from django.conf import settings
from django.test import Client

from codes import catalogue, composing, markup, models
from tests.builders import make_code

LANGUAGES = [code for code, _name in settings.LANGUAGES]


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_composed_pages_are_equal_to_rendered_ones(client, language):
    edition = catalogue.current(language)
    families = [sorted(e.readings)[:2] for e in edition.codes.values() if len(e.readings) > 1 and e.is_usual]
    pairs = [*edition.confusions, *families, *random.Random(1).sample(list(combinations(edition.codes, 2)), 150)]  # noqa: S311
    for left, right in pairs:
        path = f"/{language}/compare/{left}-vs-{right}/"
        assert composing.compose(path) == client.get(path).content, path
    assert len(pairs) > 220


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "/en/compare/550-vs-450/",
        "/en/compare/450-vs-450/",
        "/en/compare/450-vs-999/",
        "/en/compare/450-vs-550",
        "/en/compare/450-VS-550/",
        "/en/compare/ 450-vs-550/",
        "/en/compare/",
        "/en/codes/450/",
        "/",
    ],
)
def test_what_is_no_comparison_is_left_to_django(path):
    assert composing.compose(path) is None


@pytest.mark.django_db
def test_composing_asks_the_database_nothing(django_assert_num_queries):
    catalogue.current("en")
    with django_assert_num_queries(0):
        assert composing.compose("/en/compare/211-vs-554/")


@pytest.mark.django_db
@pytest.mark.changes_content
def test_what_editors_write_is_text_and_never_a_mark_or_a_template():
    """Marks of frames, template tags, HTML: all come out as they were written."""
    nasty = "\x01left\x01 {{ left }} {% now 'Y' %} %(code)s {0.kind} <script>alert(1)</script> & \"quoted\" `a<b`"
    make_code("559", name_en=nasty[:60], summary_en=nasty, description_en=nasty, when_to_use_en=nasty)
    path = "/en/compare/550-vs-559/"
    page = composing.compose(path)
    assert page == Client().get(path).content
    assert b"<script>alert" not in page
    assert (
        page.count(b"{{ left }} {% now &#x27;Y&#x27; %} %(code)s {0.kind}")
        + page.count(b"{{ left }} {% now 'Y' %} %(code)s {0.kind}")
        >= 5
    )


@pytest.mark.django_db
@pytest.mark.changes_content
def test_an_edit_is_on_composed_pages_at_once():
    path = "/en/compare/450-vs-551/"
    assert b"Changed by an editor" not in composing.compose(path)
    row = models.Code.objects.get(value="551")
    row.name_en = "Changed by an editor"
    row.save()
    models.Revision.note_change()  # a test's transaction never commits
    assert b"Changed by an editor" in composing.compose(path)


@pytest.mark.parametrize("char", [chr(number) for number in (*range(1, 0x100), 0x2028, 0x3000, 0xFEFF)])
def test_the_short_way_through_the_markup_changes_nothing(char):
    for text in (f"a{char}b", f"{char}a", f"a{char}", f"a {char}{char} b", f"{char}a{char}"):
        assert markup.to_inline_html(text) == markup.parser.renderInline(text)


@pytest.mark.django_db
@pytest.mark.changes_content
def test_a_verdict_without_translation_is_shown_in_english_and_says_so():
    path, note = "/fr/compare/251-vs-501/", b"Des parties de cette page ne sont pas encore traduites"
    assert note not in composing.compose(path)
    row = models.Comparison.objects.get(left="251", right="501")
    row.verdict_fr = ""
    row.save()
    models.Revision.note_change()
    page = composing.compose(path)
    assert page.count(note) == 1
    assert row.verdict_en.split(":")[0].encode() in page
    assert page == Client().get(path).content

"""Heads of pages: what fits into a line of results, and linked data that no content can break out of."""

import json

import pytest
from django.test import Client

from codes import composing, linked_data
from codes.phrases import heads
from tests.builders import make_code
from tests.reading import Page

SENTENCE = "The server refuses this message for good, and the same request would be refused again."
FIRST = SENTENCE.removesuffix(".")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Short.", "Short."),
        (SENTENCE, SENTENCE),
        (f"{SENTENCE} {SENTENCE}", SENTENCE),
        (f"{FIRST} after 5.1.1, {SENTENCE}", f"{FIRST} after 5.1.1, {SENTENCE[:40]}, and the same …"),
        (f"Not so. {FIRST}, {SENTENCE}", f"Not so. {FIRST}, {SENTENCE[:40]}, and the same …"),
        ("x" * 150 + " 5.1.10 is a code", "x" * 150 + " …"),
        ("字" * 160, "字" * 153 + " …"),
        ("字" * 80 + "。" + "字" * 80, "字" * 80 + "。"),
    ],
)
def test_descriptions_end_with_a_sentence_or_a_word(text, expected):
    assert heads.description(text) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Mailbox full", "5.7.136 Mailbox full – SMTP"),
        ("N" * 45, f"5.7.136 {'N' * 45} – SMTP"),
        ("N" * 46, f"5.7.136 {'N' * 46}"),
        ("Mailbox " * 7, "5.7.136 Mailbox Mailbox Mailbox Mailbox Mailbox Mailbox …"),
    ],
)
def test_titles_fit(name, expected):
    assert heads.code_title("5.7.136", name) == expected
    assert len(expected) <= 60


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script><!--", "]]>&lt;", "\u2028\u2029\\", '"quoted"'])
def test_linked_data_is_one_script_whatever_it_says(text):
    written = linked_data.script({"name": text})
    assert json.loads(written)["@graph"] == [{"name": text}]
    assert not set("<>&\u2028\u2029") & set(written)


@pytest.mark.django_db
@pytest.mark.changes_content
@pytest.mark.parametrize("path", ["/en/codes/559/", "/en/compare/550-vs-559/"])
def test_what_editors_write_stays_within_the_linked_data(path):
    nasty = "</script><script>alert(1)</script><!--"
    make_code("559", name_en=nasty, summary_en=nasty)
    body = Client().get(path).content.decode()
    assert "<script>alert" not in body
    assert "\\u003C/script\\u003E" in body
    named = [thing for thing in Page(body).linked_data() if nasty in json.dumps(thing)]
    assert [thing["@type"] for thing in named] == ["DefinedTerm" if "codes" in path else "TechArticle"]


@pytest.mark.django_db
def test_linked_data_is_composed_too():
    page = Page(composing.compose("/fr/compare/211-vs-556/").decode())
    assert [thing["@type"] for thing in page.linked_data()] == ["BreadcrumbList", "TechArticle"]

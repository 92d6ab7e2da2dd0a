"""Search: by code straight there, by words best first, and help where nothing is found."""

import dataclasses
import io
import json

import pytest
from django.core.management import call_command
from django.utils.translation import override
from rapidfuzz import fuzz, process

from codes import catalogue
from codes.searching import LONGEST_QUERY, search
from codes.searching.index import index
from codes.searching.vocabulary import LEAST_ALIKE, MOST_ALIKE, SHORTEST_ALIKE
from codes.searching.words import fold

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("asked", "location"),
    [
        ("550", "/en/codes/550/"),
        (" 550 ", "/en/codes/550/"),
        ("SMTP 550", "/en/codes/550/"),
        ("550-", "/en/codes/550/"),
        ("smtp error 550", "/en/codes/550/"),
        ("550 mailbox unavailable", "/en/codes/550/"),
        ("5xx", "/en/classes/5xx/"),
        ("4yz", "/en/classes/4xx/"),
        ("501 vs 251", "/en/compare/251-vs-501/"),
        ("450/550", "/en/compare/450-vs-550/"),
        ("smtp error 4xx", "/en/classes/4xx/"),
        ("X.7.x", "/en/classes/x.7.x/"),
    ],
)
def test_what_names_one_thing_goes_there(client, asked, location):
    response = client.get("/en/search/", {"q": asked})
    assert (response.status_code, response["Location"]) == (302, location)


@pytest.mark.parametrize(
    ("language", "asked", "expected"),
    [
        ("en", "greylisting", "450"),
        ("en", "mailbox full", "552"),
        ("en", "user not local", "551"),
        ("en", "app password", "535"),
        ("en", "too many recipients", "452"),
        ("en", "starttls first", "530"),
        ("en", "null mx", "556"),
        ("en", "relay access denied", "554"),
        ("en", "bad sequence", "503"),
        ("en", "VRFY disabled", "252"),
        ("en", "connection refused", "111"),
        ("fr", "boîte pleine", "552"),
        ("fr", "boite pleine", "552"),
        ("fr", "liste grise", "450"),
        ("fr", "mot de passe", "535"),
        ("fr", "relais refusé", "554"),
        ("fr", "mailbox unavailable", "550"),
        ("en", "authetication faild", "535"),
        ("en", "messge to large", "552"),
        ("fr", "authentifcation refusee", "535"),
        ("en", "liste grise", "450"),
        ("en", "Sender address rejected: Domain not found", "5.1.8"),
        ("en", "The email account that you tried to reach does not exist", "5.1.1"),
        ("en", "Der Empfänger ist unbekannt", "5.1.1"),
        ("en", "Postfach ist voll", "5.2.2"),
        ("fr", "autenticación fallida", "535"),
        ("en", "casella piena", "552"),
        ("en", "muitos destinatários", "452"),
        ("en", "почтовый ящик переполнен", "5.2.2"),
        ("en", "邮箱满了", "5.2.2"),
        ("fr", "メールボックスがいっぱい", "5.2.2"),
        ("en", "what does 5.7.26 mean", "5.7.26"),
    ],
)
def test_words_find_the_code_among_the_first_three(language, asked, expected):
    with override(language):
        found = [entry.value for entry in search(catalogue.current(language), asked).entries]
    assert expected in found[:3]


@pytest.mark.parametrize("asked", ["55", "55x", "55X"])
def test_the_beginning_of_a_code_lists_its_codes(asked):
    found = [entry.value for entry in search(catalogue.current("en"), asked).entries]
    assert found == sorted(value for value in catalogue.current("en").codes if value.startswith("55"))


@pytest.mark.parametrize(
    ("asked", "classes"),
    [("4", ("4xx",)), ("permanent (5xx) rejection", ("5xx",)), ("smtp error codes", ("4xx", "5xx")), ("55", ())],
)
def test_a_class_stands_before_its_codes(asked, classes):
    assert search(catalogue.current("en"), asked).classes == classes


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Boîte PLEINE", ["boite", "pleine"]),
        ("邮箱已满", ["邮箱", "箱已", "已满", "邮", "箱", "已", "满"]),
        ("SMTP認証が必要", ["smtp", "認証", "証が", "が必", "必要", "認", "証", "必", "要"]),
        ("５５０ 5.1.1.", ["550", "5.1.1"]),
        ("満", ["満"]),
        ("กล่องจดหมาย", ["กล", "ล่", "่อ", "อง", "งจ", "จด", "ดห", "หม", "มา", "าย"]),
    ],
)
def test_words_of_every_script(text, words):
    assert fold(text) == words


def test_a_code_that_a_standard_knows_comes_first():
    found = search(catalogue.current("en"), "mailbox full").entries
    official = [entry.is_official for entry in found[:2]]
    assert official == [True, True]


@pytest.mark.parametrize(
    "misspell",
    [
        lambda word, middle: word[:middle] + word[middle + 1 :],
        lambda word, middle: word[1:] + word[:1],
        lambda word, middle: word[:middle] + "x" + word[middle:],
        lambda word, middle: word[:middle] + word[middle : middle + 2][::-1] + word[middle + 2 :],
        lambda word, middle: "é" + word[1:-1] + "é",
        lambda word, middle: word + word[middle:],
        lambda word, middle: word[::2],
        lambda word, middle: word,
    ],
    ids=["left out", "moved", "too many", "swapped", "two others", "longer", "half", "right"],
)
def test_no_word_that_is_alike_is_overlooked(misspell):
    """Compared with every word that there is, in their order."""
    known = index(catalogue.current("en")).vocabulary
    asked = [misspell(word, len(word) // 2) for word in known.words[::23]]
    asked = [word for word in asked if len(word) >= SHORTEST_ALIKE]
    among = {"scorer": fuzz.ratio, "limit": MOST_ALIKE, "score_cutoff": LEAST_ALIKE}
    theirs = [[other for other, *_how in process.extract(word, known.words, **among)] for word in asked]
    assert [[other for other, _close in known.alike(word)] for word in asked] == theirs
    assert any(theirs)


def test_a_code_that_only_another_language_has_yet_is_left_out():
    edition = catalogue.current("en")
    fewer = dataclasses.replace(
        edition, codes={value: edition.codes[value] for value in edition.codes if value != "550"}
    )
    found = search(edition, "mailbox unavailable").values
    assert "550" in found
    assert search(fewer, "mailbox unavailable").values[:3] == [value for value in found if value != "550"][:3]


def suggested(client, asked: str, language: str = "en") -> list:
    response = client.get(f"/{language}/search/suggestions/", {"q": asked})
    assert (response.status_code, response["Content-Type"]) == (200, "application/x-suggestions+json; charset=utf-8")
    return response.json()


def test_suggestions_are_what_browsers_expect(client, settings):
    query, labels, texts, addresses = suggested(client, "251 vs 501", "fr")
    assert query == "251 vs 501"
    assert labels[0] == "251 – 501"
    assert addresses[:2] == [f"{settings.SITE_URL}/fr/compare/251-vs-501/", f"{settings.SITE_URL}/fr/codes/251/"]
    assert len(labels) == len(texts) == len(addresses) == 3


@pytest.mark.parametrize(
    ("asked", "first"),
    [("55", "550 "), ("mailbox fu", "5"), ("5xx", "5xx"), ("4", "4xx"), ("x.7.x", "x.7.x"), ("5.1", "5.1.0")],
)
def test_suggestions_while_typing(client, asked, first):
    assert suggested(client, asked)[1][0].startswith(first)


@pytest.mark.parametrize("asked", ["", "   ", "xyzzy", "x" * 5000, "\x00", "<>&"])
def test_suggestions_for_nothing_are_none(client, asked):
    assert suggested(client, asked)[1:] == [[], [], []]


@pytest.mark.parametrize(
    ("asked", "parts"),
    [
        ("599", ["599 is not in the reference", "Permanent failure", "/en/codes/571/"]),
        ("999", ["no SMTP reply begins so"]),
        ("58", ["Nothing found for “58”", "/en/codes/571/"]),
        ("xyzzy plugh", ["Nothing found for “xyzzy plugh”", "Try fewer words"]),
        ("<xyzzy>'\"&", ["Nothing found for “&lt;xyzzy&gt;&#x27;&quot;&amp;”"]),
        ("mialbox", ["codes found.", "/en/codes/550/", "/en/codes/552/"]),
        ("550 599", ["599 is not in the reference", "/en/codes/550/"]),
    ],
)
def test_nothing_found_says_what_was_tried(client, asked, parts):
    response = client.get("/en/search/", {"q": asked})
    content = response.content.decode()
    assert response.status_code == 200
    assert [part for part in parts if part not in content] == []


def test_an_empty_query_shows_the_form(client):
    response = client.get("/en/search/")
    assert response.status_code == 200
    assert "Nothing found" not in response.content.decode()


def test_a_query_that_is_too_long_is_told_so(client):
    response = client.get("/en/search/", {"q": "x" * (LONGEST_QUERY + 1)})
    assert response.status_code == 400
    assert f"up to {LONGEST_QUERY} characters" in response.content.decode()


def ask(capsys, *words: str) -> list[dict]:
    call_command("search", *words, "--json")
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_the_command_finds_what_the_page_finds(capsys):
    assert ask(capsys, "550", "5xx", "251 vs 501", "user not local", "\x00\x1b", "")[:3] == [
        {"query": "550", "results": ["550"]},
        {"query": "5xx", "results": ["5xx"]},
        {"query": "251 vs 501", "results": ["251", "501"]},
    ]


def test_the_command_reads_standard_input(capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"550\xff\n\n251\0")))
    assert [answer["query"] for answer in ask(capsys, "--null")] == ["550\ufffd\n\n251"]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"550\n\n251\n")))
    assert [answer["results"] for answer in ask(capsys)] == [["550"], [], ["251"]]

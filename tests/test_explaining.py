"""The explainer's page and command: what they say of a text, and that nothing of it stays."""

import io
import json
import logging
from pathlib import Path

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils.translation import override

from codes import catalogue, explaining
from codes.phrases import State
from tests.reading import Page

pytestmark = pytest.mark.django_db
DSN = (
    "Final-Recipient: rfc822; ann@example.com\nAction: {action}\nStatus: {status}\n"
    "Remote-MTA: dns; mx.example.com\nDiagnostic-Code: smtp; {reply}\n"
)


def explain(text: str, language: str = "en") -> explaining.Explanation:
    with override(language):
        return explaining.explain(catalogue.current(language), text)


@pytest.mark.parametrize(
    ("text", "state", "main", "pair"),
    [
        ("550 5.1.1 <ann@example.com>: User unknown", State.REFUSED, "5.1.1", "550-vs-5.1.1"),
        ("450 4.7.1 Greylisted", State.PUT_OFF, "4.7.1", "450-vs-4.7.1"),
        ("250 2.0.0 Ok: queued as 5D1C2A0", State.ACCEPTED, "250", "250-vs-2.0.0"),
        ("354 End data with <CR><LF>.<CR><LF>", State.GOING_ON, "354", ""),
        ("550 Mailbox unavailable", State.REFUSED, "550", ""),
        ("(#5.2.2)", State.REFUSED, "5.2.2", ""),
        ("550 4.4.7 Message expired", State.REFUSED, "550", "550-vs-4.4.7"),
        (
            DSN.format(action="failed", status="4.4.7", reply="421 4.4.1 no answer"),
            State.GIVEN_UP,
            "4.4.1",
            "421-vs-4.4.1",
        ),
        (DSN.format(action="delayed", status="4.4.1", reply="421 busy"), State.WAITING, "4.4.1", "421-vs-4.4.1"),
        (DSN.format(action="failed", status="5.0.0", reply="550 no"), State.REFUSED, "550", "550-vs-5.0.0"),
        ("599 we do not like you", State.REFUSED, None, ""),
    ],
)
def test_what_became_of_the_message(text, state, main, pair):
    (card,) = explain(text).cards
    assert (card.state, card.main and card.main.value, card.pair) == (state, main, pair)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (DSN.format(action="failed", status="5.0.0", reply="550 5.1.1 no"), ["noted no more than 5.0.0"]),
        (
            DSN.format(action="failed", status="5.2.0", reply="550 5.1.1 no"),
            ["noted 5.2.0, the server’s own reply says 5.1.1"],
        ),
        (DSN.format(action="failed", status="4.4.7", reply="550 no"), ["4.4.7, and the server’s reply, 550, disagree"]),
        (DSN.format(action="failed", status="5.1.1", reply="550 5.1.1 no"), []),
        (">>> MAIL From:<a@example.org>\n<<< 451 4.1.8 no\n>>> DATA\n<<< 503 5.0.0 Need RCPT", ["503 also stands"]),
        ("503 5.5.1 Bad sequence of commands", []),
        ("503 5.5.1 need MAIL command\n451 4.7.1 try later", []),
    ],
)
def test_contradictions_and_false_causes_are_pointed_out(text, words):
    (card,) = explain(text).cards
    assert [word for word, said in zip(words, card.findings, strict=True) if word not in said] == []


def test_two_numbers_that_contradict_each_other_are_explained_together():
    (card,) = explain("450 5.7.1 Access denied").cards
    assert "contradict each other" in card.together
    assert card.main.value == "450"


def test_recipients_with_the_same_reply_share_a_card():
    lines = "".join(f"<{name}@example.com>:\n550 5.1.1 unknown\n\n" for name in ("ann", "bob"))
    told = explain(f"{lines}<carl@example.com>:\n452 4.2.2 full\n")
    assert [["".join(w.text for w in who) for who in card.recipients] for card in told.cards] == [
        ["ann@example.com", "bob@example.com"],
        ["carl@example.com"],
    ]
    assert told.counts == ("2 recipients: refused for good", "1 recipient: put off, can be tried again")


def test_many_recipients_are_counted_and_not_all_shown():
    told = explain("".join(f"<u{number}@example.com>:\n550 5.1.1 no\n\n" for number in range(203)))
    assert sum(len(card.recipients) for card in told.cards) == explaining.MOST_RECIPIENTS
    assert (told.counts, told.left_out) == (("203 recipients: refused for good",), "And 3 more recipients.")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_providers_meaning_is_told_and_its_words_marked(language):
    text = "550-5.1.1 The email account that you tried to reach does not exist. https://support.google.com/mail gmail"
    told = explain(text, language)
    assert told.cards[0].provider.provider == "Gmail"
    marked = ["".join(w.text for w in piece.words) for piece in told.pieces if piece.number]
    assert marked[:2] == ["550", "5.1.1"]
    assert marked[2].startswith("The email account that you tried to reach")
    assert "".join(w.text for piece in told.pieces for w in piece.words) == text


def test_a_providers_meaning_is_told_to_its_own_recipients_only():
    gmail = "550-5.1.1 The email account that you tried to reach does not exist. https://support.google.com/mail gmail"
    told = explain(f"<ann@example.com>:\n550 5.1.1 no such user\n\n<bob@gmail.com>:\n{gmail}\n")
    providers = {
        "".join(words.text for words in card.recipients[0]): card.provider and card.provider.provider
        for card in told.cards
    }
    assert providers == {"ann@example.com": None, "bob@gmail.com": "Gmail"}


def test_wording_of_a_provider_is_not_laid_to_another():
    (card,) = explain("550 5.1.1 user does not exist (mx.example.com)").cards
    assert card.provider is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sorry, the mailbox is full.", "5.2.2"),
        ("Relay access denied", "554"),
        ("You were greylisted, please come back", "450"),
        ("La boîte pleine du destinataire", "5.2.2"),
    ],
)
def test_known_words_without_a_code_are_a_guess(text, expected):
    told = explain(text)
    assert told.cards == ()
    assert expected in [guess.entry.value for guess in told.guesses]


@pytest.mark.parametrize("text", ["\0\x01\x02", "port 587, size 552 bytes, 12:34", "\ud800", "2026-11-24 05:50:21"])
def test_nothing_is_claimed_of_what_holds_nothing(client, text):
    response = client.post("/en/explain/", {"text": text.encode("utf-8", "replace").decode()})
    assert (response.status_code, "No code found" in response.content.decode()) == (200, True)


def test_the_page_ties_each_part_to_its_explanation(client):
    response = client.post(
        "/fr/explain/", {"text": "host mx.example.com[192.0.2.1] said: 550 5.1.1 <ann@example.com>: no"}
    )
    page = Page(response.content.decode())
    numbers = [link.removeprefix("#") for link in page.links if link.startswith("#part-")]
    assert len(numbers) == 4
    assert set(numbers) <= set(page.ids)
    assert [link for link in page.links if link in {"/fr/codes/5.1.1/", "/fr/compare/550-vs-5.1.1/"}] != []


def test_a_file_is_read_as_a_message(client):
    message = b"From: MAILER-DAEMON@example.org\nTo: a@example.org\n\nann@example.com:\n550 5.2.2 full\n"
    response = client.post("/en/explain/", {"text": "", "file": SimpleUploadedFile("bounce.eml", message)})
    assert "Mailbox full" in response.content.decode()


@pytest.mark.parametrize(("data", "status"), [({}, 400), ({"text": " \n "}, 400), ({"txt": "550"}, 400)])
def test_an_empty_form_is_told_so(client, data, status):
    response = client.post("/en/explain/", data)
    assert (response.status_code, "Nothing was pasted" in response.content.decode()) == (status, True)


def test_too_much_text_is_told_what_to_paste(client):
    for data in (
        {"text": "x" * (explaining.LONGEST_TEXT + 1)},
        {"text": "x" * (5 * explaining.LONGEST_TEXT)},
        {"file": SimpleUploadedFile("a.eml", b"x" * (explaining.LONGEST_TEXT + 1))},
    ):
        response = client.post("/en/explain/", data)
        assert (response.status_code, "up to 256 KiB" in response.content.decode()) == (413, True)
    assert client.post("/en/explain/", {"text": "x" * explaining.LONGEST_TEXT}).status_code == 200


@pytest.mark.parametrize("length", ["-1", "many", "99999999999999999999"])
def test_a_body_of_unknown_length_is_not_read(client, length):
    assert client.post("/en/explain/", {"text": "550 no"}, CONTENT_LENGTH=length).status_code == 413


def test_every_answer_is_private(client):
    for response in (
        client.get("/en/explain/"),
        client.post("/en/explain/", {"text": "550 no"}),
        client.head("/fr/explain/"),
    ):
        assert response["Cache-Control"] == "no-store"
        assert response["Referrer-Policy"] == "no-referrer"
        assert "ETag" not in response
        assert response.cookies == {}
    assert client.put("/en/explain/").status_code == 405


def test_the_address_is_not_read(client):
    assert "5.1.1" not in client.get("/en/explain/?text=550+5.1.1+no").content.decode().split("<main")[1]


def test_a_form_from_anywhere_is_answered_since_nothing_changes(settings):
    from django.test import Client  # noqa: PLC0415 -- the fixture's client skips the check

    assert Client(enforce_csrf_checks=True).post("/en/explain/", {"text": "550 no"}).status_code == 200


def dump() -> str:
    """Everything that the database holds."""
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 -- names of our tables
            rows += cursor.fetchall()
    return repr(rows)


def test_nothing_pasted_stays(client, caplog, monkeypatch, tmp_path, settings):
    """Canaries in texts, files and crashes; afterwards none is in the database, the cache, mails, logs or files."""
    settings.DEBUG_PROPAGATE_EXCEPTIONS = False
    settings.ADMINS = [("operator", "operator@example.org")]  # so that a report by mail would have somewhere to go
    client.raise_request_exception = False
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    log = io.StringIO()
    handler = logging.StreamHandler(log)
    handler.filters = list(logging.getLogger("django").handlers[0].filters)
    for name in ("django", "codes"):
        logging.getLogger(name).addHandler(handler)
    before, sent = dump(), 0
    for number in range(60):
        canary = f"canary{number:04}@example.com"
        text = f"<{canary}>: 550 5.1.1 {canary}"
        with monkeypatch.context() as patch:
            if number % 10 == 0:
                patch.setattr("codes.views.explainer.explained", crash)
            data = {"text": text} if number % 10 != 5 else {"file": SimpleUploadedFile(f"{canary}.eml", text.encode())}
            sent += 1
            assert client.post("/en/explain/", data).status_code == (500 if number % 10 == 0 else 200)
    for name in ("django", "codes"):
        logging.getLogger(name).removeHandler(handler)
    assert (sent, dump() == before, list(tmp_path.iterdir()), mail.outbox) == (60, True, [], [])
    assert "canary" not in repr(getattr(cache, "_cache", ""))
    assert "RuntimeError in crash" in log.getvalue()
    assert "canary" not in log.getvalue()


def crash(edition, reading):
    raise RuntimeError(reading.text)


def run(capsys, *words: str) -> list[dict]:
    call_command("explain", *words)
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def give(monkeypatch, data: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_the_command_answers_line_by_line(capsys, monkeypatch):
    give(monkeypatch, b"550 5.1.1 no\nport 587\n\n599 no\n")
    assert run(capsys, "--json", "--lang", "fr") == [
        {
            "input": "550 5.1.1 no",
            "codes": [{"code": "550", "kind": "reply"}, {"code": "5.1.1", "kind": "enhanced"}],
            "outcome": "permanent",
            "url": "/fr/codes/550/",
        },
        {"input": "port 587", "codes": [], "outcome": None, "url": None},
        {"input": "", "codes": [], "outcome": None, "url": None},
        {
            "input": "599 no",
            "codes": [{"code": "599", "kind": "reply"}],
            "outcome": "permanent",
            "url": "/fr/classes/5xx/",
        },
    ]
    give(monkeypatch, b"421-4.7.0 a\n421 4.7.0 b\0\xff\0")
    assert [answer["input"] for answer in run(capsys, "--json", "--null")] == ["421-4.7.0 a\n421 4.7.0 b", "\ufffd"]


def test_the_command_answers_for_whole_messages(capsys, tmp_path):
    path = tmp_path / "bounce.eml"
    path.write_text(DSN.format(action="failed", status="5.0.0", reply="550 5.1.1 no"))
    assert run(capsys, "--json", "--message", str(path)) == [
        {
            "input": str(path),
            "recipients": [
                {
                    "recipient": "ann@example.com",
                    "action": "failed",
                    "status": "5.0.0",
                    "reply_code": "550",
                    "diagnostic": "smtp; 550 5.1.1 no",
                    "url": "/en/codes/550/",
                }
            ],
        }
    ]


def test_the_command_speaks_to_people(capsys, tmp_path):
    path = tmp_path / "log"
    path.write_text("450 4.2.2 <ann@example.com>: full\n")
    call_command("explain", str(path))
    said = capsys.readouterr().out
    assert [
        part for part in ("ann@example.com", "This was put off:", "4.2.2", "/en/codes/4.2.2/") if part not in said
    ] == []
    call_command("explain", str(Path(__file__)), "--lang", "fr")


def test_a_missing_file_is_told_in_one_line():
    with pytest.raises(CommandError, match=r"^/no/such/file cannot be read \(No such file or directory\)\.$"):
        call_command("explain", "/no/such/file")

"""The explainer's page: its answers are private, and nothing of a text stays."""

import io
import logging

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from codes import explaining
from tests.reading import Page

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize("length", ["-1", "many", "99999999999999999999", "9" * 5000])
@pytest.mark.parametrize("path", ["/en/explain/", "/admin/account/login/"])
def test_a_body_of_unknown_length_is_not_read(client, path, length):
    assert client.post(path, {"text": "550 no"}, CONTENT_LENGTH=length).status_code == 413


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

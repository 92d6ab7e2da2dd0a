"""What changed last, for readers and feed readers; and the small files of the web that name this site."""

import json
import re
from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest
from django.conf import settings as project

from codes import catalogue, changes, models
from codes.views.machines import expires

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}
HOST = "tag:127.0.0.1,2026:"


def feed(client, language: str) -> ET.Element:
    """The feed as its readers parse it."""
    return ET.fromstring(client.get(f"/{language}/changes.atom").content)  # noqa: S314 -- our own


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_feed_is_what_atom_asks_for(client, language):
    found = feed(client, language)
    entries = found.findall("a:entry", ATOM)
    ids = [entry.findtext("a:id", namespaces=ATOM) for entry in entries]
    moments = [datetime.fromisoformat(entry.findtext("a:updated", namespaces=ATOM)) for entry in entries]
    assert found.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    assert found.findtext("a:id", namespaces=ATOM) == f"{HOST}/{language}/changes/"
    assert datetime.fromisoformat(found.findtext("a:updated", namespaces=ATOM)) == moments[0] == max(moments)
    assert "CC BY-SA 4.0" in found.findtext("a:rights", namespaces=ATOM)
    assert found.findtext("a:author/a:name", namespaces=ATOM) == "smtpref"
    assert {link.get("rel"): link.get("href") for link in found.findall("a:link", ATOM)} == {
        "alternate": f"{project.SITE_URL}/{language}/changes/",
        "self": f"{project.SITE_URL}/{language}/changes.atom",
    }
    assert len(ids) == len(set(ids)) == 50
    assert moments == sorted(moments, reverse=True)
    for entry, name in zip(entries, ids, strict=True):
        link = entry.find("a:link", ATOM).get("href")
        assert name == HOST + link.removeprefix(project.SITE_URL)
        assert client.get(link.removeprefix(project.SITE_URL)).status_code == 200
        assert entry.findtext("a:title", namespaces=ATOM)
        assert entry.findtext("a:summary", namespaces=ATOM)


def test_an_unchanged_feed_is_not_sent_again(client):
    first = client.get("/en/changes.atom")
    assert first["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert client.get("/en/changes.atom", headers={"If-None-Match": first["ETag"]}).status_code == 304


@pytest.mark.changes_content
def test_a_change_comes_first_under_the_name_that_it_always_had(client):
    row = models.Code.objects.get(value="211")
    row.summary_en = "Changed & <b>escaped</b>."
    row.save()
    models.Revision.note_change()  # a test's transaction never commits
    entry = feed(client, "en").find("a:entry", ATOM)
    assert entry.findtext("a:id", namespaces=ATOM) == f"{HOST}/en/codes/211/"
    assert entry.findtext("a:summary", namespaces=ATOM) == "Changed &amp; &lt;b&gt;escaped&lt;/b&gt;."
    page = client.get("/en/changes/").content.decode()
    assert re.findall(r'href="(/en/(?:codes|compare)/[^"]+/)"', page)[0] == "/en/codes/211/"


def test_changes_are_grouped_by_day(client):
    edition = catalogue.current("fr")
    days = changes.by_day(edition)
    assert [change for day in days for change in day.changes] == list(changes.latest(edition))
    assert [day.date for day in days] == sorted({day.date for day in days}, reverse=True)
    assert f'<time datetime="{days[0].date}">' in client.get("/fr/changes/").content.decode()


@pytest.mark.parametrize(
    ("language", "name", "home"),
    [("en", "SMTP reply codes explained", "/en/"), ("fr", "Les codes de réponse SMTP expliqués", "/fr/")],
)
def test_each_language_is_a_web_app(client, language, name, home):
    response = client.get(f"/{language}/manifest.webmanifest")
    found = json.loads(response.content)
    assert response["Content-Type"] == "application/manifest+json"
    assert (found["name"], found["lang"], found["dir"], found["start_url"], found["scope"]) == (
        *(name, language, "ltr"),
        *(home, home),
    )
    assert [icon["src"] for icon in found["icons"]] == ["/icon-192.png", "/icon-512.png", "/icon-maskable-512.png"]


@pytest.mark.parametrize("contact", ["", "mailto:security@example.org"])
def test_security_txt_has_what_rfc_9116_asks_for(client, settings, contact):
    settings.SECURITY_CONTACT = contact
    response = client.get("/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    policy = f"{project.SITE_URL}/en/security/"
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert fields == {
        "Contact": contact or policy,
        "Expires": expires(datetime.now(UTC).date()),
        "Preferred-Languages": "en, fr",
        "Canonical": f"{project.SITE_URL}/.well-known/security.txt",
        "Policy": policy,
    }
    assert (contact or "security@127.0.0.1") in client.get("/en/security/").content.decode()


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 1, 1), "2026-12-01T00:00:00Z"),
        (date(2026, 2, 28), "2027-01-01T00:00:00Z"),
        (date(2026, 11, 30), "2027-10-01T00:00:00Z"),
        (date(2026, 12, 31), "2027-11-01T00:00:00Z"),
    ],
)
def test_security_txt_expires_in_less_than_a_year_and_the_same_all_month(today, expected):
    assert expires(today) == expires(today.replace(day=1)) == expected
    assert timedelta(300) < datetime.fromisoformat(expected).date() - today < timedelta(365)

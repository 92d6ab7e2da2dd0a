"""The log: one line for each event that matters, without secrets, and nothing that a request writes can forge one."""

import logging
import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from smtpref.logs import OneLine, event
from tests.editors import editor_named, member
from tests.posting import form_at

pytestmark = [pytest.mark.django_db, pytest.mark.changes_content, pytest.mark.ignore_template_errors]
PASSWORD = "a long enough password"  # noqa: S105
LOGIN = "/admin/account/login/"


@pytest.fixture
def events(caplog):
    """What was noted since it was last asked."""
    cache.clear()
    caplog.set_level(logging.INFO, "smtpref.security")

    def since() -> list[str]:
        found = [record.getMessage() for record in caplog.records if record.name == "smtpref.security"]
        caplog.clear()
        return found

    yield since
    cache.clear()


def test_signing_in_is_noted(events):
    get_user_model().objects.create_superuser("ann", password=PASSWORD)
    client = Client(REMOTE_ADDR="192.0.2.77")
    client.post(LOGIN, {"login": "ann", "password": "guess"})
    client.post(LOGIN, {"login": "my secret", "password": "guess"})
    client.post(LOGIN, {"login": "ann", "password": PASSWORD})
    client.post("/admin/logout/")
    for _guess in range(5):
        client.post(LOGIN, {"login": "ann", "password": "guess"})
    failed = 'failed to sign in account="ann" address="192.0.2.0"'
    assert events() == [
        failed,
        'failed to sign in account="unknown" address="192.0.2.0"',
        'signed in by="ann" address="192.0.2.0"',
        'signed out by="ann"',
        *[failed] * 4,
        'locked out address="192.0.2.0"',
    ]


def test_refusals_are_noted(events):
    client = member("Translators: French")
    events()
    assert client.get("/admin/auth/user/").status_code == 403
    assert events() == ['refused by="Translators: French" what="/admin/auth/user/" address="127.0.0.0"']


def test_changes_of_content_are_noted(events):
    ann = editor_named("ann")
    form = form_at(ann, "/admin/codes/code/251/change/?language=pl")
    events()
    ann.post("/admin/codes/code/251/change/?language=pl", form | {"name_pl": "Przekazano", "_anyway": "on"})
    assert events() == ['published by="ann" what="251"']
    ann.get("/admin/overview/pl/texts.csv")
    assert events() == ['exported by="ann" what="pl.csv"']
    ann.post("/admin/codes/code/251/delete/", {"post": "yes"})
    assert events() == ['deleted by="ann" what="251"']


def test_an_import_is_one_event(events):
    ann = editor_named("ann")
    events()
    path = "/admin/overview/pl/import/"
    texts = ann.get("/admin/overview/pl/texts.po").content
    offered = ann.post(path, {"file": SimpleUploadedFile("a.po", texts)}).context["offered"]
    events()
    ann.post(path, {"offered": offered})
    assert events() == ['imported by="ann" what="pl"']


def test_changes_of_roles_are_noted(events):
    ann, bob = editor_named("ann"), get_user_model().objects.create_user("bob", password=PASSWORD)
    address = f"/admin/auth/user/{bob.pk}/change/"
    form = form_at(ann, address)
    events()
    ann.post(address, form | {"is_staff": "on", "groups": str(Group.objects.get(name="Editors").pk)})
    role, changed = events()
    assert role == 'role changed by="ann" what="bob" how="add Editors"'
    assert re.fullmatch(r'account changed by="ann" what="user bob" fields=".*Staff status.*"', changed)
    new = "another long password"
    ann.post(f"/admin/auth/user/{bob.pk}/password/", {"password1": new, "password2": new, "usable_password": "true"})
    ann.post(f"/admin/auth/user/{bob.pk}/delete/", {"post": "yes"})
    changed, deleted = events()
    assert re.fullmatch(r'account changed by="ann" what="user bob" fields=".*password.*"', changed)
    assert new not in changed
    assert deleted == 'account deleted by="ann" what="bob"'


HOSTILE = ["\r\n2026 INFO forged", "\x1b[2J", "\u2028x", "\x00", "\u202egnp", '" by="ann', "\x85x"]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_line_can_be_forged(hostile):
    try:
        raise ValueError(hostile)
    except ValueError as error:
        raised = (ValueError, error, error.__traceback__)
    record = logging.LogRecord("x", logging.INFO, "", 0, "%s", (hostile,), raised)
    first, *trace = OneLine().format(record).split("\n")
    assert re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ INFO ", first)
    assert all(line.isprintable() for line in (first, *trace))
    assert all(line.startswith("  ") for line in trace)
    assert len(trace) >= 3


def test_no_fact_can_look_like_another(caplog):
    caplog.set_level(logging.INFO, "smtpref.security")
    event("refused", by="eve", what='/admin/" by="ann')
    assert caplog.messages == [r'refused by="eve" what="/admin/\" by=\"ann"']

"""Who guesses is kept out and nobody else; sessions begin anew, end in time, and end for good."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import get_hasher
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.utils.timezone import now

from tests.editors import PASSWORD, sign_in

# Templates of allauth's own look for what need not be there.
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors, pytest.mark.usefixtures("no_guesses_yet")]


def from_address(number: int) -> Client:
    return Client(REMOTE_ADDR=f"192.0.2.{number}")


@pytest.mark.parametrize("name", ["ann", "nobody"])  # who guesses learns nothing about who there is
def test_who_guesses_is_kept_out_and_nobody_else(user, name):
    guesser = from_address(1)
    guesses = [sign_in(guesser, "guess", name) for _guess in range(6)]
    assert [guess.status_code for guess in guesses] == [200] * 5 + [429]
    assert guesses[-1]["Retry-After"] == "900"
    assert sign_in(guesser).status_code == (429 if name == "ann" else 302)
    assert sign_in(from_address(2))["Location"] == "/admin/overview/"
    cache.clear()  # fifteen minutes later
    assert sign_in(from_address(1))["Location"] == "/admin/overview/"


def test_one_address_cannot_try_many_accounts(user):
    guesser = from_address(1)
    statuses = [sign_in(guesser, "guess", f"user{number}").status_code for number in range(21)]
    assert statuses == [200] * 20 + [429]
    assert sign_in(from_address(2))["Location"] == "/admin/overview/"


def test_an_unknown_name_costs_as_much_as_a_wrong_password(user, monkeypatch):
    hashed: list[int] = []
    kind = type(get_hasher())
    real = kind.encode
    monkeypatch.setattr(kind, "encode", lambda self, *words: hashed.append(1) or real(self, *words))
    counts = []
    for name in ("ann", "nobody"):
        hashed.clear()
        sign_in(Client(), "guess", name)
        counts.append(len(hashed))
    assert counts == [1, 1]


def test_passwords_are_hashed_slowly():
    script = "import django; django.setup(); from django.contrib.auth.hashers import make_password as m; print(m('x'))"
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "smtpref.settings"}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("scrypt$16384$")


def test_a_planted_session_is_worth_nothing(client, user):
    planted = SessionStore()
    planted["planted"] = "yes"
    planted.create()
    client.cookies[settings.SESSION_COOKIE_NAME] = planted.session_key
    assert sign_in(client)["Location"] == "/admin/overview/"
    assert client.session.session_key != planted.session_key
    assert not SessionStore().exists(planted.session_key)


def test_a_new_password_ends_the_other_sessions(user):
    here, there = Client(), Client()
    for browser in (here, there):
        sign_in(browser)
    form = {"old_password": PASSWORD, "new_password1": PASSWORD[::-1], "new_password2": PASSWORD[::-1]}
    assert here.post("/admin/password_change/", form)["Location"] == "/admin/password_change/done/"
    assert [browser.get("/admin/").status_code for browser in (here, there)] == [200, 302]


def test_who_may_no_longer_come_in_is_out_at_once(client, user):
    sign_in(client)
    assert client.get("/admin/").status_code == 200
    get_user_model().objects.update(is_active=False)
    assert client.get("/admin/").status_code == 302


def test_signing_out_leaves_nothing(client, user):
    sign_in(client)
    key = client.session.session_key
    response = client.post("/admin/logout/")
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert not SessionStore().exists(key)


@pytest.mark.parametrize(("days", "status"), [(6.9, 200), (7.1, 302)])
def test_a_session_ends_after_a_week_in_any_case(client, user, days, status):
    sign_in(client)
    client.get("/admin/")
    session = client.session
    session["signed_in_at"] -= days * 24 * 60 * 60
    session.save()
    assert client.get("/admin/").status_code == status


def test_a_session_ends_eight_hours_after_its_last_use(client, user):
    sign_in(client)
    client.get("/admin/")
    session = client.session
    session["seen_at"] -= 60 * 60
    session.save()
    Session.objects.update(expire_date=now() + timedelta(hours=7))
    client.get("/en/")  # reading is no use of it
    assert Session.objects.get().expire_date < now() + timedelta(hours=7, minutes=1)
    client.get("/admin/")
    assert Session.objects.get().expire_date > now() + timedelta(hours=7, minutes=59)
    Session.objects.update(expire_date=now())
    assert client.get("/admin/").status_code == 302


def test_a_new_secret_key_signs_nobody_out(client, user, settings):
    sign_in(client)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key" * 5
    assert client.get("/admin/").status_code == 200
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [], "a third key" * 5
    assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/admin/codes/code/251/delete/", {"post": "yes"}),
        ("/admin/codes/code/", {"action": "delete_selected", "_selected_action": "251"}),
        ("/admin/auth/user/add/", {}),
        ("/admin/auth/group/1/change/", {}),
        ("/admin/mfa/authenticator/", {"action": "delete_selected", "_selected_action": "1"}),
    ],
)
def test_what_cannot_be_taken_back_asks_who_it_is(client, user, path, form):
    sign_in(client)
    assert "reauthenticate" not in client.post(path, form).get("Location", "")
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 16 * 60
    session.save()
    asked = client.post(path, form)["Location"]
    assert asked.startswith("/admin/account/reauthenticate/?next=%2Fadmin%2F")
    assert client.get("/admin/codes/code/").status_code == 200
    assert client.post(asked, {"password": PASSWORD})["Location"] == path
    assert "reauthenticate" not in client.post(path, form).get("Location", "")

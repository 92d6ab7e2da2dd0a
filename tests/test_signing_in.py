"""Signing in: closed to strangers, slow for guessers, and in production with a second factor."""

import time
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth
from django.contrib.auth import get_user_model
from django.test import Client

from tests.editors import LOGIN, PASSWORD, sign_in

# Templates of allauth's own look for what need not be there.
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors, pytest.mark.usefixtures("no_guesses_yet")]
SECRET = "JBSWY3DPEHPK3PXP"  # noqa: S105


@pytest.fixture
def code(monkeypatch) -> str:
    """What the app shows, while its clock stands still: a code is good for 30 seconds (RFC 6238, 4.1), and may end."""
    now = time.time()
    monkeypatch.setattr(auth, "time", SimpleNamespace(time=lambda: now))
    return auth.format_hotp_value(auth.hotp_value(SECRET, int(now) // 30))


def test_a_password_opens_the_workshop_of_one_machine(client, user):
    assert client.get("/admin/login/?next=/admin/overview/")["Location"].startswith(f"{LOGIN}?next=")
    assert "Sign in" in client.get(LOGIN).content.decode()
    assert sign_in(client)["Location"] == "/admin/overview/"
    assert client.get("/admin/overview/").status_code == 200


def test_production_asks_for_a_second_factor(client, user, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    sign_in(client)
    assert client.get("/admin/overview/")["Location"] == "/admin/account/2fa/"
    assert "authenticator" in client.get("/admin/account/2fa/").content.decode().lower()
    assert client.get("/en/").status_code == 200


def test_a_code_of_the_app_or_a_recovery_code_opens_it(client, user, settings, code):
    settings.SECOND_FACTOR_REQUIRED = True
    auth.TOTP.activate(user, SECRET)
    recovery = RecoveryCodes.activate(user).get_unused_codes()[0]
    for known in (code, recovery):
        browser = Client()
        assert sign_in(browser)["Location"].startswith("/admin/account/2fa/authenticate/")
        assert browser.get("/admin/overview/").status_code == 302
        assert browser.post("/admin/account/2fa/authenticate/", {"code": "000000"}).status_code == 200
        assert browser.post("/admin/account/2fa/authenticate/", {"code": known}).status_code == 302
        assert browser.get("/admin/overview/").status_code == 200
    assert Authenticator.objects.filter(user=user).count() == 2


def test_nobody_makes_an_account_for_themselves(client):
    client.post("/admin/account/signup/", {"username": "eve", "password1": PASSWORD, "password2": PASSWORD})
    assert get_user_model().objects.count() == 0


def test_pages_of_visitors_know_nothing_of_it(client, user):
    client.force_login(user)
    response = client.get("/en/codes/550/")
    assert (response["Vary"], response.cookies) == ("Accept-Encoding", {})

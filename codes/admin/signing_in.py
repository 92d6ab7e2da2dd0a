"""Who gets into the workshop: accounts are made by administrators, and in production a password alone is not enough."""

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext


class NoSignup(DefaultAccountAdapter):
    """Nobody makes an account for themselves."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class SecondFactor:
    """Sends whoever signed in with nothing but a password to where a second factor is set up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        if settings.SECOND_FACTOR_REQUIRED and is_inside(request.path) and request.user.is_authenticated:
            has_second = is_mfa_enabled(request.user)
            if not has_second:
                messages.info(request, gettext("Set up a second factor first: an authenticator app or a passkey."))
                return redirect("mfa_index")
        return self.get_response(request)


def is_inside(path: str) -> bool:
    """Whether an address belongs to the workshop itself, not to the way in and out."""
    return path.startswith("/admin/") and not path.startswith(("/admin/account/", "/admin/logout"))

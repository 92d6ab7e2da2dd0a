"""Who gets into the workshop: accounts are made by administrators, and in production a password alone is not enough."""

import re
import time
from collections.abc import Callable
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal.httpkit import add_query_params
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext

from codes.rendering import come_back
from smtpref.clients import address_of, network_of
from smtpref.logs import event
from smtpref.workshop import inside

# The names of what cannot be taken back, or makes somebody else powerful.
DANGEROUS = re.compile(r"codes_\w+_delete|(auth|mfa|account)_\w+_(add|change|delete|password_change)")


class Accounts(DefaultAccountAdapter):
    """Nobody makes an account for themselves; who guesses is kept out, not whoever is guessed at."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        account = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{account} {address_of(request)}"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            event("locked out", address=network_of(request))
            raise ImmediateHttpResponse(too_often(request)) from None


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


class RecentlySignedIn:
    """Asks once more who somebody is before something dangerous, unless they have said so a short while ago."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not is_inside(request.path) or not is_dangerous(request) or not request.user.is_authenticated:
            return None
        ways = get_adapter().get_reauthentication_methods(request.user)
        said = [record["at"] for record in get_authentication_records(request, request.user)]
        if not ways or (said and time.time() - max(said) < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT):
            return None
        return redirect(add_query_params(ways[0]["url"], {"next": request.path}))


def is_dangerous(request: Any) -> bool:
    """Whether a request may delete an entry or change an account."""
    return bool(DANGEROUS.fullmatch(request.resolver_match.url_name or "")) or (
        request.POST.get("action") == "delete_selected"
    )


def too_often(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429 for whoever tries to sign in again and again."""
    return come_back(gettext("Too many attempts to sign in. Try again in 15 minutes."), 429, 15 * 60)


def is_inside(path: str) -> bool:
    """Whether an address belongs to the workshop itself, not to the way in and out."""
    return inside(path) and not path.startswith(
        (reverse("account_login").removesuffix("login/"), reverse("admin:logout"))
    )

"""What is true of every address of the workshop, whatever answers there: methods, sizes, how long a session lasts."""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import set_urlconf
from django.utils.translation import gettext

from smtpref.clients import network_of
from smtpref.logs import event
from smtpref.requests import is_longer

SAFE, METHODS = ["GET", "HEAD"], ["GET", "HEAD", "POST"]
# How often a session is written again, so that it ends long after the last request and not after the first.
SECONDS_UNNOTED = 300


def inside(path: str) -> bool:
    """Whether an address belongs to the workshop or the way into it."""
    return path.startswith(f"/{settings.ADMIN_PATH}/") or path == f"/{settings.ADMIN_PATH}"


class Door:
    """Turns away foreign methods, addresses that no database can look up, and bodies that are too large for it.

    Inside are addresses of its own: whoever only reads does not load what editors use. Outside, nobody is known: no
    cookie gets past this.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if inside(request.path):
            if request.method not in METHODS:
                return HttpResponseNotAllowed(METHODS)
            if "\0" in unquote(f"{request.path} {request.META['QUERY_STRING']}"):
                # PostgreSQL has an error of its own for NUL, which Django takes for a failure.
                told = gettext("There is no such address: it holds a character that nothing is named with.")
                return HttpResponse(told, status=400, content_type="text/plain; charset=utf-8")
            if is_longer(request, settings.FILE_UPLOAD_MAX_MEMORY_SIZE):
                told = gettext("The workshop takes at most %(size)s MiB at once.")
                size = settings.LARGEST_UPLOAD // 2**20
                return HttpResponse(told % {"size": size}, status=413, content_type="text/plain; charset=utf-8")
            request.urlconf = settings.WORKSHOP_URLCONF  # for Django to resolve with
            set_urlconf(settings.WORKSHOP_URLCONF)  # for middleware that names an address before that
        else:
            request.COOKIES = {}  # else Django replaces a broken one, on a page that caches keep for everybody
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """A public page changes nothing, so it is only read; a view without CSRF checks says itself what it takes."""
        if inside(request.path) or request.method in SAFE or getattr(view, "csrf_exempt", False):
            return None
        return HttpResponseNotAllowed(SAFE)


class Sessions:
    """Ends sessions in time, leaves nothing in the browser of whoever signs out, and notes refusals."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        if not inside(request.path):
            return self.get_response(request)
        user, now = request.user, time.time()
        was_signed_in = user.is_authenticated
        if was_signed_in:
            if now - request.session.setdefault("signed_in_at", now) > settings.SESSION_LONGEST:
                logout(request)
            elif now - request.session.get("seen_at", 0) > SECONDS_UNNOTED:
                request.session["seen_at"] = now
        response = self.get_response(request)
        if was_signed_in and not request.user.is_authenticated:
            response["Clear-Site-Data"] = '"cache", "storage"'
        if response.status_code == 403:
            event("refused", by=user.get_username(), what=request.path, address=network_of(request))
        return response

"""What is shown instead of a page: helpful, in the closest language, without a trace of the inside."""

import logging
import re
import sys
from collections.abc import Callable

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils.translation import get_supported_language_variant, gettext, override
from django.views import defaults

from codes import describing, heads, publishing
from codes.catalogue import Edition, Entry, Unavailable
from codes.rendering import come_back, data, edition, page
from codes.smtp import query

log = logging.getLogger(__name__)
LANGUAGE_SEGMENT = re.compile(r"/([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)(/.*)?", re.ASCII)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404 with the nearest codes; an address in another spelling of a language is sent on."""
    canonical = canonical_path(request.path)
    if canonical:
        return redirect(canonical, permanent=True)
    try:
        content = edition()
    except Unavailable:
        return unavailable()
    unknown, nearest = near(content, request.path)
    if request.path.endswith(".json"):
        return data(publishing.nothing((missing.value for missing in unknown), nearest), status=404)
    context = {"head": heads.plain("not-found"), "unknown": unknown, "nearest": nearest}
    return page(request, "404.html", context, status=404)


def near(content: Edition, path: str) -> tuple[list[describing.Missing], list[Entry]]:
    """The codes that a path names: those without a page, and those that it may have meant."""
    named = query.parse(" ".join(re.split(r"[/_-]+", path.removesuffix(".json")[-100:]))).codes[:2]
    found = {value: content.find(value) for value in named}
    unknown = [describing.missing(content, value) for value, entry in found.items() if entry is None]
    known = [entry for entry in found.values() if entry]
    return unknown, [*known, *(content.nearest(unknown[0].value) if unknown else ())]


def canonical_path(path: str) -> str | None:
    """/FR/… and /fr-CA/… as the address that exists: /fr/…"""
    match = LANGUAGE_SEGMENT.fullmatch(path)
    if not match:
        return None
    try:
        language = get_supported_language_variant(match[1].lower().replace("_", "-"))
        found = f"/{language}{match[2] or '/'}"
        with override(language):
            resolve(found)
    except (LookupError, Resolver404):
        return None
    return found if found != path and language in dict(settings.LANGUAGES) else None


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400 in every language; Django's own view of it gives out a token for forms, in a cookie."""
    return HttpResponse(render_to_string("400.html"), status=400)


class WithoutContent:
    """What cannot be shown since nothing could ever be read, or needs a database that is away: 503, not a failure."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return answer_to(exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """What is shown for an exception outside of a view, as when a session cannot be written; else Django's own page."""
    return answer_to(sys.exc_info()[1]) or defaults.server_error(request)


def answer_to(exception: BaseException | None) -> HttpResponse | None:
    """The answer to an exception that is nobody's mistake; an OperationalError may be a lock or a full disk, too."""
    if isinstance(exception, Unavailable):
        return unavailable()
    if isinstance(exception, OperationalError | InterfaceError):
        reason = str(exception).strip().partition("\n")[0]
        log.error("The database does not answer (%s); the workshop is closed meanwhile.", reason)
        return come_back(
            gettext(
                "The database cannot be used right now, so nothing can be edited. What was saved is safe. "
                "Go back in your browser, where your text still is, and try again in a few seconds."
            )
        )
    return None


def unavailable() -> HttpResponse:
    """Nothing was ever read since the start."""
    return come_back(gettext("The reference cannot be read right now. Try again in a few seconds."))

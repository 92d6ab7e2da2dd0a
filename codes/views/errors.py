"""What is shown instead of a page: helpful, in the closest language, without a trace of the inside."""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils.translation import get_supported_language_variant, gettext, override

from codes import describing
from codes.catalogue import Unavailable
from codes.rendering import edition, page
from codes.smtp import query

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
    named = query.parse(" ".join(re.split(r"[/_-]+", request.path[-100:]))).codes[:2]
    found = {value: content.find(value) for value in named}
    unknown = [describing.missing(content, value) for value, entry in found.items() if entry is None]
    known = [entry for entry in found.values() if entry]
    nearest = [*known, *(content.nearest(unknown[0].value) if unknown else ())]
    return page(request, "404.html", {"unknown": unknown, "nearest": nearest}, status=404)


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


class WithoutCatalogue:
    """A page that cannot be served because nothing could ever be read: 503, and when to come back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return unavailable() if isinstance(exception, Unavailable) else None


def unavailable() -> HttpResponse:
    """503, and when to come back; plain text, since nothing else can be relied on."""
    return HttpResponse(
        gettext("The reference cannot be read right now. Try again in a few seconds."),
        status=503,
        content_type="text/plain; charset=utf-8",
        headers={"Retry-After": "5", "Cache-Control": "no-store"},
    )

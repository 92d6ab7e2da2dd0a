"""What chats show of a page, and what browsers show of the site."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from codes import picturing
from codes.rendering import CACHE_CONTROL, edition, language, public
from codes.smtp import query
from codes.views import asked


@require_safe
def code(request: HttpRequest, value: str) -> HttpResponse:
    """A code."""
    content = edition()
    entry = asked.code(content, value)
    if entry.value != value:
        return redirect("code-picture", entry.value, permanent=query.clean(value) == entry.value)
    return picture(picturing.of_code(content, entry))


@require_safe
def compare(request: HttpRequest, pair: str) -> HttpResponse:
    """Two codes side by side."""
    content = edition()
    left, right = asked.pair(content, pair)
    if left is right:
        return redirect("code-picture", left.value, permanent=True)
    if pair != f"{left.value}-vs-{right.value}":
        return redirect("compare-picture", f"{left.value}-vs-{right.value}", permanent=True)
    return picture(picturing.of_pair(content, left, right))


@require_safe
def site(request: HttpRequest) -> HttpResponse:
    """The site."""
    return picture(picturing.of_site(language()))


@require_safe
def icon(request: HttpRequest, size: int, is_full: bool = False) -> HttpResponse:
    """The mark, in a size."""
    return of_all_languages(HttpResponse(picturing.as_png(size, is_full=is_full), content_type="image/png"))


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """For browsers that ask without having read a page."""
    return of_all_languages(HttpResponse(picturing.as_ico(32), content_type="image/x-icon"))


def picture(body: bytes) -> HttpResponse:
    """A picture of a page, cacheable like the page; other sites may show it (Fetch, Cross-Origin-Resource-Policy)."""
    response = public(HttpResponse(body, content_type="image/png"))
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def of_all_languages(response: HttpResponse) -> HttpResponse:
    """What depends on the release only."""
    response["Cache-Control"] = CACHE_CONTROL
    return response

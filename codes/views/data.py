"""The content as JSON: the same subjects, and the same ways to the right address, as the pages."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from codes import heads, publishing
from codes.rendering import OPEN, edition, page
from codes.rendering import data as answer
from codes.smtp import query
from codes.views import asked

View = Callable[..., HttpResponse]


def open_to_all(view: View) -> View:
    """Redirects and refusals need the permission too, or a script of another site learns nothing of them."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        for name, value in OPEN.items():
            response[name] = value
        return response

    return opened


@open_to_all
@require_safe
def codes(request: HttpRequest) -> HttpResponse:
    """All codes."""
    return answer(publishing.index(edition()))


@open_to_all
@require_safe
def code(request: HttpRequest, value: str) -> HttpResponse:
    """A code."""
    content = edition()
    entry = asked.code(content, value)
    if entry.value != value:
        return redirect("code-json", entry.value, permanent=query.clean(value) == entry.value)
    return answer(publishing.code(content, entry))


@open_to_all
@require_safe
def compare(request: HttpRequest, pair: str) -> HttpResponse:
    """Two codes side by side."""
    content = edition()
    left, right = asked.pair(content, pair)
    if left is right:
        return redirect("code-json", left.value, permanent=True)
    if pair != f"{left.value}-vs-{right.value}":
        return redirect("compare-json", f"{left.value}-vs-{right.value}", permanent=True)
    return answer(publishing.comparison(content, left, right))


@open_to_all
@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """The description of all of it for programs."""
    return answer(publishing.openapi())


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """The description for people."""
    return page(request, "api/page.html", {"head": heads.plain("api"), "site": settings.SITE_URL})

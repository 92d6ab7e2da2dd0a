"""The content as JSON: the same subjects, and the same ways to the right address, as the pages."""

from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from codes import heads, publishing
from codes.catalogue import Edition, Entry
from codes.rendering import OPEN, edition, page
from codes.rendering import data as answer
from codes.views import asked


def open_to_all(view: asked.View) -> asked.View:
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
@asked.one("code-json")
def code(request: HttpRequest, content: Edition, entry: Entry) -> HttpResponse:
    """A code."""
    return answer(publishing.code(content, entry))


@open_to_all
@asked.two("compare-json", alone="code-json")
def compare(request: HttpRequest, content: Edition, left: Entry, right: Entry) -> HttpResponse:
    """Two codes side by side."""
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

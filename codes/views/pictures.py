"""What chats show of a page, and what browsers show of the site."""

from types import ModuleType

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from codes.catalogue import Edition, Entry
from codes.rendering import CACHE_CONTROL, language, public
from codes.views import asked


@asked.one("code-picture")
def code(request: HttpRequest, content: Edition, entry: Entry) -> HttpResponse:
    """A code."""
    return picture(picturing().of_code(content, entry))


@asked.two("compare-picture", alone="code-picture")
def compare(request: HttpRequest, content: Edition, left: Entry, right: Entry) -> HttpResponse:
    """Two codes side by side."""
    return picture(picturing().of_pair(content, left, right))


@require_safe
def site(request: HttpRequest) -> HttpResponse:
    """The site."""
    return picture(picturing().of_site(language()))


@require_safe
def icon(request: HttpRequest, size: int, is_full: bool = False) -> HttpResponse:
    """The mark, in a size."""
    return of_all_languages(HttpResponse(picturing().as_png(size, is_full=is_full), content_type="image/png"))


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """For browsers that ask without having read a page."""
    return of_all_languages(HttpResponse(picturing().as_ico(32), content_type="image/x-icon"))


def picturing() -> ModuleType:
    """What draws; loaded with the first picture, since Pillow takes a twentieth of a start."""
    from codes import picturing  # noqa: PLC0415 -- as said

    return picturing


def picture(body: bytes) -> HttpResponse:
    """A picture of a page, cacheable like the page; other sites may show it (Fetch, Cross-Origin-Resource-Policy)."""
    response = public(HttpResponse(body, content_type="image/png"))
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def of_all_languages(response: HttpResponse) -> HttpResponse:
    """What depends on the release only."""
    response["Cache-Control"] = CACHE_CONTROL
    return response

"""From a template to an answer: what every public page carries, whatever it shows."""

import json
import zlib
from collections.abc import Mapping
from enum import Enum
from functools import cache
from http import HTTPStatus
from typing import Any

from babel.core import get_global
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, get_language_info

from codes import phrases
from codes.catalogue import Edition, current

# Pages of any site may read what has these headers.
OPEN = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
CACHE_CONTROL = "public, max-age=300, stale-while-revalidate=86400, stale-if-error=604800"


def language() -> str:
    """The public language of this request."""
    return get_language() or settings.LANGUAGE_CODE


@cache
def locale(code: str) -> str:
    """A language as Open Graph names it: with the country where most of its speakers live (CLDR)."""
    name, _script, country = get_global("likely_subtags")[code.partition("-")[0]].split("_")
    return f"{name}_{country}"


def edition() -> Edition:
    """The content in the language of this request."""
    return current(language())


def alternates(path: str) -> list[dict[str, str]]:
    """The same page in every public language; the path begins with the language."""
    rest = path.split("/", 2)[2]
    return [
        {"code": code, "name": get_language_info(code)["name_local"], "path": f"/{code}/{rest}"}
        for code, _name in settings.LANGUAGES
    ]


def html(path: str, template: str, context: dict[str, Any], status: int = 200) -> str:
    """A public page as text, with its own address and those of its translations; the context brings its head."""
    codes = [code for code, _name in settings.LANGUAGES]
    shared = {
        "language": language(),
        "bidi": get_language_info(language())["bidi"],
        "own_name": get_language_info(language())["name_local"],
        "site_url": settings.SITE_URL,
        "alternates": alternates(path) if status == 200 else [],
        "home_links": alternates(f"/{language()}/"),
        "canonical": f"{settings.SITE_URL}{path}",
        "own": f"{settings.SITE_URL}{path.rstrip('/')}",
        "locales": [locale(code) for code in sorted(codes, key=lambda code: code != language())],
        "licence": phrases.LICENCE,
        "edition": None,
    }
    return render_to_string(template, shared | context)


def entity_tag(body: bytes) -> str:
    """What names these bytes among those of one address; a checksum does, and costs less than the page."""
    return f'"{zlib.crc32(body):08x}{len(body):x}"'


def page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A public page: cacheable by everybody."""
    return public(HttpResponse(html(request.path, template, context, status), status=status))


def public(response: HttpResponse) -> HttpResponse:
    """An answer that is the same for everybody, with what caches have to know of it."""
    response["Cache-Control"] = CACHE_CONTROL if response.status_code == HTTPStatus.OK else "public, max-age=60"
    response["Vary"] = "Accept-Encoding"  # the page store answers in the encoding that the client wants
    response["Surrogate-Key"] = f"pages {language()}"  # what a CDN is told to forget after an edit
    response["ETag"] = entity_tag(response.content)
    return response


def data(document: Mapping[str, Any], status: int = 200) -> HttpResponse:
    """A document for programs, those in the pages of other sites included; lists of results show the page instead."""
    headers = OPEN | {"X-Robots-Tag": "noindex"}
    return public(HttpResponse(json_of(document), status=status, content_type="application/json", headers=headers))


def json_of(document: Mapping[str, Any]) -> str:
    """A document as text."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), default=written)


def written(value: Any) -> str:
    """What JSON has no form for: a member of an enum as its value, a moment as RFC 3339 writes it."""
    return str(value.value) if isinstance(value, Enum) else value.isoformat()


def private_page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page about something that a visitor gave us: nobody keeps it, and no other site learns of it."""
    response = page(request, template, context, status)
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    del response["ETag"], response["Vary"], response["Surrogate-Key"]
    return response


def plain_text(template: str, context: dict[str, Any]) -> HttpResponse:
    """The same content for a terminal."""
    return HttpResponse(render_to_string(template, context), content_type="text/plain; charset=utf-8")


def wants_plain_text(request: HttpRequest) -> bool:
    """Whether a terminal asks: by its Accept header, or curl and wget that accept anything."""
    if request.get_preferred_type(["text/html", "text/plain"]) == "text/plain":
        return True
    agent = request.headers.get("User-Agent", "").lower()
    return agent.startswith(("curl/", "wget/")) and "text/html" not in request.headers.get("Accept", "")


def negotiated(response: HttpResponse) -> HttpResponse:
    """Tell caches what a short address looks at."""
    patch_vary_headers(response, ["Accept", "Accept-Language", "User-Agent"])
    return response


def come_back(text: str, status: int = 503, seconds: int = 5) -> HttpResponse:
    """503 or 429, and when to come back; plain text, since nothing else can be relied on."""
    return HttpResponse(
        text,
        status=status,
        content_type="text/plain; charset=utf-8",
        headers={"Retry-After": str(seconds), "Cache-Control": "no-store"},
    )

"""What crawlers, browsers and monitors ask for."""

import json
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language_info
from django.views.decorators.http import require_safe

from codes import catalogue, heads, models, phrases
from codes.listing import listed
from codes.rendering import CACHE_CONTROL, edition, entity_tag, language, page, public

PLAIN = "text/plain; charset=utf-8"


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Whether pages can be served, from a database or from the last catalogue."""
    catalogue.holder.current()
    response = HttpResponse("ok", content_type=PLAIN)
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Whether everything is in order, for whoever watches: pages may be served long after the database has gone."""
    missing = []
    try:
        models.Revision.current()
    except Error:
        missing.append("The database does not answer: pages are served from memory, the admin is not.")
    try:
        catalogue.holder.current()
    except catalogue.Unavailable:
        missing.append("There is no content to serve: neither the database nor memory holds any.")
    response = HttpResponse("\n".join(missing) or "ok", status=503 if missing else 200, content_type=PLAIN)
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may read."""
    return text_file(request, "robots.txt", PLAIN, {"site_url": settings.SITE_URL, "admin_path": settings.ADMIN_PATH})


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """Lets a browser search here from its address bar, in the browser's language."""
    response = text_file(
        request, "opensearch.xml", "application/opensearchdescription+xml", {"site_url": settings.SITE_URL}
    )
    response["Vary"] = "Accept-Language"
    return response


@require_safe
def llms(request: HttpRequest) -> HttpResponse:
    """What language models should read instead of taking the pages apart (llmstxt.org)."""
    return text_file(request, "llms.txt", "text/plain; charset=utf-8", {"site_url": settings.SITE_URL})


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """The site as something that can be put on a home screen, in its language."""
    document = json.dumps(web_app(language()), ensure_ascii=False)
    return public(HttpResponse(document, content_type="application/manifest+json"))


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """How to report a weakness, for people."""
    host = urlsplit(settings.SITE_URL).hostname
    context = {"head": heads.plain("security"), "contact": settings.SECURITY_CONTACT, "host": host}
    return page(request, "security/page.html", context)


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """The same for programs (RFC 9116)."""
    policy = f"{settings.SITE_URL}/{settings.LANGUAGE_CODE}/security/"
    context = {
        "contact": settings.SECURITY_CONTACT or policy,
        "expires": expires(timezone.now().date()),
        "languages": ", ".join(code for code, _name in settings.LANGUAGES),
        "policy": policy,
        "site_url": settings.SITE_URL,
    }
    return text_file(request, "security.txt", "text/plain; charset=utf-8", context)


@require_safe
def change_password(request: HttpRequest) -> HttpResponse:
    """Where password managers send an editor (W3C, A Well-Known URL for Changing Passwords)."""
    return redirect(f"/{settings.ADMIN_PATH}/password_change/")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Where the sitemap of each language is."""
    parts = [
        (f"{settings.SITE_URL}/{code}/sitemap.xml", max(page.changed_at for page in listed(catalogue.current(code))))
        for code, _name in settings.LANGUAGES
    ]
    return text_file(request, "sitemap.xml", "application/xml", {"parts": parts})


@require_safe
def language_sitemap(request: HttpRequest) -> HttpResponse:
    """The pages worth finding in one language, each with its translations."""
    languages = [code for code, _name in settings.LANGUAGES]
    context = {"pages": listed(edition()), "site_url": settings.SITE_URL, "own": language(), "languages": languages}
    return text_file(request, "sitemap_part.xml", "application/xml", context)


def web_app(language: str) -> dict[str, Any]:
    """The web app manifest; its colours are those of the light style sheet."""
    home = reverse("home")
    return {
        "name": str(phrases.TITLES["home"]),
        "short_name": "smtpref",
        "description": str(phrases.DESCRIPTIONS["home"]),
        "lang": language,
        "dir": "rtl" if get_language_info(language)["bidi"] else "ltr",
        "id": home,
        "start_url": home,
        "scope": home,
        "display": "minimal-ui",
        "background_color": "#ffffff",
        "theme_color": "#ffffff",
        "icons": [
            {"src": "/icon-192.png", "sizes": "192x192", "type": "image/png"},
            {"src": "/icon-512.png", "sizes": "512x512", "type": "image/png"},
            {"src": "/icon-maskable-512.png", "sizes": "512x512", "type": "image/png", "purpose": "maskable"},
        ],
    }


def expires(today: date) -> str:
    """The first of a month ten to eleven months ahead: less than a year, as RFC 9116, 2.5.5 advises, and the same for
    a whole month, so that caches may keep it.
    """
    months = today.year * 12 + today.month - 1 + 11
    return f"{months // 12}-{months % 12 + 1:02}-01T00:00:00Z"


def text_file(request: HttpRequest, template: str, content_type: str, context: dict) -> HttpResponse:
    """A file of its own type, cacheable like a page."""
    response = render(request, template, context, content_type=content_type)
    response["Cache-Control"] = CACHE_CONTROL
    response["ETag"] = entity_tag(response.content)  # for HEAD, too, which Django gives none
    return response

"""What crawlers, browsers and monitors ask for."""

from django.conf import settings
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from codes import catalogue, models
from codes.listing import listed
from codes.rendering import CACHE_CONTROL, edition, entity_tag, language

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


def text_file(request: HttpRequest, template: str, content_type: str, context: dict) -> HttpResponse:
    """A file of its own type, cacheable like a page."""
    response = render(request, template, context, content_type=content_type)
    response["Cache-Control"] = CACHE_CONTROL
    response["ETag"] = entity_tag(response.content)  # for HEAD, too, which Django gives none
    return response

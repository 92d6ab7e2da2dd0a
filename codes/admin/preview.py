"""An entry as its page would be, for the editor who is writing it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import resolve
from django.utils.translation import override

from codes import catalogue
from codes.catalogue import Catalogue
from codes.catalogue.rows import read
from codes.models import Code, Revision

PUBLIC = {code: code for code, _name in settings.LANGUAGES}


def page(request: HttpRequest, row: Any, language: str) -> HttpResponse:
    """The page of a row as the database has it in this transaction, which the caller rolls back.

    A language that has no pages yet is shown inside the English ones.
    """
    if isinstance(row, Code):
        Code.objects.filter(pk=row.pk).update(published=True)
    frame = language if language in PUBLIC else settings.LANGUAGE_CODE
    texts = catalogue_of(PUBLIC | {frame: language})
    asked = HttpRequest()
    asked.method, asked.META = "GET", request.META
    with override(frame), catalogue.holder.showing(texts):
        asked.path = row.get_absolute_url()
        response = answer(asked)
        while response.has_header("Location"):  # an enhanced entry is shown in its most usual class
            asked.path = response["Location"]
            response = answer(asked)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def answer(request: HttpRequest) -> HttpResponse:
    """What the site answers at a path."""
    found = resolve(request.path)
    response: HttpResponse = found.func(request, *found.args, **found.kwargs)
    return response


def catalogue_of(languages: dict[str, str]) -> Catalogue:
    """What is in the database now, of no revision that any page is kept under."""
    return Catalogue(Revision.current(), read(languages))

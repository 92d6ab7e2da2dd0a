"""What the site is measured against: the same templates and content by plain Django views that ask the database.

As somebody writes it who knows prefetch_related: each request reads the rows of both codes and what belongs to them.
`tests.bench.reference:application` serves it, with the middleware that the site has.
"""

import os

import django
from django.apps import apps
from django.conf import settings

if not apps.ready:  # a server imports this module first
    os.environ["DJANGO_SETTINGS_MODULE"] = "smtpref.settings"
    django.setup()
    settings.ROOT_URLCONF = "tests.bench.reference"
    settings.MIDDLEWARE.remove("smtpref.admission.Admission")  # it would refuse what the benchmark asks for

from django.core.handlers.wsgi import WSGIHandler
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import path

from codes import composing, models
from codes.catalogue import rows
from codes.rendering import language, page
from codes.urls import urlpatterns as public

SEARCHED = ("aliases", "name_en", "summary_en", "description_en", "when_seen_en", "how_to_fix_en", "when_to_use_en")


def comparison(request: HttpRequest, left: str, right: str) -> HttpResponse:
    """The page of two codes: their rows are read, and everything on the page is rendered, with each request."""
    chosen = models.Code.objects.filter(pk__in=[left, right])
    comparisons = models.Comparison.objects.filter(left=left, right=right)
    codes = list(chosen.prefetch_related("readings", "phases", "references", "examples", "pairings"))
    replies = rows.replies_of(models.Provider.objects.filter(replies__reply__in=[left, right]))
    edition = rows.edition(codes, comparisons, language(), rows.pairs_of(codes), replies)
    parts = composing.parts_of(edition, edition.codes[left], edition.codes[right])
    return page(request, "compare/detail.html", composing.context_of(parts))


def search(words: str) -> list[models.Code]:
    """The codes that hold all of the words as they stand, in the fields that the site searches."""
    query = Q()
    for name in SEARCHED:
        query |= Q(**{f"{name}__icontains": words})
    return list(models.Code.objects.filter(query))


urlpatterns = [path(f"{code}/compare/<left>-vs-<right>/", comparison) for code, _name in settings.LANGUAGES]
urlpatterns += public  # for the addresses that the templates name
application = WSGIHandler()

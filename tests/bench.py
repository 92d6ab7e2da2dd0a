"""Benchmarks beside their reference, in one run: `make bench`. Prints ratios, asserts nothing."""

import dataclasses
import os
import statistics
import time
from collections.abc import Callable

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "smtpref.settings"
os.environ["DATABASE_URL"] = "sqlite://:memory:"
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db.models import Q  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.test import Client, RequestFactory  # noqa: E402
from django.utils.translation import override  # noqa: E402

from codes import catalogue, comparing, models  # noqa: E402
from codes.catalogue import rows  # noqa: E402
from codes.rendering import page  # noqa: E402
from codes.searching import search  # noqa: E402

ROUNDS = 5
SECONDS = 0.4


def cost(work: Callable[[], object]) -> float:
    """Seconds that one call takes: the median of a few rounds."""
    work()
    rounds = []
    for _round in range(ROUNDS):
        count, start = 0, time.perf_counter()
        while time.perf_counter() - start < SECONDS:
            work()
            count += 1
        rounds.append((time.perf_counter() - start) / count)
    return statistics.median(rounds)


def tell(what: str, ours: Callable[[], object], reference: Callable[[], object], than: str) -> None:
    """Print how the two compare, measured one after the other."""
    mine, theirs = cost(ours), cost(reference)
    print(f"{what:48} {mine * 1000:9.3f} ms   {theirs / mine:8.1f} × cheaper than {than} ({theirs * 1000:.3f} ms)")


def comparison_by_orm(request: HttpRequest) -> HttpResponse:
    """The reference: the same page and template, the rows of both codes read with each request."""
    chosen = models.Code.objects.filter(pk__in=["251", "501"])
    comparisons = models.Comparison.objects.filter(left="251", right="501")
    codes = list(chosen.prefetch_related("readings", "phases", "references", "examples", "pairings"))
    replies = rows.replies_of(models.Provider.objects.filter(replies__reply__in=["251", "501"]))
    edition = rows.edition(codes, comparisons, "en", rows.pairs_of(codes), replies)
    compared = comparing.compare(edition, edition.codes["251"], edition.codes["501"])
    return page(request, "compare/detail.html", {"page": compared})


def search_by_orm(word: str) -> list[models.Code]:
    """The reference: the same fields with icontains."""
    fields = ("aliases", "name_en", "summary_en", "description_en", "when_seen_en", "how_to_fix_en", "when_to_use_en")
    query = Q()
    for name in fields:
        query |= Q(**{f"{name}__icontains": word})
    return list(models.Code.objects.filter(query))


def resize(edition: catalogue.Edition, count: int) -> None:
    """Bring the edition to so many codes: the last ones go, or copies of 251 come under codes that nobody uses."""
    for value in list(edition.codes)[count:]:
        del edition.codes[value]
    pattern = edition.codes["251"]
    numbers = (f"5.{subject}.{detail}" for subject in range(8, 999) for detail in range(999))
    while len(edition.codes) < count:
        value = next(numbers)
        edition.codes.setdefault(value, dataclasses.replace(pattern, value=value, family=f"X{value[1:]}"))


def main() -> None:
    """Every benchmark, each with its reference."""
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    call_command("migrate", verbosity=0)
    call_command("load_content", verbosity=0)
    client, request = Client(), RequestFactory().get("/en/compare/251-vs-501/")
    edition = catalogue.current("en")

    def compare_page() -> HttpResponse:
        return client.get("/en/compare/251-vs-501/")

    with override("en"):
        tell("a comparison page", compare_page, lambda: comparison_by_orm(request), "rows read per request")
        tell("a search for one word", lambda: search(edition, "mailbox"), lambda: search_by_orm("mailbox"), "icontains")
        few = None
        for count in (100, 1_000, 10_000):
            resize(edition, count)
            each = cost(compare_page)
            few = few or each
            what = f"a comparison page among {count:,} codes"
            print(f"{what:48} {each * 1000:9.3f} ms   {each / few:8.2f} × the cost among 100")


if __name__ == "__main__":
    main()

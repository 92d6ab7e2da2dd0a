"""Benchmarks beside their reference, in one run: `make bench`. Prints ratios, asserts nothing."""

import dataclasses
import itertools
import os
import random
import statistics
import time
from collections.abc import Callable

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "smtpref.settings"
os.environ["DATABASE_URL"] = "sqlite://:memory:"
django.setup()

from django.conf import settings  # noqa: E402
from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db.models import Q  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.test import Client, RequestFactory  # noqa: E402
from django.utils.translation import override  # noqa: E402

from codes import catalogue, composing, models  # noqa: E402
from codes.catalogue import rows  # noqa: E402
from codes.explaining import explain  # noqa: E402
from codes.rendering import entity_tag, page  # noqa: E402
from codes.searching import search  # noqa: E402
from smtpref.pagestore import Content, PageStore  # noqa: E402
from tests.test_hostile_text import BOMBS  # noqa: E402

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
    parts = composing.parts_of(edition, edition.codes["251"], edition.codes["501"])
    return page(request, "compare/detail.html", parts)


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


BOUNCE = (
    "This is the mail system at host mx.example.org.\n\n"
    "<ann@example.com>: host mx.example.com[192.0.2.9] said: 550 5.1.1\n"
    "    <ann@example.com>: User unknown (in reply to RCPT TO command)\n\nFinal-Recipient: rfc822; ann@example.com\n"
    "Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\n\n"
)


def explain_at_every_size(edition: catalogue.Edition) -> None:
    """What explaining costs up to the limit, beside one lower() of the same text."""
    first = None
    letter = "Nobody is answered here, whatever they may have written about it in their letter of today.\n"
    for size in (1, 16, 64, 256):
        text = BOUNCE + (letter * 3000)[: size * 1024 - len(BOUNCE)]
        each, reference = cost(lambda text=text: explain(edition, text)), cost(text.lower)
        first = first or each
        what = f"a bounce of {size} KiB explained"
        print(f"{what:48} {each * 1000:9.3f} ms   {each / first:8.1f} × 1 KiB   {each / reference:8.0f} × lower()")


def explain_bombs(edition: catalogue.Edition) -> None:
    """How the cost of hostile texts grows with their length: 4 is in proportion, 16 would be the square."""
    growths = {}
    for name, text in BOMBS.items():
        whole, quarter = once(edition, text), once(edition, text[: len(text) // 4])
        growths[name] = (whole / quarter, whole)
    worst = max((name for name in growths if growths[name][1] > 0.05), key=lambda name: growths[name][0])
    slowest = max(growths, key=lambda name: growths[name][1])
    print(f"{len(BOMBS)} hostile texts: four times the length costs at most {growths[worst][0]:.1f} × ({worst})")
    print(f"the slowest of them: {growths[slowest][1]:.2f} s at 256 KiB ({slowest})")


def once(edition: catalogue.Edition, text: str) -> float:
    """Seconds of the quicker of two explanations."""
    spent = []
    for _round in range(2):
        start = time.perf_counter()
        explain(edition, text)
        spent.append(time.perf_counter() - start)
    return min(spent)


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

    content = Content(lambda: catalogue.holder.current().revision, composing.compose, entity_tag)
    store = PageStore(WSGIHandler(), content, ["en"], 2**26)
    environ = request.environ | {"HTTP_ACCEPT_ENCODING": "br", "HTTP_HOST": "testserver"}

    def stored_page() -> list[bytes]:
        return list(store(dict(environ), lambda status, headers: None))

    pairs = [
        f"/{code}/compare/{left}-vs-{right}/"
        for code, _name in settings.LANGUAGES
        for left, right in itertools.combinations(edition.codes, 2)
    ]
    for path in pairs[:: len(edition.codes) // 4]:
        composing.compose(path)  # renders what depends on one code, as the first pages of a revision do
    never_asked = itertools.cycle(random.sample(pairs, len(pairs)))

    with override("en"):
        tell(
            "a comparison page asked for again",
            stored_page,
            lambda: comparison_by_orm(request),
            "rows read per request",
        )
        tell(
            "a comparison never asked for before",
            lambda: composing.compose(next(never_asked)),
            lambda: comparison_by_orm(request),
            "rows read per request",
        )
        tell("a comparison page", compare_page, lambda: comparison_by_orm(request), "rows read per request")
        tell("a search for one word", lambda: search(edition, "mailbox"), lambda: search_by_orm("mailbox"), "icontains")
        tell(
            "a search for a misspelt word",
            lambda: search(edition, "mialbox"),
            lambda: search_by_orm("mialbox"),
            "icontains",
        )
        sentence = "the recipient's mailbox is full, try again later"
        tell("a search for a sentence", lambda: search(edition, sentence), lambda: search_by_orm(sentence), "icontains")
        explain_at_every_size(edition)
        explain_bombs(edition)
        few = None
        for count in (100, 1_000, 10_000):
            resize(edition, count)
            each = cost(compare_page)
            few = few or each
            what = f"a comparison page among {count:,} codes"
            print(f"{what:48} {each * 1000:9.3f} ms   {each / few:8.2f} × the cost among 100")


if __name__ == "__main__":
    main()

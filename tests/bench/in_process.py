"""What one call costs in this process, beside what it would cost with the rows read on each request."""

import dataclasses
import itertools
import random
import time
from collections.abc import Callable

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils.translation import override

from codes import catalogue, composing
from codes.explaining import explain
from codes.searching import search
from smtpref.pagestore import PageStore
from tests.bench import reference
from tests.bench.measuring import Report, cost, milliseconds
from tests.storing import CONTENT, MIB
from tests.test_hostile_text import BOMBS

PAGE = "/en/compare/251-vs-501/"
SENTENCE = "the recipient's mailbox is full, try again later"
REQUEST = RequestFactory().get(PAGE)


def page_by_orm() -> HttpResponse:
    """The page as the reference makes it."""
    with override("en"):
        return reference.comparison(REQUEST, "251", "501")


def page_asked_again() -> Callable[[], object]:
    """A request for a page that was asked for before, as the server gives it to us."""
    store = PageStore(WSGIHandler(), CONTENT, ["en"], 64 * MIB)
    environ = REQUEST.environ | {"HTTP_ACCEPT_ENCODING": "br", "HTTP_HOST": "testserver"}
    return lambda: list(store(dict(environ), lambda status, headers: None))


def pages_never_asked() -> Callable[[], object]:
    """Any two codes in any language, in no order, after what depends on one code is rendered."""
    codes = catalogue.current("en").codes
    pairs = [
        f"/{code}/compare/{left}-vs-{right}/"
        for code, _name in settings.LANGUAGES
        for left, right in itertools.combinations(codes, 2)
    ]
    for path in pairs[:: len(codes) // 4]:
        composing.compose(path)
    at_random = itertools.cycle(random.sample(pairs, len(pairs)))
    return lambda: composing.compose(next(at_random))


def pages(report: Report) -> None:
    """Comparison pages, beside the same page with its rows read."""
    theirs = cost(page_by_orm)
    client = Client()
    ours = {
        "a page asked for again": (page_asked_again(), "≥ 100 ×"),
        "a comparison never asked for before": (pages_never_asked(), "≥ 100 ×"),
        "the same page through Django": (lambda: client.get(PAGE), ""),
    }
    for what, (work, wanted) in ours.items():
        mine = cost(work)
        against = f"cheaper than its rows read: {milliseconds(mine)}, {milliseconds(theirs)}"
        report.ratio(what, f"{theirs / mine:,.0f} ×", wanted, against)


def searches(report: Report) -> None:
    """Ranked answers, beside icontains over the same fields, which finds less and ranks nothing."""
    edition = catalogue.current("en")
    for what, words in (("one word", "mailbox"), ("a misspelt word", "mialbox"), ("a sentence", SENTENCE)):
        mine, theirs = (
            cost(lambda words=words: search(edition, words)),
            cost(lambda words=words: reference.search(words)),
        )
        against = f"cheaper than icontains: {milliseconds(mine)}, {milliseconds(theirs)}"
        report.ratio(f"a search for {what}", f"{theirs / mine:.1f} ×", "≥ 20 ×", against)


BOUNCE = (
    "This is the mail system at host mx.example.org.\n\n"
    "<ann@example.com>: host mx.example.com[192.0.2.9] said: 550 5.1.1\n"
    "    <ann@example.com>: User unknown (in reply to RCPT TO command)\n\nFinal-Recipient: rfc822; ann@example.com\n"
    "Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\n\n"
)
LETTERS = {
    "ASCII": "Nobody is answered here, whatever they may have written about it in their letter of today.\n",
    "French": "Personne n’est répondu ici, quoi qu’on ait pu écrire à ce sujet dans sa lettre d’aujourd’hui.\n",
}


def explaining(report: Report) -> None:
    """A bounce up to the limit, beside one lower() of the same text, which is quick where all of it is ASCII."""
    edition = catalogue.current("en")
    for name, letter in LETTERS.items():
        first = 0.0
        for size in (1, 64, 256):
            text = BOUNCE + (letter * 3000)[: size * 1024 - len(BOUNCE)]
            each, lower = cost(lambda text=text: explain(edition, text)), cost(text.lower)
            first = first or each
            against = f"lower(): {milliseconds(each)}; {each / first:.0f} × 1 KiB"
            wanted = "≤ 40 ×" if size == 64 else ""
            report.ratio(f"a bounce of {size} KiB explained, {name}", f"{each / lower:,.0f} ×", wanted, against)
    growth_of_bombs(report, edition)


def growth_of_bombs(report: Report, edition: catalogue.Edition) -> None:
    """How the cost of hostile texts grows with their length: 4 is in proportion, 16 would be the square."""
    growths = {}
    for name, text in BOMBS.items():
        whole, quarter = once(edition, text), once(edition, text[: len(text) // 4])
        growths[name] = (whole / quarter, whole)
    worst = max((name for name in growths if growths[name][1] > 0.05), key=lambda name: growths[name][0])
    slowest = max(growths, key=lambda name: growths[name][1])
    against = f"the worst of {len(BOMBS)} hostile texts ({worst}); slowest: {growths[slowest][1]:.2f} s ({slowest})"
    report.ratio("four times as much hostile text costs", f"{growths[worst][0]:.1f} ×", "≤ 5 ×", against)


def once(edition: catalogue.Edition, text: str) -> float:
    """Seconds of the quicker of two explanations."""
    spent = []
    for _round in range(2):
        start = time.perf_counter()
        explain(edition, text)
        spent.append(time.perf_counter() - start)
    return min(spent)


def growth(report: Report) -> None:
    """A comparison page among many more codes, beside itself among few. Spoils the edition: measure this last."""
    edition, client, few = catalogue.current("en"), Client(), 0.0
    for count in (100, 1_000, 10_000):
        resize(edition, count)
        each = cost(lambda: client.get(PAGE))
        few = few or each
        report.ratio(f"a page among {count:,} codes", f"{each / few:.2f} ×", "≤ 1.1 ×", "itself among 100")


def resize(edition: catalogue.Edition, count: int) -> None:
    """Bring the edition to so many codes: the last ones go, or copies of 251 come under codes that nobody uses."""
    for value in list(edition.codes)[count:]:
        del edition.codes[value]
    pattern = edition.codes["251"]
    numbers = (f"5.{subject}.{detail}" for subject in range(8, 999) for detail in range(999))
    while len(edition.codes) < count:
        value = next(numbers)
        edition.codes.setdefault(value, dataclasses.replace(pattern, value=value, family=f"X{value[1:]}"))

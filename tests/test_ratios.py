"""What the benchmarks measure in one process, held with a wide margin: ratios of work, not seconds."""

import re

import pytest
from django.test import Client

from codes import catalogue
from codes.explaining import explain
from codes.searching import search
from tests.bench import in_process, reference
from tests.bench.measuring import cost

pytestmark = pytest.mark.django_db
SECONDS = 0.05


@pytest.mark.parametrize(
    ("make", "least"), [(in_process.page_asked_again, 500), (in_process.pages_never_asked, 20)], ids=["again", "never"]
)
def test_a_page_is_far_cheaper_than_reading_its_rows(make, least):
    assert cost(in_process.page_by_orm, SECONDS) / cost(make(), SECONDS) > least


def test_the_reference_makes_the_same_page(client: Client):
    """But for links to codes that it has not read, which spares it work."""
    theirs, ours = in_process.page_by_orm().content.decode(), client.get(in_process.PAGE).content.decode()
    assert re.findall(r"<h[12].*?</h[12]>", theirs) == re.findall(r"<h[12].*?</h[12]>", ours)
    assert 0.9 < len(theirs) / len(ours) <= 1


@pytest.mark.parametrize(("words", "least"), [("mailbox", 50), ("mialbox", 12), (in_process.SENTENCE, 11)])
def test_a_search_is_far_cheaper_than_looking_through_the_rows(words, least):
    edition = catalogue.current("en")
    theirs = cost(lambda: reference.search(words), SECONDS)
    assert theirs / cost(lambda: search(edition, words), SECONDS) > least


def test_explaining_costs_in_proportion_to_the_text():
    edition = catalogue.current("en")
    few, many = (in_process.BOUNCE + in_process.LETTERS["ASCII"] * lines for lines in (160, 640))
    assert cost(lambda: explain(edition, many), SECONDS) / cost(lambda: explain(edition, few), SECONDS) < 6


@pytest.mark.changes_content
def test_many_codes_do_not_make_a_page_dearer():
    edition, client, costs = catalogue.current("en"), Client(), []
    for count in (100, 10_000):
        in_process.resize(edition, count)
        costs.append(cost(lambda: client.get(in_process.PAGE), SECONDS))
    assert costs[1] / costs[0] < 1.5

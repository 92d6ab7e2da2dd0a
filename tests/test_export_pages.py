"""What an export consists of: every address, each answered, and no link that leads nowhere."""

import pytest

from codes import catalogue
from codes.exporting import disk, pages


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ('<a href="/en/codes/550/#summary">', ({"/en/codes/550/"}, set())),
        ('<a href="#main"><main id="main">', (set(), set())),
        ('<a href="#gone">', (set(), {"gone"})),
        ('<a href="https://www.rfc-editor.org/">', (set(), set())),
        ('<form action="/en/search/?q=x">', ({"/en/search/"}, set())),
    ],
)
def test_links_that_lead_nowhere_are_found(page, expected):
    assert pages.links(page.encode()) == expected


@pytest.mark.django_db
def test_an_address_that_answers_no_page_stops_the_export():
    with pytest.raises(disk.Refused, match="/en/codes/999/ answers 404"):
        pages.answer("/en/codes/999/")


@pytest.mark.django_db
def test_all_pairs_are_all_pairs():
    count = len(catalogue.current("en").codes)
    found = [
        address
        for address, _looked_for in pages.addresses(all_pairs=True)
        if "-vs-" in address and address.endswith(("/", ".json"))
    ]
    assert len(found) == len(set(found)) == 2 * count * (count - 1)

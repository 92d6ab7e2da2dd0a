"""Every kind of page in every public language: the rules of WCAG 2.2 AA, and what no rule engine looks for.

A page is loaded once for each width and looked at in every way; all findings of a test come together, as a list to work
through. What depends on colours alone is asked again in the dark.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import partial

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.browser.kinds import POSTED, READ
from tests.browser.reading import COLOURS, faults, measured

LANGUAGES = [code for code, _name in settings.LANGUAGES]
STOPS_TO_SEARCH = 6


def show(page: Page, site: LiveServer, language: str, kind: str) -> None:
    """Open a page of a kind."""
    if kind in READ:
        page.goto(f"{site.url}/{language}/{READ[kind]}")
        return
    page.goto(f"{site.url}/{language}/explain/")
    page.locator("textarea[name=text]").fill(POSTED[kind])
    with page.expect_navigation():
        page.locator("form:has(textarea) button").click()


def stops_to_search(page: Page) -> list[str]:
    """How often somebody presses Tab until the search field has the focus."""
    for _pressed in range(STOPS_TO_SEARCH):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('input[type=search]')"):
            return []
    return [f"the search field is more than {STOPS_TO_SEARCH} tab stops away"]


def at_400_percent(page: Page) -> list[str]:
    """1.4.10: a window of 1280 × 1024, enlarged four times."""
    size = page.viewport_size
    page.set_viewport_size({"width": 320, "height": 256})
    found = measured(page, "sideways")
    page.set_viewport_size(size)
    return found


def findings(page: Page) -> Iterator[str]:
    """Everything that is wrong with a page; the light comes first, and what is folded is opened."""
    look = partial(measured, page)
    yield from stops_to_search(page)
    look("unfold")
    yield from faults(page)
    for check in ("faint", "headings", "small", "sideways", "spaced"):
        yield from look(check)
    yield from at_400_percent(page)
    page.emulate_media(color_scheme="dark")
    yield from faults(page, COLOURS)
    yield from look("faint")
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    yield from look("moving")
    page.keyboard.press("Tab")  # focus shows itself to those who use the keyboard
    yield from look("unfocused")
    page.emulate_media(color_scheme="light", reduced_motion=None, forced_colors="active")
    yield from look("edgeless")
    page.emulate_media(color_scheme="light", forced_colors="none")


@pytest.mark.parametrize(
    ("language", "width"),
    [
        pytest.param(language, width, marks=pytest.mark.xdist_group(f"access {width}"))
        for language in LANGUAGES
        for width in (320, 1280)
    ],
)
def test_nothing_stands_in_anybodys_way(chromium: Browser, site: LiveServer, language, width):
    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme="light")
    page = context.new_page()
    found = defaultdict(list)
    for kind in READ | POSTED:
        show(page, site, language, kind)
        for finding in set(findings(page)):
            found[finding].append(kind)
    context.close()
    assert found == {}, "\n".join(f"{finding}, on: {', '.join(kinds)}" for finding, kinds in sorted(found.items()))

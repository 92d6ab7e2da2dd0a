"""Arabic, although nobody may read it yet: whatever the first right-to-left language needs is there before it is."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from codes import catalogue
from tests.browser.kinds import READ
from tests.browser.reading import faults, measured

SHEETS = sorted(Path(settings.BASE_DIR, "codes", "static", "codes").glob("*.css"))
SIDE = re.compile(r"(?:^|-)(?:left|right)(?:-|$)")
ALIGNED = {"text-align", "float", "clear"}
ALL_SIDES = {"margin", "padding", "inset", "border-width", "border-style", "border-color"}


def physical(css: str) -> list[str]:
    """The declarations that name a side of the screen, four values for the four sides among them."""
    found = []
    for declaration in re.split(r"[;{}]", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)):
        name, _colon, value = (" ".join(part.split()) for part in declaration.partition(":"))
        is_aligned = name in ALIGNED and value in {"left", "right"}
        if SIDE.search(name) or is_aligned or (name in ALL_SIDES and len(value.split()) == 4):
            found.append(f"{name}: {value}")
    return found


@pytest.fixture
def arabic(settings):
    """Arabic as a public language; its interface and content are English where nobody has translated them."""
    settings.LANGUAGES = [*settings.LANGUAGES, ("ar", "العربية")]
    catalogue.holder.forget()
    yield
    catalogue.holder.forget()


def middles(page, *selectors: str) -> list[float]:
    """How far from the left edge the middles of these elements are, in widths of the window."""
    boxes = [page.locator(selector).first.bounding_box() for selector in selectors]
    return [(box["x"] + box["width"] / 2) / page.viewport_size["width"] for box in boxes]


@pytest.mark.parametrize("width", [320, 1280])
def test_arabic_pages_are_as_good_as_english_ones(open_page, arabic, width):
    page = open_page("/ar/", width)
    site, found = page.url.removesuffix("/ar/"), []
    for kind, path in READ.items():
        if kind in {"not found", "too long search"}:  # the console says that they are errors
            continue
        page.goto(f"{site}/ar/{path}")
        assert page.locator("html").get_attribute("dir") == "rtl", kind
        problems = [*faults(page), *measured(page, "sideways"), *measured(page, "turned")]
        found += [f"{kind}: {problem}" for problem in problems]
    assert found == [], "\n".join(found)


def test_the_layout_is_mirrored(open_page, arabic):
    places = ".wordmark", "#code-a", "#code-b", "#at-a-glance th[scope=row]"
    english = middles(open_page("/en/compare/251-vs-501/"), *places)
    arabic_ones = middles(open_page("/ar/compare/251-vs-501/"), *places)
    assert arabic_ones == pytest.approx([1 - place for place in english], abs=0.05)
    assert english[1] < 0.5 < english[2]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_style_sheets_know_no_left_and_no_right(sheet):
    assert physical(sheet.read_text()) == []


@pytest.mark.parametrize(
    ("declarations", "found"),
    [
        ("margin-left: 1px", ["margin-left: 1px"]),
        ("color: red; border-top-right-radius: 1px", ["border-top-right-radius: 1px"]),
        ("left: 0", ["left: 0"]),
        ("text-align: right", ["text-align: right"]),
        ("padding: 1px 2px 1px 4px", ["padding: 1px 2px 1px 4px"]),
        ("margin-inline-start: 1px; text-align: start; padding: 1px 2px; grid-area: left", []),
    ],
)
def test_the_check_of_style_sheets_would_see_it(declarations, found):
    assert physical(f".copyright:hover {{ {declarations}; }}") == found

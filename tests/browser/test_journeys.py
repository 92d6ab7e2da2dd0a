"""What people do, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.reading import faults

PAGES = [
    "/en/",
    "/fr/codes/550/",
    "/en/codes/101/",
    "/fr/compare/251-vs-501/",
    "/en/compare/211-vs-556/",
    "/en/classes/5xx/",
    "/fr/compare/",
    "/en/search/?q=mailbox",
    "/fr/explain/",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_pages_fit_and_are_accessible(open_page, width, scheme):
    page = open_page(PAGES[0], width, scheme)
    origin = page.url.removesuffix(PAGES[0])
    for path in PAGES:
        page.goto(origin + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert faults(page) == [], path


def test_a_visitor_finds_and_compares(open_page):
    page = open_page("/fr/")
    page.keyboard.press("/")
    expect(page.get_by_label("Un code, ou des mots de la réponse")).to_be_focused()
    page.keyboard.type("501")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/fr/codes/501/$"))
    page.get_by_label("Comparer 501 avec").fill("251")
    page.get_by_role("button", name="Comparer").click()
    expect(page).to_have_url(re.compile(r"/fr/compare/251-vs-501/$"))
    page.get_by_text("Langues – Français").click()
    page.get_by_role("link", name="English").click()
    expect(page).to_have_url(re.compile(r"/en/compare/251-vs-501/$"))


def test_the_slash_is_typed_where_somebody_types(open_page):
    page = open_page("/en/")
    field = page.get_by_label("A code, or words from the reply")
    field.fill("a")
    field.press("/")
    expect(field).to_have_value("a/")


def test_everything_works_without_javascript(open_page):
    page = open_page("/en/", java_script_enabled=False)
    page.get_by_label("A code, or words from the reply").fill("251 vs 501")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("251")


BOUNCE = "<ann@example.com>: host mx.example.com[192.0.2.1] said: 550 5.1.1 unknown (in reply to RCPT TO command)\n"


@pytest.mark.parametrize("width", [320, 1280])
def test_a_bounce_is_explained(open_page, width):
    page = open_page("/fr/explain/", width)
    page.get_by_label("Un message de non-remise").fill(BOUNCE)
    page.get_by_role("button", name="Expliquer").click()
    expect(page.get_by_role("heading", name="ann@example.com")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/fr/explain/$"))
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("link", name="550[3]").click()
    expect(page.locator("li:target")).to_contain_text("Code de réponse")
    page.get_by_label("Masquer les noms").check()
    assert page.locator(".local-part").first.evaluate("node => getComputedStyle(node).fontSize") == "0px"
    page.get_by_role("link", name="Effacer").click()
    assert page.get_by_label("Un message de non-remise").input_value() == ""


def test_suggestions_can_be_walked_with_the_keyboard(open_page):
    page = open_page("/en/")
    field = page.get_by_label("A code, or words from the reply")
    field.press_sequentially("mailbox full")
    links = page.locator(".suggestions a")
    expect(links.first).to_be_visible()
    assert faults(page) == []
    field.press("ArrowDown")
    expect(links.first).to_be_focused()
    page.keyboard.press("Escape")
    expect(field).to_be_focused()
    expect(page.locator(".suggestions")).to_be_hidden()
    field.press_sequentially(" ")
    field.fill("552")
    field.dispatch_event("input")
    expect(links.first).to_have_text(re.compile("^552 "))
    field.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/en/codes/552/$"))


def test_a_bounce_pasted_into_the_search_goes_to_the_explainer(open_page):
    page = open_page("/en/")
    page.get_by_label("A code, or words from the reply").evaluate(
        """(field, text) => {
            const data = new DataTransfer();
            data.setData("text", text);
            field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        BOUNCE + BOUNCE,
    )
    expect(page.get_by_label("A bounce message, a reply")).to_have_value(BOUNCE + BOUNCE)
    page.get_by_role("button", name="Explain", exact=True).click()
    expect(page.get_by_role("heading", name="What your text says")).to_be_visible()

"""What people do, in a real browser."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.reading import faults, measured


@pytest.mark.parametrize("scripted", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("width", [360, 1280])
def test_a_visitor_finds_compares_and_changes_the_language(open_page, width, scripted):
    page = open_page("/fr/", width, java_script_enabled=scripted)
    page.get_by_label("Un code, ou des mots de la réponse").fill("boîte pleine")
    page.get_by_role("button", name="Rechercher").click()
    page.locator("main").get_by_role("link", name=re.compile("^552 ")).click()
    expect(page).to_have_url(re.compile(r"/fr/codes/552/$"))
    page.get_by_label("Comparer 552 avec").fill("452")
    page.get_by_role("button", name="Comparer").click()
    expect(page).to_have_url(re.compile(r"/fr/compare/452-vs-552/$"))
    page.locator(".languages summary").click()
    page.get_by_role("link", name="English").click()
    expect(page).to_have_url(re.compile(r"/en/compare/452-vs-552/$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("452")


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until something has the focus; a trap on the way fails the test."""
    for _stop in range(200):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError("the focus never came there")


def test_a_visitor_needs_no_mouse(open_page):
    page = open_page("/en/")
    page.keyboard.press("/")
    expect(page.get_by_label("A code, or words from the reply")).to_be_focused()
    page.keyboard.type("501")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/en/codes/501/$"))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    tab_to(page, page.get_by_label("Compare 501 with"))
    page.keyboard.type("251")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/en/compare/251-vs-501/$"))
    tab_to(page, page.locator(".languages summary"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("link", name="Français"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/fr/compare/251-vs-501/$"))


@pytest.mark.parametrize("path", ["/en/codes/550/", "/fr/compare/251-vs-501/"])
def test_a_printed_page_is_only_what_there_is_to_read(open_page, path):
    page = open_page(path)
    page.emulate_media(media="print")
    for role in ("banner", "navigation", "contentinfo", "search", "button"):
        expect(page.get_by_role(role)).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    found = measured(page, "unprintable")
    assert found == [], "\n".join(found)
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_the_slash_is_typed_where_somebody_types(open_page):
    page = open_page("/en/")
    field = page.get_by_label("A code, or words from the reply")
    field.fill("a")
    field.press("/")
    expect(field).to_have_value("a/")


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

"""What people do, in a real browser."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth import get_user_model
from playwright.sync_api import Page, expect

PASSWORD = "a long enough password"  # noqa: S105
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
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def faults(page: Page) -> list[str]:
    found = Axe().run(page, options=WCAG).response["violations"]
    return [f"{fault['id']}: {node['html'][:120]}" for fault in found for node in fault["nodes"]]


def log_in(open_page, path: str) -> Page:
    """A page of the admin, opened as an editor who has just signed in."""
    get_user_model().objects.create_superuser("editor", password=PASSWORD)
    page = open_page(f"/admin/login/?next={path}")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    return page


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
    page.get_by_label("Second code").fill("251")
    page.get_by_role("button", name="Comparer ces codes").click()
    expect(page).to_have_url(re.compile(r"/fr/compare/251-vs-501/$"))
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


def test_an_edit_shows_on_the_french_comparison(open_page):
    page = log_in(open_page, "/admin/codes/code/251/change/")
    expect(page.get_by_role("tab")).to_have_count(19)
    page.get_by_role("tab", name="Français").click()
    expect(page.locator("#id_summary_en")).to_be_hidden()
    page.locator("#id_description_fr").fill("Une description écrite dans l’atelier.")
    page.get_by_role("button", name="Save and continue editing").first.click()
    expect(page.get_by_role("tab", name="Français")).to_have_attribute("aria-selected", "true")
    page.goto(page.url.split("/admin/")[0] + "/fr/compare/251-vs-501/")
    expect(page.locator("#code-a")).to_contain_text("Une description écrite dans l’atelier.")


def test_the_tab_with_the_error_opens_first(open_page):
    page = log_in(open_page, "/admin/codes/code/251/change/")
    page.locator("#id_name_en").evaluate("field => { field.required = false; field.value = ''; }")
    page.get_by_role("tab", name="Français").click()
    page.get_by_role("button", name="Save and continue editing").first.click()
    expect(page.get_by_role("tab", name="English")).to_have_attribute("aria-selected", "true")
    expect(page.locator("#id_name_en")).to_be_visible()


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

"""What editors and translators do, in a real browser; with PICTURES set, the pictures of docs/editors.md are taken."""

import os
import re

import polib
import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from playwright.sync_api import Page, expect

from codes.admin.people import make_groups
from tests.browser.reading import faults
from tests.pictures import take

PASSWORD = "a long enough password"  # noqa: S105
OF_DJANGO = (
    "link-in-text-block",
    "region",
    "heading-order",
    "page-has-heading-one",
    "landmark",
    "empty-table-header",
)


@pytest.fixture
def site(live_server):
    """A live site to edit."""
    return live_server


def picture(page: Page, name: str) -> None:
    if os.environ.get("PICTURES"):
        take(page, name)


def log_in(open_page, group: str, path: str, **options) -> Page:
    """A page of the workshop, opened as somebody who has just signed in."""
    from django.apps import apps  # noqa: PLC0415

    make_groups(apps.get_app_config("codes"), "default")  # a test with real transactions leaves empty tables behind
    user = get_user_model().objects.create_user(group.partition(":")[0].lower(), password=PASSWORD, is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    page = open_page(f"/admin/account/login/?next={path}", **options)
    page.get_by_label("Username").fill(user.get_username())
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    return page


def show(page: Page, address: str) -> None:
    """Go to a public page and reload it: the browser may keep it for five minutes."""
    page.goto(address)
    page.reload()


def own_faults(page: Page) -> list[str]:
    """What is wrong with what we have added; the frame around it is Django's."""
    return [fault for fault in faults(page) if not fault.startswith(OF_DJANGO)]


def test_an_editor_corrects_previews_publishes_and_takes_it_back(open_page):
    page = log_in(open_page, "Editors", "/admin/codes/code/")
    site = page.url.split("/admin/")[0]
    page.locator("#searchbar").fill("251")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="251", exact=True).click()
    field = page.locator("#id_how_to_fix_fr")
    before = field.input_value()
    after = before.replace("1. ", "1. Sans attendre, ", 1)
    field.fill(after)
    picture(page, "editors-form")
    page.get_by_label("Preview in").select_option("fr")
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Preview").click()
    preview = opened.value
    expect(preview.locator("main")).to_contain_text("Sans attendre,")
    preview.close()
    page.get_by_role("button", name="Save as draft").click()
    expect(page.get_by_text("The draft is kept.")).to_be_visible()
    show(page, f"{site}/fr/compare/251-vs-501/")
    expect(page.locator("main")).not_to_contain_text("Sans attendre,")
    page.goto(f"{site}/admin/overview/")
    page.get_by_role("link", name="251", exact=True).first.click()
    page.get_by_role("button", name="Save", exact=True).first.click()
    show(page, f"{site}/fr/compare/251-vs-501/")
    expect(page.locator("#code-a")).to_contain_text("Sans attendre,")
    page.goto(f"{site}/admin/codes/code/251/history/")
    assert own_faults(page) == []
    picture(page, "editors-history")
    page.get_by_role("button", name="Bring the old text back").first.click()
    expect(page.get_by_text("It is as it was.")).to_be_visible()
    show(page, f"{site}/fr/compare/251-vs-501/")
    expect(page.locator("main")).not_to_contain_text("Sans attendre,")


def test_a_translator_takes_a_file_home_and_brings_it_back(open_page, tmp_path):
    page = log_in(open_page, "Translators: Polish", "/admin/overview/pl/", accept_downloads=True)
    assert own_faults(page) == []
    with page.expect_download() as download:
        page.get_by_role("link", name="PO", exact=True).click()
    path = tmp_path / "pl.po"
    download.value.save_as(path)
    catalogue = polib.pofile(str(path))
    written = {"251.name": "Odbiorca gdzie indziej", "450.name": "Skrzynka zajęta", "550.name": "Skrzynka niedostępna"}
    for entry in catalogue:
        entry.msgstr = written.get(entry.msgctxt, "")
    catalogue.save()
    page.get_by_role("link", name="Import a file").click()
    page.get_by_label("PO, CSV or XLSX file").set_input_files(path)
    page.get_by_role("button", name="Show the differences").click()
    expect(page.get_by_text("Do not import this text")).to_have_count(3)
    assert own_faults(page) == []
    picture(page, "editors-import")
    page.get_by_role("button", name="Import").click()
    expect(page.get_by_text("3 texts were imported.")).to_be_visible()
    page.goto(page.url.replace("/overview/pl/", "/codes/code/550/change/"))
    expect(page.locator("#id_name_pl")).to_have_value("Skrzynka niedostępna")
    expect(page.locator("#id_name_en")).to_have_count(0)


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_form_is_accessible_and_fits(open_page, width, scheme):
    page = log_in(open_page, "Editors", "/admin/codes/code/251/change/?language=ar", width=width, scheme=scheme)
    expect(page.locator("#id_name_ar")).to_have_attribute("dir", "rtl")
    assert own_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_form_works_without_javascript(open_page):
    page = log_in(open_page, "Editors", "/admin/codes/code/251/change/?language=fr", java_script_enabled=False)
    page.get_by_role("link", name="Deutsch").click()
    page.locator("#id_name_de").fill("Empfänger anderswo")
    page.get_by_role("button", name="Save and continue editing").first.click()
    expect(page.locator("#id_name_de")).to_have_value("Empfänger anderswo")


PASSKEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.mark.ignore_template_errors  # templates of allauth's own look for what need not be there
def test_a_passkey_is_set_up_and_asked_for(open_page):
    """Under the content security policy, with an authenticator that Chromium pretends to have."""
    page = log_in(open_page, "Editors", "/admin/account/2fa/webauthn/add/")
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": PASSKEY})
    if "reauthenticate" in page.url:
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Confirm").click()
    page.get_by_label("Name").fill("laptop")
    page.get_by_role("button", name="Add").click()
    expect(page).to_have_url(re.compile("recovery-codes"))
    page.context.clear_cookies()
    page.goto(page.url.split("/admin/")[0] + "/admin/account/login/?next=/admin/overview/")
    page.get_by_label("Username").fill("editors")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Use a security key").click()
    expect(page).to_have_url(re.compile("/admin/overview/$"))

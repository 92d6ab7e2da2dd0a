"""What the browser itself says of our headers: nothing is blocked, nothing is kept, nothing powerful is allowed."""

import pytest

from tests.browser.kinds import READ, REFUSED

# Reviewed: these tell a site nothing about somebody, and do nothing that a visitor does not see. Client hints are asked
# for by a header that we do not send.
HARMLESS = {
    *(
        "aria-notify",
        "autoplay",
        "cross-origin-isolated",
        "deferred-fetch",
        "deferred-fetch-minimal",
        "encrypted-media",
    ),
    *("fullscreen", "gamepad", "interest-cohort", "language-detector", "language-model", "picture-in-picture"),
    *("media-playback-while-not-visible", "summarizer", "sync-xhr", "translator", "unload"),
}
LISTEN = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => violations.push(event.violatedDirective));
"""
BOUNCE = "550 5.1.1 <ann@example.org> no such user\n450 4.2.2 mailbox full"


def test_pages_with_their_scripts_break_no_rule_and_keep_nothing(open_page):
    page = open_page("/en/")
    page.add_init_script(LISTEN)
    origin = page.url.removesuffix("/en/")
    for path in (path for kind, path in READ.items() if kind not in REFUSED):
        page.goto(f"{origin}/fr/{path}")
        page.keyboard.press("/")
        page.locator("input[type=search]").first.press_sequentially("mailbox")
        page.locator("ul.suggestions a").first.wait_for()
        assert page.evaluate("violations") == [], path
        assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""], path
    page.goto(f"{origin}/en/explain/")
    page.locator("#paste-text").fill(BOUNCE)
    page.locator("main form button").last.click()
    page.locator(".explained").wait_for()
    assert page.evaluate("violations") == []
    assert page.context.cookies() == []


def test_text_never_becomes_markup(chromium, live_server):
    page = chromium.new_page()
    page.add_init_script(LISTEN)
    page.goto(f"{live_server.url}/en/")
    told = page.evaluate("""() => {
      try { document.body.insertAdjacentHTML("beforeend", "<b>x</b>"); return "allowed"; }
      catch (error) { return error.name; }
    }""")
    assert told == "TypeError"
    assert page.evaluate("violations") == ["require-trusted-types-for"]
    page.close()


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/en/", {"clipboard-write"}),
        ("/admin/account/login/", {"clipboard-write", "publickey-credentials-create", "publickey-credentials-get"}),
    ],
)
def test_nothing_powerful_is_allowed(open_page, path, allowed):
    page = open_page(path)
    found = set(page.evaluate("document.featurePolicy.allowedFeatures()"))
    assert {name for name in found - HARMLESS if not name.startswith("ch-")} == allowed

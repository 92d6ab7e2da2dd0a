"""What the rules of accessibility, and our own of checks.js, say of a page."""

from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

WCAG = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
CHECKS = Path(__file__).with_name("checks.js").read_text()


def bring(page: Page, script: str, name: str) -> None:
    """Put a script into the page once, past its content security policy."""
    if not page.evaluate("name => name in window", name):
        page.evaluate(f"() => {{ {script} }}")


def faults(page: Page, rules: dict = WCAG) -> list[str]:
    """Every element that breaks a rule, as the rule and the element."""
    bring(page, AXE_SCRIPT, "axe")
    # Without the style sheets that axe would put into the page to read them, which the CSP forbids.
    options = {"runOnly": rules, "preload": False, "resultTypes": ["violations"]}
    found = page.evaluate("options => axe.run(document, options)", options)["violations"]
    return [f"{fault['id']}: {node['html'][:120]}" for fault in found for node in fault["nodes"]]


def measured(page: Page, check: str) -> list[str]:
    """What one of our own checks finds."""
    bring(page, CHECKS, "checks")
    return [f"{check}: {line}" for line in page.evaluate(f"checks.{check}()") or []]

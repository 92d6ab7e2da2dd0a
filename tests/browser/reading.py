"""What the rules of accessibility say of a page."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# Without the style sheets that axe would put into the page to read them, which the CSP forbids.
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "preload": False}


def faults(page: Page) -> list[str]:
    """Every element that breaks a rule, as the rule and the element."""
    found = Axe().run(page, options=WCAG).response["violations"]
    return [f"{fault['id']}: {node['html'][:120]}" for fault in found for node in fault["nodes"]]

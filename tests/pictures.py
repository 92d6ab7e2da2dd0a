"""The pictures of README and docs, taken of the running site: `make pictures`.

Those of docs/editors.md are taken by tests/browser/test_editors.py on its way, with the same take().
"""

import io
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from tests.browser.conftest import launched
from tests.serving import Server

DOCS = Path(__file__).resolve().parent.parent / "docs"
MOST_BYTES = 150 * 1024
BOUNCE = """\
<ann@example.com>: host mx.example.com[192.0.2.1] said: 550 5.1.1 <ann@example.com>: Recipient address rejected:
    User unknown in virtual mailbox table (in reply to RCPT TO command)
<bob@example.net>: host mx.example.net[192.0.2.9] said: 452 4.2.2 The email account is over quota
    (in reply to RCPT TO command)
"""
DESKTOP, PHONE = (1100, 900), (390, 844)
# Name, address, size of the window, colour scheme.
PAGES = [
    ("home", "/en/", DESKTOP, "light"),
    ("comparison", "/fr/compare/251-vs-501/", DESKTOP, "light"),
    ("code", "/en/codes/550/", DESKTOP, "dark"),
    ("phone", "/en/codes/550/", PHONE, "light"),
    ("explain", "/en/explain/", DESKTOP, "light"),
]


def take(page: Page, name: str) -> None:
    """What the window shows, in the few colours that it needs."""
    shown = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    path = DOCS / f"{name}.png"
    for colours in (256, 128, 64):
        shown.quantize(colours, dither=Image.Dither.NONE).save(path, optimize=True)
        if path.stat().st_size <= MOST_BYTES:
            return
    raise ValueError(f"{path} takes more than {MOST_BYTES} bytes")


def explain(page: Page) -> None:
    """Paste a bounce, and look at what it says."""
    page.locator("textarea[name=text]").fill(BOUNCE)
    page.get_by_role("button", name="Explain", exact=True).click()


def take_all(browser: Browser, site: str) -> None:
    """Every page of the table."""
    for name, path, (width, height), scheme in PAGES:
        sharp = 2 if width < 500 else 1  # as a phone shows it
        page = browser.new_page(
            viewport={"width": width, "height": height}, color_scheme=scheme, device_scale_factor=sharp
        )
        page.goto(site + path)
        if name == "explain":
            explain(page)
        take(page, name)
        page.close()


def main() -> None:
    """A site of its own, so that no editor's work is in the picture."""
    with tempfile.TemporaryDirectory() as folder, Server(Path(folder)) as server, launched() as browser:
        take_all(browser, f"http://127.0.0.1:{server.port}")


if __name__ == "__main__":
    main()

"""What Lighthouse says of each kind of page on a slow phone: four scores, and what keeps one below 100."""

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from django.conf import settings

from tests.bench.measuring import Report
from tests.browser.kinds import READ
from tests.serving import Server

LIGHTHOUSE = settings.VAR_DIR / "node" / "node_modules" / ".bin" / "lighthouse"
KINDS = "home", "code", "enhanced code", "editorial pair", "class", "search", "form of the explainer"
NOT_TO_BE_FOUND = {"search", "form of the explainer"}  # noindex, on purpose
BROWSERS = "chromium", "chromium-browser", "google-chrome"
TRIES = 3
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-quic"


def audit(address: str, *, skipped: list[str], browser: str) -> dict:
    """Lighthouse's report of an address; the phone is its default. It asks to be run again now and then."""
    words = [LIGHTHOUSE, address, "--quiet", "--output=json", f"--chrome-flags={FLAGS}", *skipped]
    environment = os.environ | {"CHROME_PATH": browser}
    for _try in range(TRIES):
        done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return json.loads(done.stdout)
    raise RuntimeError(done.stderr)


def shortfalls(told: dict) -> str:
    """The audits that cost points."""
    audits = {part["id"]: part["weight"] for category in told["categories"].values() for part in category["auditRefs"]}
    scores = {name: told["audits"][name]["score"] for name, weight in audits.items() if weight}
    return ", ".join(name for name, score in scores.items() if score is not None and score < 1)


def main(report: Report) -> None:
    """One row a page; performance, accessibility, best practices, search engines."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not (shutil.which("node") and browser and LIGHTHOUSE.exists()):
        report.line("Pages were not audited: node or chromium missing. On Debian: apt-get install nodejs npm chromium")
        return
    with tempfile.TemporaryDirectory() as folder, Server(Path(folder)) as site:
        for kind in KINDS:
            skipped = ["--skip-audits=is-crawlable"] if kind in NOT_TO_BE_FOUND else []
            told = audit(f"http://127.0.0.1:{site.port}/en/{READ[kind]}", skipped=skipped, browser=browser)
            scores = "/".join(f"{100 * (category['score'] or 0):.0f}" for category in told["categories"].values())
            report.ratio(f"Lighthouse, {kind}", scores, "100 each", shortfalls(told))

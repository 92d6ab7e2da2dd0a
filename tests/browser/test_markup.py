"""Every kind of page in every public language, read by html-validate and, where there is Java, by W3C's Nu checker."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from tests.browser.kinds import POSTED, READ

LANGUAGES = [code for code, _name in settings.LANGUAGES]
HERE = Path(__file__).parent
MODULES = Path(settings.VAR_DIR, "node", "node_modules")
NU = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"


@pytest.fixture(scope="module")
def folder(tmp_path_factory, django_db_setup, django_db_blocker) -> Path:
    """The pages as files."""
    client, folder = Client(), tmp_path_factory.mktemp("pages")
    with django_db_blocker.unblock():
        for language in LANGUAGES:
            answers = {kind: client.get(f"/{language}/{path}") for kind, path in READ.items()}
            answers |= {kind: client.post(f"/{language}/explain/", {"text": text}) for kind, text in POSTED.items()}
            for kind, answer in answers.items():
                (folder / f"{language} {kind}.html").write_bytes(answer.content)
    return folder


def told(*words: str | Path, folder: Path) -> dict | list:
    """What a checker writes as JSON about the pages of a folder; its exit code says no more."""
    pages = sorted(path.name for path in folder.iterdir())
    assert len(pages) == len(LANGUAGES) * len(READ | POSTED)
    done = subprocess.run([*words, *pages], cwd=folder, capture_output=True, text=True, check=False)
    return json.loads(done.stdout)


def test_html_validate_finds_nothing(folder):
    words = [MODULES / ".bin" / "html-validate", "--config", HERE / "htmlvalidate.config.mjs", "--formatter", "json"]
    found = [
        f"{Path(page['filePath']).stem}, line {said['line']}: {said['message']} ({said['ruleId']})"
        for page in told(*words, folder=folder)
        for said in page["messages"]
    ]
    assert found == [], "\n".join(found)


@pytest.mark.skipif(not shutil.which("java"), reason="the Nu checker runs on Java")
def test_the_nu_checker_finds_nothing(folder):
    found = [
        f"{Path(said['url']).stem}, line {said.get('lastLine')}: {said['message']}"
        for said in told("java", "-jar", NU, "--format", "json", "--stdout", folder=folder)["messages"]
    ]
    assert found == [], "\n".join(found)


def test_html_validate_would_find_something(tmp_path):
    page = tmp_path / "page.html"
    page.write_text('<!doctype html><html lang="en"><head><title>a</title></head><body><p><p id="a b"></body></html>')
    words = [MODULES / ".bin" / "html-validate", "--config", HERE / "htmlvalidate.config.mjs", page]
    assert subprocess.run(words, capture_output=True, check=False).returncode == 1

"""What we build on: locked with checksums, licensed, and no more than is used."""

import ast
import re
from importlib.metadata import PackageNotFoundError, metadata, packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LOCKED = re.compile(r"^([a-z0-9-]+)(?:\[[^]]*\])?==[^ ]+.*\\$", re.MULTILINE)
ROWS = re.findall(r"^\| ([a-z0-9-]+) \| ([^|]+) \|$", (ROOT / "docs/licences.md").read_text(), re.MULTILINE)
LICENCES = dict(ROWS[2:])  # below the head of the table
# Chosen in requirements.in for another reason than an import: Django and whitenoise load them.
NOT_IMPORTED = {"django-modeltranslation", "whitenoise", "psycopg", "pillow"}


def locked(name: str) -> list[str]:
    return LOCKED.findall((ROOT / name).read_text())


@pytest.mark.parametrize("name", ["requirements.txt", "requirements/dev.txt"])
def test_every_package_is_locked_with_a_checksum(name):
    parts = re.split(r"^(?=[a-z])", (ROOT / name).read_text(), flags=re.MULTILINE)[1:]
    assert [part for part in parts if "==" not in part or "--hash=sha256:" not in part] == []
    assert len(parts) == len(locked(name))


def test_every_package_has_its_licence_told():
    assert sorted(LICENCES) == sorted(locked("requirements.txt"))
    for name, licence in LICENCES.items():
        try:
            said = metadata(name).get("License-Expression")
        except PackageNotFoundError:  # of another platform
            continue
        assert said in {None, licence}, name


def test_every_import_is_a_direct_requirement():
    direct = {
        name.lower() for name in re.findall(r"^([A-Za-z0-9-]+)", (ROOT / "requirements.in").read_text(), re.MULTILINE)
    }
    distributions = packages_distributions()
    imported = set()
    for path in [*(ROOT / "codes").rglob("*.py"), *(ROOT / "smtpref").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                imported |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                imported.add(node.module.partition(".")[0])
    used = {distributions[name][0].lower().replace("_", "-") for name in imported if name in distributions}
    assert used <= direct
    assert direct - used <= NOT_IMPORTED
    assert len(direct) <= 15

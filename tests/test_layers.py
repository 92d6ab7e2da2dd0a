"""Imports point down: the contracts of pyproject.toml hold, and would notice if they did not."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_layers_hold():
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("codes/smtp/theory.py", "import django"),
        ("codes/models/entry.py", "from codes.views import pages"),
        ("codes/admin/entries.py", "from codes.views import pages"),
        ("codes/catalogue/rows.py", "from codes import comparing"),
        ("codes/transfer/files.py", "from codes import models"),
    ],
)
def test_layers_notice_a_forbidden_import(tmp_path, module, line):
    for name in ("codes", "smtpref"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("content", "static", "__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / module).open("a") as file:
        file.write(f"\n{line}\n")
    assert lint_imports(tmp_path).returncode == 1


def test_smtp_knowledge_runs_without_django():
    modules = [f"codes.smtp.{path.stem}" for path in (ROOT / "codes" / "smtp").glob("*.py") if path.stem != "__init__"]
    assert len(modules) >= 6
    script = f"import sys, {', '.join(modules)}; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False).returncode == 0


def test_files_keep_their_ceilings():
    ceilings = {"codes/**/*.py": 250, "smtpref/*.py": 250, "tests/**/*.py": 250, "templates/**/*.html": 100}
    visited = 0
    for pattern, ceiling in ceilings.items():
        for path in ROOT.glob(pattern):
            if "migrations" not in path.parts:
                visited += 1
                assert len(path.read_text().splitlines()) <= ceiling, path
    assert visited > 60

"""How much of the real cases beside the project is read rightly; the misses are printed when a bound is broken."""

import importlib.util
import io
import json
from pathlib import Path
from types import ModuleType

import pytest
from django.core.management import call_command

# The scorer, which is not ours, leaves its files to the garbage collector.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
LEAST = {"lines": 0.98, "messages": 0.97, "queries": 0.90}


def in_process(monkeypatch):
    """The scorer's way to ask, without a process and with this test's database."""

    def ask(_python, words, inputs=None):
        data = b"" if inputs is None else "\0".join(inputs).encode("utf-8", "surrogatepass")
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        out = io.StringIO()
        call_command(*words, stdout=out)
        return [json.loads(row) for row in out.getvalue().splitlines() if row.strip()]

    return ask


def scorer(shared: Path) -> ModuleType:
    """The module that scores, from the folder beside the project."""
    spec = importlib.util.spec_from_file_location("score", shared / "cases" / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("kind", LEAST)
def test_real_cases_are_read_rightly(shared, monkeypatch, kind):
    score = scorer(shared)
    monkeypatch.setattr(score, "ask", in_process(monkeypatch))
    results = list(getattr(score, kind)(shared / "cases", None))
    misses = [what for right, what in results if not right]
    assert len(results) > 100
    assert len(misses) <= (1 - LEAST[kind]) * len(results), "\n".join(misses)

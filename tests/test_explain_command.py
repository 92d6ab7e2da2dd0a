"""The explain command: a line or a message each, as JSON or in words."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.test_explaining import DSN

pytestmark = pytest.mark.django_db


def run(capsys, *words: str) -> list[dict]:
    call_command("explain", *words)
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def give(monkeypatch, data: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_the_command_answers_line_by_line(capsys, monkeypatch):
    give(monkeypatch, b"550 5.1.1 no\nport 587\n\n599 no\n")
    assert run(capsys, "--json", "--lang", "fr") == [
        {
            "input": "550 5.1.1 no",
            "codes": [{"code": "550", "kind": "reply"}, {"code": "5.1.1", "kind": "enhanced"}],
            "outcome": "permanent",
            "url": "/fr/codes/550/",
        },
        {"input": "port 587", "codes": [], "outcome": None, "url": None},
        {"input": "", "codes": [], "outcome": None, "url": None},
        {
            "input": "599 no",
            "codes": [{"code": "599", "kind": "reply"}],
            "outcome": "permanent",
            "url": "/fr/classes/5xx/",
        },
    ]
    give(monkeypatch, b"421-4.7.0 a\n421 4.7.0 b\0\xff\0")
    assert [answer["input"] for answer in run(capsys, "--json", "--null")] == ["421-4.7.0 a\n421 4.7.0 b", "\ufffd"]


def test_the_command_answers_for_whole_messages(capsys, tmp_path):
    path = tmp_path / "bounce.eml"
    path.write_text(DSN.format(action="failed", status="5.0.0", reply="550 5.1.1 no"))
    assert run(capsys, "--json", "--message", str(path)) == [
        {
            "input": str(path),
            "recipients": [
                {
                    "recipient": "ann@example.com",
                    "action": "failed",
                    "status": "5.0.0",
                    "reply_code": "550",
                    "diagnostic": "smtp; 550 5.1.1 no",
                    "url": "/en/codes/550/",
                }
            ],
        }
    ]


def test_the_command_speaks_to_people(capsys, tmp_path):
    path = tmp_path / "log"
    path.write_text("450 4.2.2 <ann@example.com>: full\n")
    call_command("explain", str(path))
    said = capsys.readouterr().out
    assert [
        part for part in ("ann@example.com", "This was put off:", "4.2.2", "/en/codes/4.2.2/") if part not in said
    ] == []
    call_command("explain", str(Path(__file__)), "--lang", "fr")


def test_a_missing_file_is_told_in_one_line():
    with pytest.raises(CommandError, match=r"^/no/such/file cannot be read \(No such file or directory\)\.$"):
        call_command("explain", "/no/such/file")

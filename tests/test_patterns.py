"""Every regular expression of the project takes time in proportion to the text, whatever stands in it."""

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from typing import Any

import pytest

import codes
import smtpref

# They start a server, read the content or are run by a Python without Django.
NOT_IMPORTED = {"smtpref.serve", "smtpref.wsgi", "smtpref.workers", "smtpref.preflight"}
# Only ever matched at one place, most of them in a window of some characters: a search would begin at each.
MATCHED_ONCE = {
    "codes.smtp.bounce.AFTER",
    "codes.smtp.document.RETURNED",
    "codes.smtp.dsn.ACTION",
    "codes.smtp.reply.UNITS",
    "codes.smtp.reply.WORDS_FOLLOW",
}
ATOMS = [
    *("5", "5.", "a", "a.", "a@", "a@b.", "a-", "a;", "a=", "x.", "550 ", "5.1.1 ", "550-", "9", "0"),
    *(" ", "\t", "\n", "\r\n", " \n", "\u3000", "\0", "é", "—", "５", "<", ">", "<a ", ">>> ", "> ", "to=<", "H=x "),
    *('"', "'", '"a" ', "\\", ":", "=", "=<", "[", "(", "{", "`", "*", "|", ",", "--", "_", "%(", "- ", "1. ", "%"),
    *("rfc822;", "to ", "from ", " ** ", "12:", "=?", "/", "&", "?", "+"),
]


def patterns_in(value: Any) -> Iterator[re.Pattern[Any]]:
    """The patterns in a value, however deep."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple | list | set | frozenset | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from patterns_in(item)


def patterns() -> dict[str, re.Pattern[Any]]:
    """Every pattern that a module of ours has made, by the first name that it goes by."""
    found: dict[re.Pattern[Any], str] = {}
    for package in (codes, smtpref):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if module.name not in NOT_IMPORTED and ".migrations" not in module.name:
                for name, value in vars(importlib.import_module(module.name)).items():
                    for number, pattern in enumerate(patterns_in(value)):
                        found.setdefault(pattern, f"{module.name}.{name}.{number}")
    return {name: pattern for pattern, name in found.items()}


PATTERNS = patterns()


def attacks(pattern: re.Pattern[Any]) -> list[str]:
    """What to repeat: what hurts patterns in general, and the words of this one."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    words = sorted(set(re.findall(r"[A-Za-z]{2,}", re.sub(r"\?P<\w+>|\\.", "", source))), key=len)[-4:]
    return [*ATOMS, *words, *(f"{word} " for word in words), *(f"{word}: " for word in words)]


def seconds(name: str, atom: str, length: int) -> float:
    """The quicker of two walks through a text of this length."""
    pattern, text = PATTERNS[name], (atom * (length // len(atom) + 1))[:length]
    data: Any = text if isinstance(pattern.pattern, str) else text.encode("utf-8", "replace")
    spent = []
    for _time in range(2):
        start = time.process_time()
        if name.rpartition(".")[0] in MATCHED_ONCE:
            pattern.match(data)
        else:
            for _match in pattern.finditer(data):
                pass
        spent.append(time.process_time() - start)
    return min(spent)


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_is_linear(name):
    """The attack that hurts most on a short text, on texts of four times the length each."""
    worst = max(attacks(PATTERNS[name]), key=lambda atom: seconds(name, atom, 4 * 1024))
    assert seconds(name, worst, 16 * 1024) < 0.1  # square growth would show from here on, and never end below
    quarter, whole = seconds(name, worst, 64 * 1024), seconds(name, worst, 256 * 1024)
    assert whole < 0.02 or whole / quarter < 8  # 4 is in proportion, 16 the square; a busy machine errs a little


def test_all_patterns_are_looked_at():
    assert len(PATTERNS) > 70
    assert {name.rpartition(".")[0] for name in PATTERNS} >= MATCHED_ONCE

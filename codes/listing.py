"""Which pages are worth finding: what sitemaps list and an export holds."""

from dataclasses import dataclass
from datetime import datetime

from codes.catalogue import Edition
from codes.smtp import theory


@dataclass(frozen=True)
class Listed:
    """A page: its path below the language, and when anything that it shows was last changed."""

    path: str
    changed_at: datetime


def picture_of(path: str) -> str:
    """The picture of a page, both as paths below the language: of a code or a comparison, else of the site."""
    kind, _slash, name = path.rstrip("/").partition("/")
    return f"{kind}/{name}.png" if kind in {"codes", "compare"} and name else "card.png"


def listed(edition: Edition) -> tuple[Listed, ...]:
    """Home, privacy, classes, codes and the pairs that people really mix up; the other pairs say little that is new."""
    codes = {value: entry.changed_at for value, entry in edition.codes.items()}
    pairs = {
        f"{left}-vs-{right}": max(pair.changed_at, codes[left], codes[right])
        for (left, right), pair in edition.confusions.items()
    }
    newest = max((*codes.values(), *pairs.values()))
    return (
        *(
            Listed(path, newest)
            for path in (
                *("", "compare/", "changes/", "api/", "privacy/", "security/"),
                *(f"classes/{name}/" for name in theory.ALL_CLASSES),
            )
        ),
        *(Listed(f"codes/{value}/", changed_at) for value, changed_at in codes.items()),
        *(Listed(f"compare/{pair}/", changed_at) for pair, changed_at in pairs.items()),
    )

"""What was written or corrected last: for readers by day, for feed readers as Atom (RFC 4287)."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from codes import phrases
from codes.catalogue import Edition, Text

MOST = 50


@dataclass(frozen=True)
class Change:
    """A code or a comparison that was changed: its page, what the page is about, its first sentence."""

    path: str
    subject: str
    name: Text
    sentence: Text
    changed_at: datetime


@dataclass(frozen=True)
class Day:
    """The changes of one day (UTC), the last first."""

    date: date
    changes: tuple[Change, ...]


def latest(edition: Edition) -> tuple[Change, ...]:
    """The last changes, the newest first; of what changed at once, codes before comparisons, in their order."""
    no_name = Text("", edition.language)
    codes = (
        Change(reverse("code", args=[entry.value]), entry.shown, entry.name, entry.summary, entry.changed_at)
        for entry in edition.codes.values()
    )
    pairs = (
        Change(
            reverse("compare", args=[pair.pair]),
            f"{pair.left.value} vs {pair.right.value}",
            no_name,
            pair.verdict,
            pair.changed_at,
        )
        for pair in edition.confusions.values()
    )
    return tuple(sorted((*codes, *pairs), key=lambda change: change.changed_at, reverse=True)[:MOST])


def by_day(edition: Edition) -> tuple[Day, ...]:
    """The last changes, day by day."""
    days = groupby(latest(edition), key=lambda change: change.changed_at.date())
    return tuple(Day(day, tuple(changes)) for day, changes in days)


def atom(edition: Edition) -> str:
    """The last changes as a feed; the name of an entry stays the same whatever becomes of it (RFC 4151)."""
    page, host = reverse("changes"), urlsplit(settings.SITE_URL).hostname
    feed = Atom1Feed(
        title=str(phrases.TITLES["changes"]),
        link=settings.SITE_URL + page,
        description=None,
        subtitle=str(phrases.DESCRIPTIONS["changes"]),
        language=edition.language,
        author_name="smtpref",
        feed_url=settings.SITE_URL + reverse("feed"),
        feed_guid=f"tag:{host},2026:{page}",
        feed_copyright=str(phrases.LICENCE.line),
    )
    for change in latest(edition):
        feed.add_item(
            title=f"{change.subject} {change.name.bare}".strip(),
            link=settings.SITE_URL + change.path,
            description=change.sentence.inline,
            unique_id=f"tag:{host},2026:{change.path}",
            updateddate=change.changed_at,
        )
    written: str = feed.writeString("utf-8")
    return written

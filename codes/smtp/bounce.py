"""Bounces in plain words: whose mail failed, and which reply belongs to whom.

Systems older than RFC 3464, and many newer ones, write a letter. Its addresses are weighed by the words and the layout
around them, as a reader would: an address alone on its line, or before a colon, is the one that failed.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from codes.smtp.document import Document, Kind, Line
from codes.smtp.marks import ADDRESS
from codes.smtp.reply import Reply

WINDOW = 40
NAMED, LIKELY = 4, 1
# Of words in lower case: to leave the case to the patterns would take twice as long.
NOT_FAILED = re.compile(
    r"(?:\bfrom|\bsender|contact|write to|send (?:an? )?(?:e-?)?mail to|mailto|\bby|reply-to|return-path|cc|"
    r"message-id|\bid|helo|forwarded-for|ctladdr|\bf|originally|expanded from|arg1|postmaster|hello)"
    r"\s*[:=;]?\s*[\"'<(]*$"
)
FAILED = re.compile(
    r"(?:rcpt(?: to)?\s*:|\bto=|\baddr=|rejected recipient|(?:final|original|failed)[ -]recipient\s*:(?:\s*rfc822;)?|"
    r"intended recipient:|\baddress:|recipient\(?s?\)?\s*:|undeliver(?:able|ed) to)\s*[\"'<(]*$"
)
ADDRESSED = re.compile(r"(?:\bto|\bfor|attempts:|recipients?|errors?:|address(?:es)?:?|user|mailbox|:)\s*[\"'<(]*$")
BEFORE: tuple[tuple[int, re.Pattern[str]], ...] = (
    (2, re.compile(r"generated (?:from|by)\s*[\"'<(]*$")),
    (-12, NOT_FAILED),
    (7, FAILED),
    (6, re.compile(r"^[\s*•·–|\"'<(>-]*$")),
    (4, ADDRESSED),
    (4, re.compile(r"^\s*[245]\d\d[ -](?:[245]\.\d\.\d+ )?\s*<?$")),
)
AFTER: tuple[tuple[int, re.Pattern[str]], ...] = (
    (
        2,
        re.compile(
            r"[\"'>)]*\s*(?:$|:|\.\.\.| \[|"
            r"\(?(?:unknown|unrecoverable|is not|was not|not |did not|has been|expanded))",
            re.IGNORECASE,
        ),
    ),
    (-12, re.compile(r"[\"'>)]*\s*(?:for (?:help|further|assistance)|if you)")),
)
# Mailboxes that send reports rather than fail.
ROLES = frozenset(
    {"postmaster", "mailer-daemon", "mailerdaemon", "daemon", "abuse", "noreply", "no-reply", "root", "hostmaster"}
)
SERVER_CHANGES = re.compile(r"^[\s.>-]*(?:\.\.\. )?while talking to", re.IGNORECASE)


@dataclass(frozen=True)
class Mention:
    """An address where the text names it, and how much speaks for its being a recipient that failed."""

    address: str
    start: int
    end: int
    weight: int


def addresses(found: Iterable[Line]) -> Iterator[tuple[Line, re.Match[str]]]:
    """Every address of some lines."""
    return ((line, match) for line in found if "@" in line.text for match in ADDRESS.finditer(line.text))


def mentioned(line: Line, match: re.Match[str], weight: int) -> Mention:
    """An address in its line."""
    return Mention(match[1].rstrip("."), line.start + match.start(1), line.start + match.end(1), weight)


def weigh(line: str, match: re.Match[str], addressee: frozenset[str]) -> int:
    """How much the words around an address speak for a recipient; addressee is whom the report itself was sent to."""
    address = match[1].lower().rstrip(".")
    before = line[max(0, match.start(1) - WINDOW) : match.start(1)].lower()
    after = line[match.end(1) : match.end(1) + WINDOW]
    weight = next((points for points, pattern in BEFORE if pattern.search(before)), LIKELY)
    weight += sum(points for points, pattern in AFTER if pattern.match(after))
    if address in addressee:
        weight -= 3
    return weight - 8 if address.partition("@")[0] in ROLES else weight


def failed(document: Document) -> list[Mention]:
    """The recipients that failed, in their order, each where it is named first as such."""
    head = list(document.fields(Kind.HEAD))
    addressee = frozenset(
        match[1].lower() for field in head if field.name == "to" for match in ADDRESS.finditer(field.text)
    )
    listed = [
        Mention(match[1], field.start + match.start(1), field.start + match.end(1), NAMED)
        for field in head
        if field.name == "x-failed-recipients"
        for match in ADDRESS.finditer(field.text)
    ]
    found = [mentioned(line, match, weigh(line.text, match, addressee)) for line, match in addresses(document.telling)]
    best = max((mention.weight for mention in found), default=0)
    named = [mention for mention in found if mention.weight >= max(NAMED, best - 3)]
    names = {mention.address.lower() for mention in listed}
    confirmed = [mention for mention in found if mention.address.lower() in names]
    named = confirmed or named or listed or [mention for mention in found if mention.weight >= LIKELY][:1]
    once: dict[str, Mention] = {}
    for mention in named:
        once.setdefault(mention.address.lower(), mention)
    return list(once.values()) or returned_to(document)


def returned_to(document: Document) -> list[Mention]:
    """Whom the returned mail was for, when the report itself names nobody."""
    for field in document.fields(Kind.RETURNED):
        if field.name in {"to", "x-envelope-to", "delivered-to", "x-original-to"}:
            match = ADDRESS.search(field.text)
            if match:
                return [Mention(match[1], field.start, field.end, LIKELY)]
    return []


def assign(replies: list[Reply], named: list[Mention], document: Document) -> dict[str, list[Reply]]:
    """Which replies belong to which recipient: the one named in the same line, else the last one named before; without
    any recipient they belong to "".

    Sendmail's transcripts begin a new server with "while talking to": what follows belongs to the next one named.
    """
    if len(named) < 2:
        return {mention.address.lower(): replies for mention in named} or {"": replies}
    report = document.lines(Kind.REPORT)
    known = {mention.address.lower() for mention in named}
    everywhere = [mentioned(line, match, LIKELY) for line, match in addresses(report)]
    everywhere = [mention for mention in everywhere if mention.address.lower() in known]
    shown = {mention.address.lower() for mention in everywhere}
    everywhere += [mention for mention in named if mention.address.lower() not in shown]
    owners = Owners(sorted(everywhere, key=lambda mention: mention.start), report)
    if all(reply.start < owners.starts[0] for reply in replies):
        return dict.fromkeys(known, replies)  # one reason above a list of recipients
    found: dict[str, list[Reply]] = {address: [] for address in known}
    for reply in replies:
        owner = owners.of(reply.start)
        if owner:
            found[owner.address.lower()].append(reply)
    return found


class Owners:
    """Whose a position in the report is; every question takes logarithmic time."""

    def __init__(self, named: list[Mention], report: list[Line]) -> None:
        self.named = named
        self.starts = [mention.start for mention in named]
        self.lines = [line.start for line in report]
        self.breaks = [line.start for line in report if SERVER_CHANGES.match(line.text)]

    def of(self, position: int) -> Mention | None:
        """The mention in the same line, else the last before, unless another server was talked to since."""
        line = bisect_right(self.lines, position)
        begin = self.lines[line - 1] if line else 0
        end = self.lines[line] if line < len(self.lines) else position + 1
        here = bisect_left(self.starts, begin)
        if here < len(self.named) and self.starts[here] < end:
            return self.named[here]
        before = self.named[here - 1] if here else None
        after = self.named[here] if here < len(self.named) else None
        if before and not self.parted(before.start, position):
            return before
        return after if after and not self.parted(position, after.start) else None

    def parted(self, start: int, end: int) -> bool:
        """Whether the transcript turns to another server between two positions."""
        return bisect_right(self.breaks, start) != bisect_right(self.breaks, end)

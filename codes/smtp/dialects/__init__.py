"""The log lines of mail systems, one file for each: what stands where in a line.

A form is a pattern with named groups: recipient, host, queue_id, phase, action, status; what a group whose name begins
with "reply" holds is read as a reply. A new mail system is a new file and a row here; whatever its forms are, they have
one of the characters that Document.telling looks for.
"""

import re
from itertools import pairwise

from codes.smtp.dialects import courier, exchange, exim, haraka, opensmtpd, postfix, powermta, qmail, sendmail
from codes.smtp.document import Document, Kind, Line
from codes.smtp.marks import Mark, Part, context
from codes.smtp.reply import flat, foremost, replies
from codes.smtp.reports import Report, reply_marks

# The forms of each system, and the words without which none of them fits: few lines need more than this look.
SYSTEMS = (postfix, exim, qmail, opensmtpd, courier, exchange, haraka, powermta, sendmail)
SIGNS = tuple(sign for system in SYSTEMS for sign in system.SIGNS)
LONGEST_LINE = 4096
PARTS = {
    "recipient": Part.RECIPIENT,
    "host": Part.HOST,
    "queue_id": Part.QUEUE_ID,
    "action": Part.ACTION,
    "status": Part.STATUS,
}
# The systems' own words, as the actions of a delivery status notification (RFC 3464, 2.3.3).
ACTIONS = {
    **dict.fromkeys(("bounced", "**", "failure", "failed", "permfail", "permanent fail", "undeliverable"), "failed"),
    **dict.fromkeys(("deferred", "==", "deferral", "delayed", "tempfail", "temp fail"), "delayed"),
    **dict.fromkeys(("sent", "=>", "->", ">>", "success", "ok", "delivered", "deliverable"), "delivered"),
}


def signed(found: list[Line]) -> list[Line]:
    """The lines that any form can fit: a look that is ten times cheaper than one pattern of all signs."""
    together = "\n".join(line.text for line in found)
    signs = [sign for sign in SIGNS if sign in together]
    return [line for line in found if any(sign in line.text for sign in signs)] if signs else []


def form(line: str) -> re.Match[str] | None:
    """The form that fits a log line; the first that does, since the forms exclude one another."""
    for system in SYSTEMS:
        for pattern in system.FORMS:
            match = pattern.search(line, 0, LONGEST_LINE)
            if match:
                return match
    return None


def reports(document: Document) -> list[Report]:
    """A report for each log line; what follows without a form of its own belongs to the line before."""
    if any(section.kind is Kind.HEAD for section in document.sections):
        return []
    starts = [line.start for line in signed(document.telling) if form(line.text)]
    bounds = pairwise([*starts, len(document.text)])
    return [report for start, end in bounds if (report := from_entry(document.text, start, end))]


def from_entry(text: str, start: int, end: int) -> Report | None:
    """The report of one log entry, and its recognised parts."""
    match = form(text[start:end])
    if match is None:
        return None
    groups = {name: value for name, value in match.groupdict().items() if value}
    spans = {name: (start + match.start(name), start + match.end(name)) for name in groups}
    said = next((span for name, span in spans.items() if name.startswith("reply")), None)
    # qmail's log writes spaces as underscores.
    words = spoken(text[said[0] : said[1]]) if said else ""
    found = [reply.moved(said[0]) for reply in replies(words)] if said else []
    best = foremost(found)
    marks = [Mark(*spans[name], part, groups[name]) for name, part in PARTS.items() if name in spans]
    marks += [mark for reply in found for mark in reply_marks(reply)]
    if said:
        marks += [mark.moved(said[0]) for mark in context(words)]
    return Report(
        start,
        end,
        recipient=groups.get("recipient"),
        action=ACTIONS.get(groups.get("action", "").lower()),
        status=groups.get("status"),
        reply=best,
        others=tuple(reply for reply in found if reply is not best),
        marks=tuple(marks),
    )


def spoken(words: str) -> str:
    """What a log quotes of a server, as the server wrote it; qmail writes spaces as underscores."""
    return flat(words if " " in words.strip() else words.replace("_", " "))

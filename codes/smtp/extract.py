"""Any text: which readers to try, in which order, and what each recipient's report comes to.

Log lines are read by the forms of their mail system; a whole message or a part of one by its DSN fields, then by its
words; anything else by the replies in it.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from codes.smtp import bounce, dialects, dsn, mime
from codes.smtp.document import Document, Field, Kind, from_text
from codes.smtp.marks import Mark, Part, context
from codes.smtp.reply import Reply, flat, foremost, replies
from codes.smtp.reports import Reading, Report, best_first, reply_marks


def read(text: str) -> Reading:
    """What a pasted text reports; never raises."""
    return read_document(mime.from_pasted(text) if mime.looks_like_message(text) else from_text(text))


def read_message(data: bytes) -> Reading:
    """What a whole message reports; never raises."""
    return read_document(mime.from_bytes(data))


def read_document(document: Document) -> Reading:
    """The reports of a document, by log lines, by fields or by words."""
    logged = dialects.reports(document)
    if any(report.codes for report in logged):
        return finished(document, logged, [])
    plain = flat(document.only(Kind.REPORT))
    found = replies(plain)
    notified = list(dsn.recipients(document.fields(Kind.REPORT)))
    reports = by_fields(document, notified, found) if notified else by_words(document, found)
    near = context_near(plain, [(report.start, report.end) for report in reports])
    return finished(document, reports, [*near, *(mark for reply in found for mark in reply_marks(reply))])


# Hosts and queue ids that are named further from a report than so have nothing to do with it.
NEAR = 600


def context_near(text: str, spans: list[tuple[int, int]]) -> Iterator[Mark]:
    """The hosts, queue ids and points of the session around reports, by whole lines where these are not endless."""
    done = 0
    for start, end in sorted(spans):
        first, last = max(0, start - NEAR), end + NEAR
        first = max(done, first, text.rfind("\n", max(0, first - NEAR), first) + 1)
        line_end = text.find("\n", last, last + NEAR)
        last = line_end if line_end >= 0 else min(last, len(text))
        if last > first:
            yield from (mark.moved(first) for mark in context(text[first:last]))
        done = max(done, last)


def finished(document: Document, reports: list[Report], marks: list[Mark]) -> Reading:
    """The reading: its foremost reports first, its marks without overlaps, each report with the marks inside it."""
    kept = without_overlaps([*marks, *(mark for report in reports for mark in report.marks)])
    starts = [mark.start for mark in kept]
    reports = [
        replace(
            report, marks=tuple(kept[bisect_right(starts, report.start - 1) : bisect_right(starts, report.end - 1)])
        )
        for report in reports
    ]
    return Reading(document, once_each(sorted(reports, key=best_first)), kept)


def without_overlaps(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """The marks in their order; of two that overlap the first, and of two that begin together the longer."""
    kept: list[Mark] = []
    for mark in sorted(set(marks), key=lambda mark: (mark.start, -mark.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return tuple(kept)


def once_each(reports: Iterable[Report]) -> tuple[Report, ...]:
    """The reports without those that say of a recipient nothing but what another said already."""
    said: dict[str, set[str]] = {}
    kept = []
    for report in reports:
        known = said.setdefault((report.recipient or "").lower(), set())
        if known and known >= set(report.codes):
            continue
        known.update(report.codes or {""})
        kept.append(report)
    return tuple(kept)


def by_fields(document: Document, notified: list[dsn.Recipient], found: list[Reply]) -> list[Report]:
    """A report for each recipient of a notification; what its fields leave open, the words above it may say."""
    places = Places(notified)
    inside: dict[int, list[Reply]] = defaultdict(list)
    outside = []
    for reply in found:
        owner = places.owner(reply.start)
        if owner is None:
            outside.append(reply)
        else:
            inside[owner].append(reply)
    named = bounce.failed(document)
    spoken = bounce.assign(outside, named, document)
    reports = []
    for position, recipient in enumerate(notified):
        address = recipient.addresses[0] if recipient.addresses else None
        name = address.text if address else (named[0].address if named else None)
        own = [reply for reply in inside[position] if reply.code] or [
            reply for reply in spoken.get((name or "").lower(), []) if reply.code
        ]
        reports.append(from_fields(document, recipient, name, foremost(own) or foremost(inside[position])))
    return reports


class Places:
    """Which recipient's fields a position in the text is in."""

    def __init__(self, notified: list[dsn.Recipient]) -> None:
        self.spans = sorted(
            (field.start, field.end, position)
            for position, recipient in enumerate(notified)
            for name, field in recipient.values.items()
            if name in {"diagnostic-code", "status"}
        )
        self.starts = [start for start, _end, _position in self.spans]

    def owner(self, position: int) -> int | None:
        """The number of the recipient, or none for a position outside of all fields."""
        index = bisect_right(self.starts, position) - 1
        return self.spans[index][2] if index >= 0 and position < self.spans[index][1] else None


def from_fields(document: Document, recipient: dsn.Recipient, name: str | None, said: Reply | None) -> Report:
    """The report of one recipient."""
    diagnostic = recipient.get("diagnostic-code")
    marked = [(Part.RECIPIENT, recipient.addresses[0] if recipient.addresses else None)]
    marked += [(Part.ACTION, recipient.action), (Part.STATUS, recipient.status), (Part.HOST, recipient.host)]
    marks = [mark for part, field in marked if field and (mark := within(document, part, field))]
    # A code in the Status field that is no enhanced code is a reply; an enhanced code there is the status.
    if said and said.code is None and recipient.status:
        said = None if said.enhanced and said.enhanced.value == recipient.status.text else said
    return Report(
        start=min(field.start for field in recipient.values.values()),
        end=max(field.end for field in recipient.values.values()),
        recipient=name,
        action=recipient.action.text if recipient.action else None,
        status=recipient.status.text if recipient.status else None,
        reply=said,
        diagnostic=diagnostic.text if diagnostic else None,
        marks=tuple(marks),
    )


def within(document: Document, part: Part, field: Field) -> Mark | None:
    """Where the bare value of a field stands."""
    offset = document.text[field.start : field.end].lower().find(field.text.lower()) if field.text else -1
    start = field.start + offset
    return Mark(start, start + len(field.text), part, field.text) if offset >= 0 else None


def by_words(document: Document, found: list[Reply]) -> list[Report]:
    """A report for each recipient that the words name, or one without a recipient."""
    named = bounce.failed(document)
    if not named:
        best = foremost(found)
        return [from_words(best, found)] if best else []
    assigned = bounce.assign(found, named, document)
    reports = []
    for mention in named:
        own = assigned[mention.address.lower()]
        report = from_words(foremost(own), own)
        mark = Mark(mention.start, mention.end, Part.RECIPIENT, mention.address)
        bounds = [(reply.start, reply.end) for reply in own] + [(mention.start, mention.end)]
        start, end = min(start for start, _end in bounds), max(end for _start, end in bounds)
        reports.append(replace(report, start=start, end=end, recipient=mention.address, marks=(mark,)))
    return reports


def from_words(best: Reply | None, found: Iterable[Reply]) -> Report:
    """The report of a reply among others: a transcript holds several."""
    start, end = (best.start, best.end) if best else (0, 0)
    return Report(start, end, reply=best, others=tuple(reply for reply in found if reply is not best))

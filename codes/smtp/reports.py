"""What a text comes to: a report for each recipient or attempt, and the parts that were recognised."""

from dataclasses import dataclass

from codes.smtp.document import Document
from codes.smtp.marks import Mark, Part
from codes.smtp.reply import Reply


@dataclass(frozen=True)
class Report:
    """What the text says of one recipient, or of an attempt without one; start and end bound the words about it."""

    start: int
    end: int
    recipient: str | None = None
    action: str | None = None
    status: str | None = None
    reply: Reply | None = None
    others: tuple[Reply, ...] = ()
    diagnostic: str | None = None
    marks: tuple[Mark, ...] = ()

    @property
    def reply_code(self) -> str | None:
        """The three digits."""
        return self.reply.code.value if self.reply and self.reply.code else None

    @property
    def enhanced(self) -> str | None:
        """The enhanced code of the reply, or else of the Status field or the log's dsn=."""
        return self.reply.enhanced.value if self.reply and self.reply.enhanced else self.status

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes that the text reports, in order of importance."""
        return tuple(dict.fromkeys(value for value in (self.reply_code, self.enhanced) if value))

    def is_followed_by(self, code: str) -> bool:
        """Whether a reply with this code stands behind the one that is reported, as in a transcript."""
        said = self.reply.start if self.reply else 0
        return any(other.code and other.code.value == code and other.start > said for other in self.others)

    def value(self, part: Part) -> str | None:
        """The first recognised part of a kind."""
        return next((mark.value for mark in self.marks if mark.part is part), None)


@dataclass(frozen=True)
class Reading:
    """A text, its recognised parts in their order, and a report for each recipient or attempt."""

    document: Document
    reports: tuple[Report, ...]
    marks: tuple[Mark, ...]

    @property
    def text(self) -> str:
        """What was read; positions of marks and reports count in it."""
        return self.document.text

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code that the text truly reports, those of the foremost reports first."""
        return tuple(dict.fromkeys(value for report in self.reports for value in report.codes))


def reply_marks(reply: Reply) -> list[Mark]:
    """Where the codes of a reply stand."""
    parts = ((Part.REPLY, reply.code), (Part.ENHANCED, reply.enhanced))
    return [Mark(number.start, number.end, part, number.value) for part, number in parts if number]


# Refused for good, put off; whatever else has a code, then what has none.
SEVERITY = {"5": 0, "4": 1}


def best_first(report: Report) -> int:
    """The order of reports: what is refused for good, what may still get through, what succeeded, what has no code."""
    return SEVERITY.get(report.codes[0][0], 2) if report.codes else 3

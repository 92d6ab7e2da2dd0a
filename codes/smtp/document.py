"""A pasted text as a reader sees it: which part is the report, and which is the mail that came back with it.

Codes, addresses and dates of the returned mail say nothing about the failure, so every reader of this package looks at
the sections that belong to the report only.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property
from itertools import accumulate, chain, compress, count, islice
from typing import NamedTuple

from codes.smtp.reply import flat

# Forwarded and replied-to text has marks of quotation before each line (RFC 3676, 4.5).
QUOTED = re.compile(r"(?:[>|] ?)*+")
FIELD = re.compile(r"([A-Za-z][A-Za-z0-9-]{1,60})[ \t]*:(?!//)[ \t]*(.*)", re.ASCII)
# Where the returned mail begins: at what mail systems write above it, or at a trace field (RFC 5322, 3.6.7).
RETURNED = re.compile(
    r"(?:[>|] ?)*+(?a:received|return-path|dkim-signature|delivered-to|x-originating-ip)[ \t]*:(?!//)|"
    r"[\s>|]*+(?:[-=*_#]{2}[-=*_#|\s]{0,120}(?:this is a copy|below this line|enclosed is a copy|original m|returned m|"
    r"return mail|unsent m|undelivered m|message (?:header|text|body|content)|the header|start of return|"
    r"mensaje original|the original|forwarded original|header of|message follows|your message|original header)|"
    r"(?:the )?original message (?:follows|headers)|message headers? follow|included is a copy|"
    r"original message headers|below is a copy|here is a copy|a copy of (?:the|your) message|your message reads)",
    re.IGNORECASE,
)
# RFC 3464, 2.3: where these stand, the text is a report, whatever stands above it.
REPORT_FIELD = re.compile(
    r"^(?:[^\S\n]|[>|])*(?:Final-Recipient|Diagnostic-Code|Remote-MTA)[ \t]*:", re.IGNORECASE | re.MULTILINE
)
# Where a line, an address or a code may begin. Each costs a reader some microseconds, however short the text is, so
# their number is what bounds the time; the log of some thousand deliveries has no more.
PLACE = re.compile(r"[\n\r@]|(?<![0-9])(?:[2-5][0-9]{2}(?![0-9])|[245]\.[0-7]\.)")
MOST_PLACES = 10_000
IN_PLACES = "\n\r@2345"  # one of these is in each place


class Kind(Enum):
    """What a section of the text is."""

    HEAD = "head"
    REPORT = "report"
    RETURNED = "returned"
    UNREAD = "unread"


class Line(NamedTuple):
    """One line without its marks of quotation, where it begins, and which line of its section it is."""

    start: int
    text: str
    number: int

    @property
    def end(self) -> int:
        """Where it ends, line break not counted."""
        return self.start + len(self.text)


@dataclass(frozen=True)
class Field:
    """A header field: its name in lower case, its value unfolded, and where the value stands."""

    name: str
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Section:
    """A stretch of the text."""

    kind: Kind
    start: int
    end: int


@dataclass(frozen=True)
class Document:
    """The readable text and its sections, which follow one another without gaps."""

    text: str
    sections: tuple[Section, ...]

    @property
    def read(self) -> str:
        """The text without the end that nobody reads."""
        last = self.sections[-1] if self.sections else None
        return self.text[: last.start] if last and last.kind is Kind.UNREAD else self.text

    def lines(self, kind: Kind, is_wanted: Callable[[str], object] = bool) -> list[Line]:
        """The lines of all sections of a kind."""
        found = (lines(self.text, each.start, each.end, is_wanted) for each in self.sections if each.kind is kind)
        return list(chain.from_iterable(found))

    @cached_property
    def telling(self) -> list[Line]:
        """The lines of the report that may be more than words, which every reader goes through."""
        return self.lines(Kind.REPORT, may_tell)

    def only(self, kind: Kind) -> str:
        """The text with everything else blanked, each character at its place."""
        kept = (
            self.text[section.start : section.end] if section.kind is kind else " " * (section.end - section.start)
            for section in self.sections
        )
        return "".join(kept)

    def fields(self, kind: Kind) -> Iterator[Field]:
        """The header fields in a kind of section."""
        yield from fields(self.telling if kind is Kind.REPORT else self.lines(kind, may_tell))


def lines(
    text: str, start: int = 0, end: int | None = None, is_wanted: Callable[[str], object] = bool
) -> Iterator[Line]:
    """The lines of a text, however they end, without marks of quotation; or only those that are wanted."""
    pieces = text[start:end].splitlines(keepends=True)
    places = zip(count(), accumulate(map(len, pieces), initial=start), pieces, strict=False)
    for number, begin, piece in compress(places, map(is_wanted, pieces)):
        quoted = quotation(piece)
        yield Line(begin + quoted, piece[quoted:].rstrip(LINE_ENDS), number)


def quotation(text: str) -> int:
    """How long the marks of quotation are that a text begins with."""
    quoted = QUOTED.match(text) if text[:1] in {">", "|"} else None
    return quoted.end() if quoted else 0


def may_tell(line: str) -> bool:
    """Whether a line may be more than words: an address, a log's entry, a field or what folds or parts fields."""
    # One comparison after the other is several times as fast as a pattern, and as any() of them.
    return (
        (":" in line or "@" in line or "=" in line or "#" in line or "*" in line or ">" in line)
        or line[0].isspace()
        or line[0] == "|"
    )


# All that str.splitlines() takes for the end of a line.
LINE_ENDS = "\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"


def fields(found: Iterable[Line]) -> Iterator[Field]:
    """Fields as in a message's header (RFC 5322, 2.2), wherever lines have that form; a blank line has no name."""
    current, last = None, 0
    for line in found:
        match = FIELD.match(line.text) if ":" in line.text else None
        follows, last = line.number == last + 1, line.number
        if not match and current and follows and line.text[:1] in {" ", "\t"} and line.text.strip():
            current = replace(current, text=f"{current.text} {line.text.strip()}", end=line.end)
            continue
        if current:
            yield current
        current = Field(match[1].lower(), match[2].strip(), line.start + match.start(2), line.end) if match else None
        if not line.text.strip():
            yield Field("", "", line.start, line.end)
    if current:
        yield current


def readable(text: str) -> int:
    """How much of a text is read: all of it, or up to the place that is one too many."""
    plain = flat(text)
    if sum(map(plain.count, IN_PLACES)) <= MOST_PLACES:
        return len(text)
    too_many = next(islice(PLACE.finditer(plain), MOST_PLACES, None), None)
    return too_many.start() if too_many else len(text)


def from_text(text: str) -> Document:
    """The sections of a text as it was pasted: a header if it begins with one, the report, the returned mail."""
    end = readable(text)
    begin = head_end(lines(text, 0, end)) or quotation(text[:end])
    returned = next((line.start for line in lines(text, 0, end, RETURNED.match) if line.start > begin), end)
    if REPORT_FIELD.search(text, returned, end) and not REPORT_FIELD.search(text, begin, returned):
        returned = end
    bounds = [(Kind.HEAD, begin), (Kind.REPORT, returned), (Kind.RETURNED, end), (Kind.UNREAD, len(text))]
    starts = [0, *(stop for _kind, stop in bounds)]
    sections = (Section(kind, start, stop) for start, (kind, stop) in zip(starts, bounds, strict=False))
    return Document(text, tuple(section for section in sections if section.end > section.start))


def limited(document: Document) -> Document:
    """The document, the part of it that is too much as one section that nobody reads."""
    end = readable(document.text)
    if end == len(document.text):
        return document
    kept = [replace(section, end=min(section.end, end)) for section in document.sections if section.start < end]
    return replace(document, sections=(*kept, Section(Kind.UNREAD, end, len(document.text))))


def head_end(found: Iterable[Line]) -> int:
    """Where the header of a whole message ends; 0 if the text does not begin with one."""
    names: set[str] = set()
    for line in found:
        match = FIELD.match(line.text)
        if match:
            names.add(match[1].lower())
        elif not line.text.strip():
            return line.start if len(names & MESSAGE_FIELDS) > 1 else 0
        elif line.text[:1] not in {" ", "\t"} and not (line.number == 0 and line.text.startswith("From ")):
            return 0
    return 0


# Two of these make a header; a DSN's own block of fields has none of them.
MESSAGE_FIELDS = frozenset(
    {"from", "to", "subject", "date", "message-id", "received", "return-path", "mime-version", "content-type"}
)

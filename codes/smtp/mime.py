"""Whole messages: their parts decoded into one readable text, within limits that no input can exceed.

Built on the standard library's parser with its older policy: the newer one parses header fields that no reader here
needs, and takes seconds or recurses without end on hostile ones.
"""

import re
from email import message_from_bytes
from email.message import Message
from html import unescape
from typing import Any

from codes.smtp.document import (
    MESSAGE_FIELDS,
    Document,
    Kind,
    Section,
    fields,
    from_text,
    head_end,
    limited,
    lines,
    readable,
)

MOST_PARTS, DEEPEST, MOST_FIELDS = 100, 20, 1000
LONGEST_FIELD = 16 * 1024
MOST_DECODED = 1024 * 1024
# What mail is written in; everything else is read with replacement characters. UTF-7 is left out: it hides markup.
CHARSETS = frozenset(
    [
        *("us-ascii", "ascii", "utf-8", "utf8", "utf-16", "utf-16le", "utf-16be"),
        *(f"iso-8859-{part}" for part in (*range(1, 11), *range(13, 17))),
        *(f"windows-{page}" for page in (874, *range(1250, 1259))),
        *("koi8-r", "koi8-u", "tis-620", "iso-2022-jp", "iso-2022-kr", "euc-jp", "euc-kr", "shift_jis"),
        *("gb2312", "gbk", "gb18030", "big5"),
    ]
)
# How the sign is written that parts are told by; one with a star may be written in pieces or in another alphabet.
BOUNDARY = re.compile(rb"""boundary\s*(?:\*|=\s*"?([^"\\<\s;]{0,70}))""", re.IGNORECASE)
BEFORE_SIGN = (b"\n--", b"\r--")
NESTING = re.compile(rb"^content-type[ \t]*:\s*(multipart/|message/)?", re.IGNORECASE | re.MULTILINE)
TAG = re.compile(r"<(/?[A-Za-z!][^<>]*)>")
BREAKS = re.compile(r"/?(?:p|br|div|tr|li|h[1-6]|table|pre|blockquote)\b", re.IGNORECASE)
ENCODED = re.compile(
    r"^content-(?:transfer-encoding[ \t]*:[ \t]*(?:base64|quoted-printable)|type[ \t]*:\s*multipart/)", re.I | re.M
)
REPORTERS = re.compile(r"mailer-daemon|postmaster|mail delivery", re.IGNORECASE)


def looks_like_message(text: str) -> bool:
    """Whether a text is a whole message whose parts have to be decoded before anybody can read them."""
    head = text[: 64 * 1024]
    return head_end(lines(head)) > 0 and ENCODED.search(text) is not None


def from_bytes(data: bytes) -> Document:
    """A message file; what cannot be parsed as a message is read as text."""
    return parsed(data.lstrip(), as_utf8=False) or from_text(decode(data, "utf-8"))


def from_pasted(text: str) -> Document:
    """A whole message that was pasted: its characters are decoded already, its transfer encodings are not."""
    return parsed(text.encode("utf-8", "replace").lstrip(), as_utf8=True) or from_text(text)


def parsed(data: bytes, *, as_utf8: bool) -> Document | None:
    """The document of a message, or nothing where the standard library cannot be trusted with it or stumbles."""
    if not within_limits(data):
        return None
    try:
        return from_message(message_from_bytes(data), as_utf8=as_utf8)
    except (ValueError, LookupError, TypeError, AttributeError, IndexError, RecursionError):
        return None  # broken headers and encodings raise any of these; the text itself can still be read


def within_limits(data: bytes) -> bool:
    """Whether the standard library's parser can be trusted with it: parts, nesting and header are bounded."""
    types = [match[1] for match in NESTING.finditer(data)]
    if len(types) > MOST_PARTS or sum(kind is not None for kind in types) > DEEPEST:
        return False
    signs = {match[1] or b"" for match in BOUNDARY.finditer(data)}
    if len(signs) > DEEPEST or sum(map(data.count, (end + sign for sign in signs for end in BEFORE_SIGN))) > MOST_PARTS:
        return False
    head = re.split(rb"\r?\n\r?\n", data, maxsplit=1)[0].decode("latin-1")
    if readable(head) < len(head):
        return False
    found = list(fields(lines(head)))
    return len(found) <= MOST_FIELDS and all(len(field.text) <= LONGEST_FIELD for field in found)


def from_message(message: Message, *, as_utf8: bool) -> Document | None:
    """The readable parts of a message, or nothing if it has no header."""
    if len({name.lower() for name in message} & MESSAGE_FIELDS) < 1:
        return None
    pieces = Pieces(as_utf8)
    pieces.walk(message)
    return pieces.document()


class Pieces:
    """The parts of a message as they are read, up to the limit of what is decoded."""

    def __init__(self, as_utf8: bool) -> None:
        self.as_utf8 = as_utf8
        self.found: list[tuple[Kind, str]] = []
        self.left = MOST_DECODED

    def add(self, kind: Kind, text: str) -> None:
        """One more piece; a blank line parts it from the next."""
        if text.strip() and self.left > 0:
            self.found.append((kind, text[: self.left].rstrip("\r\n") + "\n\n"))
            self.left -= len(text)

    def walk(self, message: Message) -> None:
        """The header and every part of a message."""
        self.add(Kind.HEAD, head_of(message))
        is_report = message.get_content_type() == "multipart/report"
        self.part(message, is_report)

    def part(self, part: Message, is_report: bool) -> None:
        """One part, whatever it is."""
        kind = part.get_content_type()
        payload: Any = part.get_payload()
        if kind == "message/delivery-status" and isinstance(payload, list):
            self.add(Kind.REPORT, "\n".join(head_of(block) + body_of(block) for block in payload))
        elif kind == "message/rfc822" and isinstance(payload, list):
            self.enclosed(payload, is_report)
        elif kind == "multipart/alternative" and isinstance(payload, list):
            plain = [inner for inner in payload if inner.get_content_type() == "text/plain"]
            for inner in plain[:1] or payload:
                self.part(inner, is_report)
        elif isinstance(payload, list):
            for inner in payload:
                self.part(inner, is_report)
        elif part.get_content_maintype() in {"text", "message", "multipart"}:
            self.text(part, kind)  # a multipart without its boundary is text that nobody could split

    def enclosed(self, payload: list[Any], is_report: bool) -> None:
        """An enclosed message: the mail that came back, or a report that somebody forwarded."""
        for inner in payload:
            forwarded = inner.get_content_type() == "multipart/report" or REPORTERS.search(str(inner.get("From", "")))
            if forwarded and not is_report:
                self.walk(inner)
            else:
                self.add(Kind.RETURNED, head_of(inner))

    def text(self, part: Message, kind: str) -> None:
        """A part with text of any kind, split into the report and the mail below it."""
        text = self.decoded(part)
        if kind == "text/html":
            text = from_html(text)
        if kind in {"text/rfc822-headers", "text/rfc822"}:
            self.add(Kind.RETURNED, text)
            return
        inner = from_text("\n" + text)
        for section in inner.sections:
            self.add(section.kind, inner.text[section.start : section.end].lstrip("\r\n"))

    def decoded(self, part: Message) -> str:
        """The characters of a part."""
        data = part.get_payload(decode=True)
        if not isinstance(data, bytes):
            return ""
        encoding = str(part.get("Content-Transfer-Encoding", "")).strip().lower()
        if self.as_utf8 and encoding not in {"base64", "quoted-printable"}:
            return decode(data, "utf-8")
        return decode(data, part.get_content_charset("utf-8"))

    def document(self) -> Document:
        """The pieces one after the other."""
        sections, position = [], 0
        for kind, text in self.found:
            sections.append(Section(kind, position, position + len(text)))
            position += len(text)
        return limited(Document("".join(text for _kind, text in self.found), tuple(sections)))


def head_of(message: Message) -> str:
    """The header of a message, or a block of fields of a delivery status, as text."""
    found = "".join(f"{name}: {value}\n" for name, value in message.raw_items())
    return decode(found.encode("utf-8", "surrogateescape"), "utf-8")


def body_of(message: Message) -> str:
    """What stands below a header that broke off at a line that is no field."""
    payload = message.get_payload()
    return payload if isinstance(payload, str) else ""


def decode(data: bytes, charset: str) -> str:
    """Bytes as text, in the charset if mail is written in it; replacement characters stand where it fails."""
    name = charset.strip().lower() if charset.isascii() else ""
    return data.decode(name if name in CHARSETS else "utf-8", "replace")


def from_html(text: str) -> str:
    """The words of a page, with line breaks where it shows them; in linear time, however broken it is."""
    for element in ("style", "script"):
        text = without(text, element)
    folded = " ".join(text.split(" "))
    return unescape(TAG.sub(lambda match: "\n" if BREAKS.match(match[1]) else "", " ".join(folded.splitlines())))


def without(text: str, element: str) -> str:
    """The text without an element and what is in it."""
    kept, position, lower = [], 0, text.lower()
    while (start := lower.find(f"<{element}", position)) >= 0:
        kept.append(text[position:start])
        end = lower.find(f"</{element}", start)
        if end < 0:
            return "".join(kept)
        position = end + len(element) + 2
    return "".join([*kept, text[position:]])

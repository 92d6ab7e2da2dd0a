"""Whatever is pasted is read: no exception, true positions. `make bench` shows what it costs."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codes.smtp import extract, mime
from codes.smtp.marks import Part
from codes.smtp.reports import Reading

LIMIT = 256 * 1024
HEAD = "From: a@example.org\nTo: b@example.org\n"


def much(text: str) -> str:
    """The text again and again, up to the limit."""
    return (text * (LIMIT // len(text) + 1))[:LIMIT]


MIXED = f"{HEAD}Content-Type: multipart/mixed; boundary=x\n\n"
BOMBS = {
    "reply codes": much("550 "),
    "replies": much("550 5.1.1 x\n"),
    "enhanced codes": much("5.1.1 "),
    "digits": much("5"),
    "digits and dots": much("5."),
    "at signs": much("@"),
    "addresses": much("a@b.c "),
    "no line break": much("a"),
    "line feeds": much("\n"),
    "carriage returns": much("\r"),
    "quotation marks": much("> "),
    "NUL": much("5\x005\x000\x00 \x00"),
    "surrogates": much("\ud800550 "),
    "escaped line ends": much("\\n"),
    "log lines": much("A1B2C3D4E5: to=<a@b.c>, relay=x, dsn=5.1.1, status=bounced (550 5.1.1 no)\n"),
    "half log lines": much("A1B2C3D4E5: to=<a@b.c>, relay=x, dsn=5.1.1, "),
    "sendmail's fields": much("stat=" + "to=a," * 700 + "\n"),
    "exim's arrows": much("1abcde-000001-AA ** a@b.c H=x "),
    "traces": much("{LED="),
    "fields": much("Final-Recipient: rfc822; a@b.c\nAction: failed\nStatus: 5.1.1\n\n"),
    "recipients": "".join(f"<u{number}@example.com>:\n550 5.1.1 no\n" for number in range(9000)),
    "transcripts": much("while talking to x\n550 a\na@b.c:\n"),
    "header fields": much("A: b\n"),
    "mbox lines": much("From a b\n"),
    "a folded header": "Subject: x\n" + much(" y\n"),
    "types": "Final-Recipient: " + much("rfc822; "),
    "unclosed tags": f"{HEAD}Content-Type: text/html\n\n" + much("<a "),
    "unclosed styles": f"{HEAD}Content-Type: text/html\n\n" + much("<style>"),
    "parts": MIXED + much("--x\n\n"),
    "nested parts": MIXED + much("--x\nContent-Type: multipart/mixed; boundary=x\n\n"),
    "nested messages": HEAD + much("Content-Type: message/rfc822\n\n"),
    "near misses of a boundary": f"{HEAD}Content-Type: multipart/mixed; boundary={'-' * 70}\n\n"
    + much("-" * 71 + "\n"),
    "blocks of a report": f"{HEAD}Content-Type: multipart/report; boundary=x\n\n--x\n"
    "Content-Type: message/delivery-status\n\n" + much("Final-Recipient: rfc822; a@b.c\nAction: failed\n\n"),
    "continued parameters": f"{HEAD}Content-Type: multipart/mixed;"
    + "".join(f" boundary*{n}=x;\n" for n in range(5000)),
    "comments in a header": f"{HEAD}Cc: {'(' * 60000}\nContent-Type: multipart/mixed; boundary=x\n\nx",
    "brackets in a header": f"{HEAD}Message-ID: <{'[' * 1000}\nContent-Transfer-Encoding: base64\n\nNTUw",
    "a broken address": f'From: :;:;<>@,"\n{HEAD}Content-Transfer-Encoding: base64\n\nNTUwIG5v',
    "base64": f"{HEAD}Content-Transfer-Encoding: base64\n\n" + much("QQ"),
    "broken base64": f"{HEAD}Content-Transfer-Encoding: base64\n\n" + much("Q=\x00"),
    "soft line breaks": f"{HEAD}Content-Transfer-Encoding: quoted-printable\n\n" + much("=\n"),
    "uuencode": f"{HEAD}Content-Type: text/plain\nContent-Transfer-Encoding: x-uuencode\n\nbegin 644 a\n" + much("#"),
    "an unknown charset": f"{HEAD}Content-Type: text/plain; charset=none\nContent-Transfer-Encoding: base64\n\nNTUw",
    "NUL in a charset": f"{HEAD}Content-Type: text/plain; charset=a\0b\nContent-Transfer-Encoding: base64\n\nNTUw",
    "UTF-7": f"{HEAD}Content-Type: text/plain; charset=utf-7\nContent-Transfer-Encoding: base64\n\nK0FEdy0=",
    "idna": f"{HEAD}Content-Type: text/plain; charset=idna\nContent-Transfer-Encoding: base64\n\nNTUw",
    "a date of many digits": f"Date: {'9' * 5000}\n{HEAD}\n550 no",
    "a year far away": f"Date: 1 Jan 99999999999\n{HEAD}\n550 no",
    "an encoding of parts": f"{HEAD}Content-Transfer-Encoding: base64\nContent-Type: multipart/mixed; boundary=x\n\nx",
}


def check(read: Reading) -> None:
    """What holds for every reading: marks follow one another and show what they stand for."""
    position = 0
    for mark in read.marks:
        assert position <= mark.start < mark.end <= len(read.text)
        position = mark.end
        if mark.part in {Part.REPLY, Part.ENHANCED}:
            assert extract.flat(read.text[mark.start : mark.end]) == mark.value
    codes = set(read.codes)
    assert [report for report in read.reports if not codes >= set(report.codes)] == []


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_read(name):
    check(extract.read(BOMBS[name]))
    check(extract.read_message(BOMBS[name].encode("utf-8", "surrogatepass")))


def test_the_parser_is_not_trusted_beyond_its_limits():
    nested = BOMBS["nested parts"].encode()
    fields = (HEAD + "X-Y: z\n" * 1001 + "\n550 no").encode()
    long = (f"{HEAD}X-Y: {'z' * 17000}\n\n550 no").encode()
    assert [mime.within_limits(data) for data in (nested, fields, long, b"From: a\n\n550 no")] == [
        False,
        False,
        False,
        True,
    ]
    assert [extract.read_message(data).codes for data in (fields, long)] == [("550",), ("550",)]


def test_hidden_markup_stays_hidden():
    assert "<" not in extract.read(BOMBS["UTF-7"]).text


LINE = st.sampled_from(
    ["550 5.1.1 no", "<a@b.c>:", "Status: 4.2.2", "Action: failed", "Final-Recipient: rfc822; a@b.c", "", "Received: x",
     "--x", "Content-Type: multipart/mixed; boundary=x", "Diagnostic-Code: smtp; 421", "> 450-4.7.1 wait",
     "From: a@b.c",
     "delivery 1: failure: said:_550_5.1.1_no/", "while talking to x", "port 587", "size 552 bytes"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(LINE | st.text(max_size=40), max_size=30))
def test_any_lines_are_read(lines):
    check(extract.read("\n".join(lines)))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read(data):
    check(extract.read_message(data))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60), st.sampled_from(["port ", "size=", "line ", "RFC ", "192.0.2.", "id ", "12:", "delay="]))
def test_a_number_after_a_measure_is_no_code(words, measure):
    """Letters only around it, so that nothing else can be a code."""
    around = "".join(letter for letter in words if letter.isalpha() and letter.isascii())
    assert extract.read(f"{around} {measure}550 {around}").codes == ()

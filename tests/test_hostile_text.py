"""Whatever is pasted is read: no exception, true positions. `make bench` shows what it costs."""

import time
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codes import catalogue
from codes.explaining import explain
from codes.smtp import document, extract, mime
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
    "CR and LF": much("\r\n"),
    "zero-width characters": much("5\u200b5\u200b0 "),
    "directions turned round": much("\u202e055 \u2066a@b.c\u2069"),
    "wide digits": much("５５０　５．１．１ "),
    "a boundary between digits": MIXED + "".join(f"--x{number}\n550 no\n" for number in range(20000)),
    "a boundary in pieces": f"{HEAD}Content-Type: multipart/mixed; boundary*0=x; boundary*1=y\n\n" + much("--xy\n\n"),
    "many boundaries": HEAD + "".join(f"X: boundary=x{number}\n" for number in range(9000)),
    "blank lines below a trace": "Received: x\n" + much("\n"),
    "a part without end": MIXED + "--x\nContent-Type: text/plain\n\n" + much("550 "),
    "a boundary like a field": f'{HEAD}Content-Type: multipart/mixed; boundary="From: a"\n\n' + much("--From: a\n"),
    "parts without a boundary": f"{HEAD}Content-Type: multipart/mixed\n\n" + much("--\n550 no\n"),
    "encoded words": "Subject: " + much("=?utf-8?q?=35=35=30?= ") + f"\n{HEAD}\n550 no",
    "parameters": f"{HEAD}Content-Type: text/plain" + much("; a=b") + "\n\n550 no",
    "a report inside itself": much(
        f"{HEAD}Content-Type: multipart/report; boundary=x\n\n--x\nContent-Type: message/rfc822\n\n"
    ),
    "entities": f"{HEAD}Content-Type: text/html\n\n" + much("&#53;&#53;&#48; "),
    "unclosed entities": f"{HEAD}Content-Type: text/html\n\n" + much("&amp"),
    "a wrong charset": f"{HEAD}Content-Type: text/plain; charset=utf-16\nContent-Transfer-Encoding: base64\n\nNTUwIG5v",
    "a decoder of bytes": f"{HEAD}Content-Type: text/plain; charset=zlib\nContent-Transfer-Encoding: base64\n\neJwzNTU",
    "gzip": f"{HEAD}Content-Encoding: gzip\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n"
    + much("H4sI"),
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


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_keeps_within_its_time(name):
    """A multiple of what a quiet machine takes; what grows with the square of the length takes minutes."""
    start = time.process_time()
    extract.read(BOMBS[name])
    extract.read_message(BOMBS[name].encode("utf-8", "surrogatepass"))
    assert time.process_time() - start < 3


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["addresses", "replies", "recipients", "log lines", "line feeds", "fields", "parts", "base64"]
)
def test_an_explanation_takes_no_more_memory_than_allowed(name):
    edition = catalogue.current("en")
    explain(edition, "550 5.1.1 no")  # what is built once
    tracemalloc.start()
    try:
        explain(edition, BOMBS[name])
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 64 * 2**20


@pytest.mark.parametrize("name", BOMBS)
def test_what_is_read_has_a_bounded_number_of_places(name):
    """Lines, addresses and codes each cost their time, so that their number is what bounds it."""
    found = extract.read(BOMBS[name]).document
    assert len(document.PLACE.findall(extract.flat(found.read))) <= document.MOST_PLACES
    lines = [line for kind in set(document.Kind) - {document.Kind.UNREAD} for line in found.lines(kind)]
    assert len(lines) <= document.MOST_PLACES + len(found.sections)


@pytest.mark.django_db
def test_the_reader_is_told_where_reading_stopped():
    edition, line = catalogue.current("en"), "<a@example.com>: 550 5.1.1 no\n"
    lines = document.MOST_PLACES // 4  # each has an end, an address and two codes
    assert explain(edition, line * lines).unread == ""
    told = explain(edition, line * (lines + 1))
    assert told.unread.startswith(f"Only the first {len(line) * lines + 2:,} characters were read".replace(",", ""))


HIDDEN = {
    "zero-width space": "5\u200b50 5\u200b.1.1 no",
    "zero-width joiner": "5\u200d50 no",
    "right-to-left override": "\u202e055 on",
    "digits of another script": "٥٥٠ no",
    "mathematical digits": "\U0001d7d3\U0001d7d3\U0001d7d8 no",
}


@pytest.mark.parametrize("name", HIDDEN)
def test_what_only_looks_like_a_code_is_none(name):
    assert extract.read(HIDDEN[name]).codes == ()


@pytest.mark.parametrize(
    ("charset", "words"),
    [
        ("iso-2022-jp", "宛先が見つかりません"),
        ("koi8-r", "Пользователь не найден"),
        ("windows-1256", "المستخدم غير معروف"),
        ("utf-8", "邮箱不存在"),
    ],
)
def test_a_report_in_its_own_charset_is_read(charset, words):
    head = f"{HEAD}Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: 8bit\n\n".encode()
    found = extract.read_message(head + f"550 5.1.1 {words}\n".encode(charset))
    assert (found.codes, words in found.text) == (("550", "5.1.1"), True)


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

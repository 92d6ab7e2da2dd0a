"""Which numbers in a text are reply codes and enhanced codes, and which only look like them.

A reply begins with three digits (RFC 5321, 4.2), and an enhanced code may follow at once (RFC 2034, 4). In what people
paste, both stand in the middle of other numbers: ports, sizes, dates, addresses, queue ids. Each number is therefore
weighed by the few characters around it; the windows are bounded, so that the time is linear in the text.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from codes.smtp.stretches import matches

# The same length as what they replace, so that positions stay true: escaped line ends, as libraries print them, and
# digits and signs as East Asian keyboards write them.
ESCAPED_ENDS = re.compile(r"\\[rnt]")
WIDE = tuple(zip("０１２３４５６７８９．－：　\N{NO-BREAK SPACE}\0", "0123456789.-:   ", strict=True))

# What must not stand before is asked after the first characters: the search then skips everything but digits.
REPLY = re.compile(
    r"([2-5](?<![\w.@/+%&$\\].)(?<![\w.]-.)(?<!\d[:,].)(?<!::.)[0-9]{2})"
    r"(?=$|[\s:;'\"()\]}<>|\\&#*!?]|[.,](?!\d)|-(?!\d)|-[245]\.\d|=\s)",
    re.ASCII,
)
# RFC 3463, 2. Only the registered subjects: others are versions, or a provider's own numbers (Yahoo's 4.16.1).
ENHANCED = re.compile(
    r"([245]\.[0-7]\.(?:(?<=[2-5]\d\d-....)|(?<![\w.@/+%$-]....)|(?<=\s-....))(?:0|[1-9][0-9]{0,2}))"
    r"(?![\w@]|-\w|[.,]\d)",
    re.ASCII,
)
BETWEEN = r"[\s>:,#(|'\"-]{1,12}(?:b['\"])?"
FOLLOWED = re.compile(rf"{BETWEEN}([245](?:\.(?:0|[1-9][0-9]{{0,2}})){{2}})(?![\w@]|[.,]\d)", re.ASCII)

WINDOW = 48
ENOUGH = 3
CERTAIN = 12

# The last word before a reply. A lead needs a sign such as a colon between itself and the number; a name does not.
LEADS = frozenset(
    "said replied returned responded answered me smtp lmtp x400 was reply replies with follows got code response "
    "responsecode smtpcode result led reason rejected reject refused error errors err message msg status "
    "stat diag server command commands data rcpt to from ehlo helo auth quit connection greeting bdat "
    "deferred deferral bounced undeliverable failure exception denied s".split()
)
# Programs print "error" and "code" in their user's language.
NAMES = frozenset(
    "code error smtp got status with response fehler erreur errore erro código codigo codice fout błąd kod hata fel "
    "ошибка код エラー 错误 錯誤 代码 오류 lỗi ข้อผิดพลาด خطأ त्रुटि galat помилка".split()
)
# After these words a number is a size, a port, a count or a limit.
MEASURES = frozenset(
    "port size line after for than limit exceed exceeds max maximum to of over id pid rule version rfc section only "
    "within windows win uid page score required about nearly state number step attempt attempts count every least most "
    "delay ttl user room suite level last next total bytes and or no in by at expected expects expecting".split()
)
LAST_WORD = re.compile(r"[^\W_]+$")
# SMTPAuthenticationError, smtpCode, Fehlercode.
ENDS = re.compile(r"^\w+(?=(?:error|exception|code)$)")
EXPECTED = re.compile(r"\bexpect(?:ed|s|ing)(?: response)?(?: code)?\W*$", re.IGNORECASE)
# What stands between the last word and the number.
SIGNS = " \t\r\n\"'()[]{}<>#*|:;,=!.-"
# Sendmail quotes the server's reply inside its own: "554 <a@example.com>... 550 Host unknown".
QUOTED_REPLY = "..."
AT_START, ON_NEW_LINE, LED, NAMED, MARKED, CLOSED, MEASURED = 5, 4, 5, 4, 2, 1, -5
UNITS = re.compile(
    r"\s*(?:bytes?|octets?|[kmg]i?b|[kmg]bytes?|s|ms|sec|secs|seconds|min|mins|minutes|h|hrs?|hours|days|weeks|months|"
    r"years|chars|characters|messages|mails|e-?mails|recipients|lines|times|hops|connections|users|attempts|errors|"
    r"mailboxes|addresses|percent|points)\b(?![:'])|\s*%|\s*/\s*\d|\s+from\s\S+\[|\]:|\s*[x×]\s*\d|\s+\d{1,2}:\d\d\b"
)
WORDS_FOLLOW = re.compile(r"[ \t\r\n:-]+[\"'<(\[#]*[^\W\d]|\s*$")


@dataclass(frozen=True)
class Number:
    """A code where it stands in the text; certainty says how little it could be anything else."""

    value: str
    start: int
    end: int
    certainty: int

    def moved(self, by: int) -> "Number":
        """The same number in a longer text."""
        return replace(self, start=self.start + by, end=self.end + by)


@dataclass(frozen=True)
class Reply:
    """A reply code with the enhanced code that belongs to it, or an enhanced code alone."""

    code: Number | None
    enhanced: Number | None

    @property
    def start(self) -> int:
        """Where the reply begins."""
        return min(number.start for number in (self.code, self.enhanced) if number)

    @property
    def end(self) -> int:
        """Where its last code ends."""
        return max(number.end for number in (self.code, self.enhanced) if number)

    @property
    def certainty(self) -> int:
        """How little it could be anything else than a reply."""
        return self.code.certainty if self.code else 0

    def moved(self, by: int) -> "Reply":
        """The same reply in a longer text."""
        return Reply(self.code and self.code.moved(by), self.enhanced and self.enhanced.moved(by))


def flat(text: str) -> str:
    """The text as the patterns read it, with every character at its place."""
    if not text.isascii() or "\0" in text:
        for wide, plain in WIDE:  # most are nowhere, which a search in C sees far sooner than a table of all
            text = text.replace(wide, plain)
    return ESCAPED_ENDS.sub("  ", text) if "\\" in text else text


def numbers(text: str) -> Iterator[Number]:
    """The numbers of a flat text that are reply codes, as far as their surroundings tell."""
    for match in matches(REPLY, text):
        certainty = weigh(text, match)
        if certainty >= ENOUGH:
            yield Number(match[1], match.start(1), match.end(1), certainty)


def weigh(text: str, match: re.Match[str]) -> int:
    """How much the characters around a number speak for a reply code."""
    start, end = match.span(1)
    if FOLLOWED.match(text, end, end + WINDOW):
        return CERTAIN
    before, after = text[max(0, start - WINDOW) : start], text[end : end + WINDOW]
    weight = lead(before, at_start=start <= WINDOW)
    weight += 2 * (after[:1] == "-") + bool(WORDS_FOLLOW.match(after)) - 9 * bool(UNITS.match(after))
    # RFC 5321, 4.2 knows no second digit above 5.
    return weight - 3 if match[1][1] > "5" else weight


def lead(before: str, *, at_start: bool) -> int:
    """How much the words before a number speak for a reply code."""
    stripped = before.rstrip(SIGNS)
    if stripped.endswith(("b", " b", "(b")) and before[len(stripped) :][:1] in {"'", '"'}:
        stripped = stripped[:-1].rstrip(SIGNS)  # Python prints a server's bytes as b'550 …'
    signs = before[len(stripped) :]
    if not stripped:
        return AT_START if at_start else ON_NEW_LINE
    if "\n" in signs:
        return ON_NEW_LINE
    if QUOTED_REPLY in signs:
        return AT_START + 1
    last = LAST_WORD.search(stripped)
    return by_word(ENDS.sub("", last[0].lower()) if last else "", signs, before)


def by_word(word: str, signs: str, before: str) -> int:
    """How much the last word and the signs behind it speak for a reply code."""
    signed = any(sign in signs for sign in (":", ";", "=", "(", "|", ",", "->"))
    closed_host = signed and signs[0] in ")]"
    if word in MEASURES and signs.strip(" =:)") == "" and not (word in LEADS and signed):
        return MEASURED
    if EXPECTED.search(before):
        return MEASURED
    if "<<<" in signs or (signed and (word in LEADS or closed_host)):
        return LED
    if word in NAMES or signs.strip() in {"<", ">>>"}:
        return NAMED
    if signs.strip()[-1:] in set(":;(\"'>|[<"):
        return MARKED
    return CLOSED if signs[:1] in set("])}.!") else 0


def enhanced_numbers(text: str) -> Iterator[Number]:
    """The numbers of a flat text that are enhanced codes."""
    for match in matches(ENHANCED, text):
        if not VERSION.search(text, max(0, match.start(1) - 24), match.start(1)):
            yield Number(match[1], match.start(1), match.end(1), CERTAIN)


VERSION = re.compile(
    r"(?:\b(?:version|rfc ?\d*|section|sect\.|chapter|postfix|exim|sendmail|qmail|v)|§)[\s,:/(-]*$", re.I
)


def replies(text: str) -> list[Reply]:
    """The replies of a text in their order, each with the enhanced code that belongs to it."""
    plain = flat(text)
    codes, details = list(numbers(plain)), list(enhanced_numbers(plain))
    if not codes:
        return [Reply(None, number) for number in details]
    # All lines of one reply but the last have a hyphen after the code (RFC 5321, 4.2.1).
    firsts = codes[:1] + [
        code for last, code in pairwise(codes) if last.value != code.value or plain[last.end : last.end + 1] != "-"
    ]
    bounds = [0, *(code.start for code in firsts[1:]), len(plain)]
    found = [
        Reply(code, belonging(plain, code, since, until, details))
        for code, since, until in zip(firsts, bounds, bounds[1:], strict=False)
    ]
    taken = {reply.enhanced.start for reply in found if reply.enhanced}
    alone = [Reply(None, number) for number in details if number.start not in taken]
    return sorted([*found, *alone], key=lambda reply: reply.start)


def belonging(text: str, code: Number, since: int, until: int, details: list[Number]) -> Number | None:
    """The enhanced code right behind a reply code, or one of its class in its paragraph, after it or else before."""
    at_once = FOLLOWED.match(text, code.end, code.end + WINDOW)
    if at_once:
        return Number(at_once[1], at_once.start(1), at_once.end(1), CERTAIN)
    first = bisect_left(details, since, key=lambda number: number.start)
    last = bisect_left(details, until, key=lambda number: number.start)
    near = [number for number in details[first:last] if number.value[0] == code.value[0]]
    if not near:
        return None
    first, last = min(code.start, near[0].start), max(code.start, near[-1].start)
    parted = [match.start() for match in BLANK_LINE.finditer(text, first, last)]
    since = max((position for position in parted if position < code.start), default=since)
    until = min((position for position in parted if position > code.start), default=until)
    near = [number for number in near if since <= number.start < until]
    return min(near, key=lambda number: (number.start < code.start, number.start), default=None)


BLANK_LINE = re.compile(r"\n[ \t\r>|]{0,80}\n")
# Out of order (RFC 5321, 4.1.4): what a client hears that goes on after a refusal, so seldom the reason itself.
OUT_OF_ORDER = "503"


def foremost(found: Iterable[Reply]) -> Reply | None:
    """The reply that a text reports: a cause before its consequence, the more certain, a failure, the first."""

    def rank(reply: Reply) -> tuple[bool, int, bool, int]:
        code = reply.code.value if reply.code else ""
        failed = not code or code[0] in "45"
        return (code != OUT_OF_ORDER, min(reply.certainty, CERTAIN), failed, -reply.start)

    return max(found, key=rank, default=None)

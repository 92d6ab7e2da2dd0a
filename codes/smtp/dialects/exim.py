"""Exim's main log: ** for a failed address, == for one put off, => for one delivered, "rejected" for a refusal."""

import re

SIGNS = (" ** ", " == ", " => ", " -> ", " >> ", "rejected ")
QUEUE_ID = r"(?P<queue_id>[0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4})"

FORMS = (
    re.compile(
        QUEUE_ID + r" (?P<action>\*\*|==|=>|->|>>) (?P<recipient>[^\s<>]{1,320})(?: <[^>]{0,320}>)?[: ]"
        r"(?:.{0,600}?\bH=(?P<host>[^\s\[]{1,255}))?.{0,600}?(?:: (?P<reply>(?:SMTP|LMTP|PRDR) (?:error|timeout) .*)|"
        r" C=\"(?P<reply_of_delivery>[^\"]*)\"|: (?P<reply_reason>[^:].*)|$)",
        re.ASCII | re.DOTALL,
    ),
    re.compile(
        r"\bH=(?P<host>\([^)]{0,255}\)|[^\s\[]{1,255}) .{0,400}?F=<[^>]{0,320}>(?: A=\S{1,200})? "
        r"(?:temporarily )?rejected (?:after )?(?P<phase>RCPT|MAIL|DATA|EHLO|HELO|VRFY|EXPN)"
        r"(?: <?(?P<recipient>[^\s>:]{1,320}@[^\s>:]{1,255})>?)?:? (?P<reply>.*)",
        re.ASCII | re.DOTALL,
    ),
)

"""Sendmail: "to=…, dsn=…, stat=…" for a delivery, "reject=" for a refusal by a rule set."""

import re

SIGNS = ("stat=", "reject=")
FORMS = (
    re.compile(
        r"(?:\b(?P<queue_id>[0-9A-Za-z]{8,20}): |\]: )to=<?(?P<recipient>[^\s,>]{1,320})>?,.{0,600}?"
        r"(?:relay=(?P<host>[^\s,\[]{1,255}).{0,200}?)?(?:dsn=(?P<status>[245]\.\d{1,3}\.\d{1,3}), )?"
        r"(?:reply=(?P<reply_first>[^,]{1,500}), )?stat=(?P<reply>.*)",
        re.ASCII | re.DOTALL,
    ),
    re.compile(
        r"(?:\b(?P<queue_id>[0-9A-Za-z]{8,20}): |\]: |^)ruleset=(?P<phase>[a-z_]{4,30}),.{0,600}?"
        r"(?:relay=(?P<host>[^\s,\[]{1,255}).{0,200}?)?reject=(?P<reply>.*)",
        re.ASCII | re.DOTALL,
    ),
)

"""Postfix: deliveries of smtp, lmtp, pipe, error and local, refusals of smtpd and cleanup."""

import re

SIGNS = ("dsn=", "reject: ", "reject_warning: ")
QUEUE_ID = r"(?:^|[\s\]]:? ?)(?P<queue_id>NOQUEUE|[0-9A-Za-z]{6,20}): "

FORMS = (
    re.compile(
        QUEUE_ID + r"to=<(?P<recipient>[^>\s]{1,320})>, (?:orig_to=<[^>]{0,320}>, )?relay=(?P<host>[^\s,\[]{1,255})"
        r"[^()]{0,400}?\bdsn=(?P<status>[245]\.\d{1,3}\.\d{1,3}), status=(?P<action>[a-z-]+)(?: \((?P<reply>[^\n].*))?",
        re.ASCII | re.DOTALL,
    ),
    re.compile(
        r"(?:^|\s)(?:(?:NOQUEUE|(?P<queue_id>[0-9A-Za-z]{6,20})): )?(?:milter-|header-|body-)?reject(?:_warning)?: "
        r"(?P<phase>[A-Z-]{4,16}) from (?P<host>[^\s\[]{1,255})\[[^\]]{1,64}\](?::\d{1,5})?: (?P<reply>.{1,2000}?)"
        r"(?:; from=<[^>]{0,320}>(?: to=<(?P<recipient>[^>]{0,320})>)?|; proto=|$)",
        re.ASCII | re.DOTALL,
    ),
)

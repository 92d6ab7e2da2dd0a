"""Haraka's outbound log: name=value pairs, the reply in quotation marks."""

import re

SIGNS = ("[outbound]", "[core]")
FORMS = (
    re.compile(
        r"\[(?P<queue_id>[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}(?:\.\d{1,4}){1,3})\] "
        r"\[(?:outbound|core)\] "
        r"(?P<action>delivered|bounced|deferred|temp fail|permanent fail)?.{0,600}?"
        r"(?:\brcpt=\"?<?(?P<recipient>[^\s\">]{1,320})>?\"?.{0,300}?)?(?:\bhost=\"(?P<host>[^\"]{1,255})\".{0,300}?)?"
        r"(?:\bresponse|\breason|\berr|\bmsg)=\"(?P<reply>[^\"]*)\"",
        re.ASCII | re.DOTALL,
    ),
)

"""qmail-send's log, which writes spaces as underscores: "delivery 12: failure: 192.0.2.1_does_not_like_recipient."."""

import re

SIGNS = ("success: ", "failure: ", "deferral: ")
FORMS = (re.compile(r"(?:^|\s)(?P<action>success|failure|deferral): (?P<reply>\S*_\S.*)", re.ASCII | re.DOTALL),)

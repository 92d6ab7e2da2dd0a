"""Exchange and Microsoft 365: the LED of a message trace, "#< #5.1.1 smtp;550 …>" in older reports."""

import re

SIGNS = ("{LED=", "#SMTP#", " #<")
FORMS = (
    re.compile(
        r"\{LED=(?P<reply>[^}]{1,2000})\}"
        r"(?:;? ?\{MSG=(?P<action>[^}]{0,400})\})?(?:;? ?\{FQDN=(?P<host>[^}]{0,255})\})?",
        re.ASCII | re.DOTALL,
    ),
    re.compile(
        r"(?:^|\s|<)(?P<host>[A-Za-z][\w-]{0,62}\.[\w.-]{2,200}) "
        r"#(?P<reply><?#?[245][\d.]{2,10}\D.{0,1000}?)(?:> ?#SMTP#|>|$)",
        re.ASCII | re.DOTALL,
    ),
)

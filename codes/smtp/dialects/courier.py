"""Courier: "id=…,from=<…>,addr=<…>: 550 …" for deliveries, "error,relay=…" for refusals."""

import re

SIGNS = ("courier",)
FORMS = (
    re.compile(
        r"\bcourier\w{0,20}(?:\[\d{1,10}\])?: (?:id=(?P<queue_id>[0-9A-Fa-f.]{4,40}),)?(?:[a-z]+,)?"
        r"(?:relay=(?P<host>[^,]{1,255}),)?"
        r"(?:port=\d{1,5},)?(?:from=<[^>]{0,320}>,)?(?:(?:addr|to)=<(?P<recipient>[^>]{0,320})>)?,?"
        r"(?:status: (?P<action>\w+)|msg=\"(?P<reply_message>[^\"]*)\"|: (?P<reply>.*))",
        re.ASCII | re.DOTALL,
    ),
)

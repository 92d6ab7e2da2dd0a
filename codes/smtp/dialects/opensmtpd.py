"""OpenSMTPD: "mta delivery evpid=… to=<…> … result=… stat=…", with or without quotation marks."""

import re

SIGNS = (" delivery", "failed-command")
FORMS = (
    re.compile(
        r"(?P<queue_id>[0-9a-f]{8,16}) m[td]a (?:event=)?delivery .{0,400}?\bto=<(?P<recipient>[^>]{1,320})>.{0,400}?"
        r"\brelay=\"?(?P<host>[^\s\",]{1,255}).{0,200}?\bresult=\"?(?P<action>\w+)\"?,? stat=\"?(?P<reply>.*)",
        re.ASCII | re.DOTALL,
    ),
    re.compile(
        r"(?P<queue_id>[0-9a-f]{8,16}) smtp (?:event=)?failed-command .{0,400}?\bcommand=\"(?P<phase>[A-Za-z]{4,8})"
        r"[^\"]{0,400}\" result=\"(?P<reply>[^\"]*)",
        re.ASCII | re.DOTALL,
    ),
)

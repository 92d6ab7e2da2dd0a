"""PowerMTA's accounting file: comma-separated, "b" for a bounce, "t" for a transient failure, "d" for a delivery."""

import re

# A record's date, in a year of this millennium, follows its type.
SIGNS = (",2", ',"2')
TIME = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[^,]{0,10}"

FORMS = (
    re.compile(
        rf"^\"?(?:b|d|t|rb|f|rs)\"?,\"?{TIME}\"?,(?:\"?{TIME}\"?,)?\"?[^,\"]{{0,320}}\"?,\"?(?P<recipient>[^,\"]{{1,320}})\"?,"
        r"[^,]{0,320},\"?(?P<action>failed|delayed|delivered|relayed|expanded)\"?,\"?(?P<status>[245]\.\d{1,3}\.\d{1,3})?[^,]{0,200},"
        r"(?P<reply>\"[^\"]*\"|[^,]*),\"?(?P<host>[\w.-]{0,255})",
        re.ASCII | re.DOTALL,
    ),
)

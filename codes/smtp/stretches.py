"""Long texts, which are mostly words: a code's pattern is tried only where a digit stands that a code begins with.

To look for the digits takes a tenth of the time that a pattern takes to find out that there is none.
"""

import re
from collections.abc import Iterable

FIRST_DIGITS = "2345"
# A pattern of codes sees no further than so beyond the place where it begins.
STRETCH, BEYOND = 4096, 16


def matches(pattern: re.Pattern[str], text: str) -> Iterable[re.Match[str]]:
    """Where a code's pattern matches, as finditer() tells it."""
    if len(text) <= STRETCH:
        return pattern.finditer(text)
    stretches = ((start, start + STRETCH) for start in range(0, len(text), STRETCH))
    return (
        match
        for start, end in stretches
        if any(text.find(digit, start, end) >= 0 for digit in FIRST_DIGITS)
        for match in pattern.finditer(text, start, end + BEYOND)
        if match.start() < end
    )

"""From an RFC and a section to the address of the text."""

import re

# "4.2.3", "A", "A.1": sections count from 1 and have no leading zeros (RFC 7322, 4.8).
SECTION = re.compile(r"(?:[1-9][0-9]{0,2}|[A-Z])(?:\.[1-9][0-9]{0,2}){0,5}", re.ASCII)

# The RFCs that content may cite, by number.
TITLES: dict[int, str] = {
    5321: "Simple Mail Transfer Protocol",
}


def is_section(text: str) -> bool:
    """Whether the text can be the number of a section or appendix."""
    return SECTION.fullmatch(text) is not None


def address(number: int, section: str = "") -> str:
    """Where the RFC Editor publishes this section."""
    base = f"https://www.rfc-editor.org/rfc/rfc{number}.html"
    if not section:
        return base
    # Appendices have anchors of their own in the RFC Editor's pages.
    kind = "appendix" if section[0].isalpha() else "section"
    return f"{base}#{kind}-{section}"

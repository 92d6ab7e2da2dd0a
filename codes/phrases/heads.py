"""Titles and descriptions of pages, for tabs and lists of results: they fit, and are never cut within a word."""

import re

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

# What search engines show of a page: about so many characters.
LONGEST_TITLE = 60
SHORTEST_DESCRIPTION, LONGEST_DESCRIPTION = 70, 155
END_OF_SENTENCE = re.compile(r"[.!?](?=\s)|[。！？]")

# The pages that are about no code, by the names of their addresses.
TITLES: dict[str, Promise] = {
    "home": _("SMTP reply codes explained"),
    "pick": _("Compare two SMTP codes"),
    "search": _("Search"),
    "too-long": _("That is too long to search for"),
    "explain": _("Explain a bounce or a log line"),
    "changes": _("What changed in the SMTP reference"),
    "api": _("Use the data of the SMTP reference"),
    "security": _("Report a weakness of this site"),
    "privacy": _("Privacy: nothing is stored"),
    "not-found": _("There is no page at this address"),
}
DESCRIPTIONS: dict[str, Promise] = {
    "home": _(
        "What each SMTP reply code means, whether it passes by itself, who has to act and what to do; any "
        "two codes compared."
    ),
    "pick": _(
        "Put any two SMTP codes side by side: what differs, what to do, which one to send. With the pairs "
        "that people mix up most."
    ),
    "search": _(
        "Find an SMTP code by its number or by the words of a reply, in any language of the site and misspelt, too."
    ),
    "explain": _(
        "Paste a bounce, a reply or a log line: what happened, whether it passes by itself, who has to act. "
        "Your text is not stored."
    ),
    "changes": _(
        "The SMTP codes and comparisons that were written or corrected last, the newest first, day by day, "
        "also as an Atom feed."
    ),
    "api": _(
        "Every SMTP code and every comparison as JSON, open to all: addresses, examples, caching, the "
        "licence, and what will never change."
    ),
    "privacy": _(
        "What this site stores about visitors: nothing. No cookies, no counting, no other sites; what you "
        "paste is forgotten with the answer."
    ),
    "security": _(
        "How to report a weakness of this site, what happens then, and what you can count on if you look for "
        "one in good faith."
    ),
}


def code_title(code: str, name: str) -> str:
    """The title of a code's page."""
    title = gettext("%(code)s %(name)s – SMTP") % {"code": code, "name": name}
    return title if len(title) <= LONGEST_TITLE else shortened(f"{code} {name}", LONGEST_TITLE)


def class_title(name: str, meaning: str) -> str:
    """The title of the page of a class or a subject."""
    return gettext("%(name)s %(meaning)s – SMTP codes") % {"name": name, "meaning": meaning}


def class_description(name: str, summary: str) -> str:
    """What the page of a class or a subject is about."""
    return description(gettext("%(name)s: %(summary)s") % {"name": name, "summary": summary})


def pair_title(left: str, right: str) -> str:
    """The title of a comparison."""
    return gettext("%(left)s vs %(right)s: which SMTP code means what?") % {"left": left, "right": right}


def description(text: str) -> str:
    """A description out of a text: all of it, or its first whole sentences, or its first words."""
    if len(text) <= LONGEST_DESCRIPTION:
        return text
    ends = [match.end() for match in END_OF_SENTENCE.finditer(text, 0, LONGEST_DESCRIPTION)]
    if ends and ends[-1] >= SHORTEST_DESCRIPTION:
        return text[: ends[-1]]
    return shortened(text, LONGEST_DESCRIPTION)


def shortened(text: str, longest: int) -> str:
    """As many whole words as fit; a language without spaces is cut between its characters."""
    if len(text) <= longest:
        return text
    cut = text.rfind(" ", 0, longest - 1)
    return text[: cut if cut > 0 else longest - 2].rstrip(" ,;:–") + " …"

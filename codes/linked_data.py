"""What a page says in the words of schema.org; every string of it stands on the page, too."""

import json
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from codes import phrases
from codes.catalogue import Entry, Text

# In a script element, these would be read as HTML, whatever the JSON around them.
ESCAPES = {ord(char): f"\\u{ord(char):04X}" for char in "<>&\u2028\u2029"}
Thing = dict[str, Any]


def script(*things: Thing) -> SafeString:
    """The text of a script element; nothing in it can end the element."""
    graph = {"@context": "https://schema.org", "@graph": things}
    return SafeString(json.dumps(graph, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES))


def address(name: str, *arguments: str) -> str:
    """Where a page of this language is."""
    return settings.SITE_URL + reverse(name, args=arguments)


def site() -> Thing:
    """The site in one language."""
    return {
        "@type": "WebSite",
        "name": "smtpref",
        "url": address("home"),
        "inLanguage": get_language(),
        "license": phrases.LICENCE.address,
    }


def breadcrumb(*steps: tuple[str, str]) -> Thing:
    """Where a page stands, from the home page on; of each step its words and its address."""
    trail = ((gettext("SMTP codes"), address("home")), *steps)
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": where}
        for position, (name, where) in enumerate(trail, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def term(entry: Entry) -> Thing:
    """A code as a term of SMTP."""
    return {
        "@type": "DefinedTerm",
        "termCode": entry.shown,
        "name": entry.name.bare,
        "url": address("code", entry.value),
    }


def definition(entry: Entry) -> Thing:
    """A code as its own page defines it."""
    return term(entry) | {
        "description": entry.summary.bare,
        "inDefinedTermSet": {"@type": "DefinedTermSet", "name": gettext("SMTP codes"), "url": address("home")},
    }


def article(left: Entry, right: Entry, lead: Text, pair: str) -> Thing:
    """A comparison."""
    return {
        "@type": "TechArticle",
        "headline": f"SMTP {left.value} {left.name.bare} vs {right.value} {right.name.bare}",
        "description": lead.bare,
        "url": address("compare", pair),
        "inLanguage": lead.language,
        "license": phrases.LICENCE.address,
        "about": [term(left), term(right)],
    }

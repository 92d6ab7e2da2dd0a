"""What a page says in the words of schema.org; every string of it stands on the page, too."""

import json
import re
from typing import Any, NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from codes import phrases
from codes.catalogue import Entry

# In a script element, these would be read as HTML, whatever the JSON around them.
MARKUP = re.compile("[<>&\u2028\u2029]")
JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
Thing = dict[str, Any]


class Named(NamedTuple):
    """A code and its name."""

    value: str
    name: str


def script(*things: Thing) -> SafeString:
    """The text of a script element; nothing in it can end the element."""
    return SafeString(written({"@context": "https://schema.org", "@graph": things}))


def written(value: Any) -> str:
    """JSON that HTML cannot mistake for its own."""
    return MARKUP.sub(lambda found: f"\\u{ord(found[0]):04X}", JSON.encode(value))


def within(text: str) -> str:
    """A text as it stands between the quotes of such JSON."""
    return written(text)[1:-1]


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


def term(code: str, name: str, where: str) -> Thing:
    """A code as a term of SMTP."""
    return {"@type": "DefinedTerm", "termCode": code, "name": name, "url": where}


def definition(entry: Entry) -> Thing:
    """A code as its own page defines it."""
    return term(entry.shown, entry.name.bare, address("code", entry.value)) | {
        "description": entry.summary.bare,
        "inDefinedTermSet": {"@type": "DefinedTermSet", "name": gettext("SMTP codes"), "url": address("home")},
    }


def comparison(left: Named, right: Named, lead: str, language: str) -> tuple[Thing, Thing]:
    """Two codes side by side: where the page stands, and what it is. Marks of a frame may stand for the words."""
    comparisons = address("pick")
    where = f"{comparisons}{left.value}-vs-{right.value}/"
    article = {
        "@type": "TechArticle",
        "headline": f"SMTP {left.value} {left.name} vs {right.value} {right.name}",
        "description": lead,
        "url": where,
        "inLanguage": language,
        "license": phrases.LICENCE.address,
        "about": [term(side.value, side.name, f"{address('home')}codes/{side.value}/") for side in (left, right)],
    }
    return breadcrumb((gettext("Comparisons"), comparisons), (f"{left.value} vs {right.value}", where)), article

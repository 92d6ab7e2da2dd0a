"""What the head of each kind of page says of it, to people in lists of results and to machines."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from codes import linked_data, phrases
from codes.classes import ClassPage
from codes.describing import CodePage


@dataclass(frozen=True)
class Head:
    """Title and description; what chats show below the title; whether the page is about one code or one pair, and so
    has a picture and JSON of its own; what crawlers should not do; the text of its linked data.
    """

    title: str
    description: str = ""
    shared: str = ""
    has_own_picture: bool = False
    robots: str = ""
    data: SafeString | str = ""


# What answers a visitor's own words, or names nothing.
UNLISTED = frozenset({"search", "too-long", "explain", "not-found"})


def plain(name: str) -> Head:
    """A page that is about no code, by the name of its address."""
    description = str(phrases.DESCRIPTIONS.get(name, ""))
    data = {
        "home": lambda: linked_data.script(linked_data.site()),
        "pick": lambda: linked_data.script(
            linked_data.breadcrumb((gettext("Comparisons"), linked_data.address("pick")))
        ),
    }.get(name, str)
    robots = "noindex" if name in UNLISTED else ""
    return Head(str(phrases.TITLES[name]), description, description, robots=robots, data=data())


def of_code(page: CodePage) -> Head:
    """A code."""
    entry = page.entry
    steps = ((name, linked_data.address("class", name)) for name in page.classes)
    trail = linked_data.breadcrumb(*steps, (entry.value, linked_data.address("code", entry.value)))
    return Head(
        title=phrases.code_title(entry.shown, entry.name.bare),
        description=phrases.description(entry.summary.bare),
        shared=entry.summary.bare,
        has_own_picture=True,
        data=linked_data.script(trail, linked_data.definition(entry)),
    )


def of_class(page: ClassPage) -> Head:
    """A class or a subject."""
    trail = linked_data.breadcrumb((page.name, linked_data.address("class", page.name)))
    return Head(
        title=phrases.class_title(page.name, page.title),
        description=phrases.class_description(page.name, page.summary),
        shared=page.summary,
        data=linked_data.script(trail),
    )


def of_pair(parts: Mapping[str, SafeString]) -> Head:
    """A comparison, from its parts or from the marks in their places; pairs that nobody wrote about say little new."""
    return Head(
        title=phrases.pair_title(parts["left"], parts["right"]),
        description=parts["description"],
        shared=parts["lead_text"],
        has_own_picture=True,
        robots="" if parts["which_to_use"] else "noindex, follow",
        data=parts["linked_data"],
    )

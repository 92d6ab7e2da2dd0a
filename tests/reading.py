"""What a page says, as a reader would take it in: for tests that look at whole pages."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

VOID = {"meta", "link", "input", "br", "img", "hr"}
BLOCKS = {"p", "li", "h1", "h2", "h3", "dt", "dd", "td", "th", "caption", "pre", "title", "label", "button", "a", "nav"}
END_OF_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\W_a-zà-ÿ]|[«“`\d])")


@dataclass
class Page(HTMLParser):
    """The parsed page: elements by id, links, blocks of text with the language they are in."""

    html: str
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    blocks: list[tuple[str, str, str]] = field(default_factory=list)  # tag, language, text
    section_texts: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        HTMLParser.__init__(self)
        self.stack: list[tuple[str, dict[str, str]]] = []
        self.feed(self.html)
        assert self.stack == [], "every element is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.tags.append((tag, attributes))
        if "id" in attributes:
            self.ids.append(attributes["id"])
        if tag == "a":
            self.links.append(attributes["href"])
        if tag not in VOID:
            self.stack.append((tag, attributes))
            if tag in BLOCKS:
                self.blocks.append((tag, self.language(), ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop()[0] == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        for _tag, attributes in self.stack:
            if "id" in attributes:
                self.section_texts[attributes["id"]] = self.section_texts.get(attributes["id"], "") + data
        if self.blocks and any(tag in BLOCKS for tag, _attributes in self.stack):
            tag, language, text = self.blocks[-1]
            self.blocks[-1] = (tag, language, text + (f"`{data}`" if self.inside("code") else data))

    def inside(self, name: str) -> bool:
        """Whether the parser stands inside such an element."""
        return any(tag == name for tag, _attributes in self.stack)

    def language(self) -> str:
        """The language in force here."""
        return next((attributes["lang"] for _tag, attributes in reversed(self.stack) if "lang" in attributes), "")

    def meta(self) -> dict[str, list[str]]:
        """The metadata of the page by name."""
        found: dict[str, list[str]] = {}
        for tag, attributes in self.tags:
            if tag == "meta" and "content" in attributes:
                found.setdefault(attributes.get("property") or attributes["name"], []).append(attributes["content"])
        return found

    def linked_data(self) -> list[dict[str, Any]]:
        """What the page says in the words of schema.org."""
        found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', self.html, re.DOTALL)
        return [thing for script in found for thing in json.loads(script)["@graph"]]

    def sentences(self, *blocks: str) -> list[str]:
        """Whole sentences of these blocks, in order; labels without a full stop are none."""
        found: list[str] = []
        for tag, _language, text in self.blocks:
            if tag in blocks:
                found += END_OF_SENTENCE.split(" ".join(text.split()))
        return [one for one in found if one.endswith((".", "!", "?")) and len(one.split()) > 2]

    def texts(self, language: str) -> list[str]:
        """Every block that stands in this language, code spans emptied."""
        return [re.sub(r"`[^`]*`", "`…`", text) for _tag, tongue, text in self.blocks if tongue == language and text]


def strings(thing: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Every string of a JSON document, with the name that it stands under."""
    if isinstance(thing, dict):
        for key, value in thing.items():
            yield from strings(value, key)
    elif isinstance(thing, list):
        for value in thing:
            yield from strings(value, name)
    elif isinstance(thing, str):
        yield name, thing

"""Comparison pages joined from parts: any two codes, at the price of a join.

There are far more pairs than memory, and crawlers ask for each once. But nearly all of a comparison depends on only one
of its codes. So the templates in compare/parts/ render each part once, and compare/detail.html, which prints the parts,
is rendered once with marks in their places: a frame. A part that is empty has no mark, so that the template's
conditions see what they would see; each set of empty parts has its own frame. The view renders the same template with
the same parts and without a frame: the pages are equal, only slower.

Parts are kept as they are sent, in UTF-8: text with one typographic apostrophe in it takes Python twice the memory.
"""

import re
from collections.abc import Hashable, Iterable, Mapping
from html import escape
from itertools import compress, filterfalse
from operator import add, not_

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import override

from codes import comparing, heads, linked_data, phrases
from codes.catalogue import Edition, Entry, Text, current, per_edition
from codes.rendering import html
from codes.smtp import theory

Parts = dict[str, bytes]
SIDES = ("left", "right")
# The ids of the contract: a side's own, and that of the other.
IDS = {"left": {"id": "code-a", "other": "code-b"}, "right": {"id": "code-b", "other": "code-a"}}
MARK = re.compile(b"\0([a-z_]+)\0")
ADDRESS = re.compile(r"/(?P<language>[a-z-]+)/compare/(?P<left>[0-9.]+)-vs-(?P<right>[0-9.]+)/")


class Frame:
    """Rendered HTML with marks where parts belong."""

    def __init__(self, marked: bytes) -> None:
        self.pieces = MARK.split(marked)
        self.names = [name.decode() for name in self.pieces[1::2]]

    def fill(self, parts: Mapping[str, bytes]) -> bytes:
        """The HTML with its parts in it."""
        pieces = self.pieces.copy()
        pieces[1::2] = map(parts.__getitem__, self.names)
        return b"".join(pieces)

    def half(self, part: bytes, name: str) -> bytes:
        """What one side brings to a frame of two: joined with the other's half, the frame is whole."""
        before, _left, between, _right, after = self.pieces
        return before + part + between if name == "left" else part + after


def marks(*names: str) -> dict[str, SafeString]:
    """Marks in the places of these parts."""
    return {name: SafeString(f"\0{name}\0") for name in names}


class Side:
    """What a comparison shows of one code, as its left or its right one; of each point, its half of the row."""

    def __init__(self, made: "Composer", edition: Edition, entry: Entry, name: str) -> None:
        said = comparing.statements(edition, entry)
        cells = [(each.question, rendered("cell", said=each)) for each in said]
        self.agreeing = [made.row(question, differs=False).half(cell, name) for question, cell in cells]
        self.differing = [made.row(question, differs=True).half(cell, name) for question, cell in cells]
        self.sentences = [made.difference().half(escaped(each.sentence), name) for each in said]
        self.named = {name: entry.value.encode(), f"{name}_name": linked_data.within(entry.name.bare).encode()}
        self.parts: Parts = {
            name: escaped(entry.value),
            f"{name}_title": rendered("title", entry=entry),
            f"{name}_in_short": rendered("in_short", entry=entry),
            f"{name}_head": rendered("head", entry=entry),
            f"{name}_side": rendered("side", entry=entry, **IDS[name]),
            f"{name}_use": rendered("prose", text=entry.when_to_use),
        }
        self.references = {
            key: rendered("reference", reference=each) for key, each in comparing.by_words(entry).items()
        }


class Composer:
    """The parts and frames of one edition, made when they are needed first."""

    def __init__(self) -> None:
        self.sides: dict[tuple[str, str], Side] = {}
        self.parts: dict[Hashable, bytes] = {}
        self.frames: dict[Hashable, Frame] = {}

    def side(self, edition: Edition, entry: Entry, name: str) -> Side:
        """A code as the left or the right one."""
        if (entry.value, name) not in self.sides:
            self.sides[entry.value, name] = Side(self, edition, entry, name)
        return self.sides[entry.value, name]

    def part(self, template: str, *key: Hashable, **context: object) -> bytes:
        """A part that depends on nothing but the key."""
        if (template, *key) not in self.parts:
            self.parts[template, *key] = rendered(template, **context)
        return self.parts[template, *key]

    def row(self, question: str, *, differs: bool) -> Frame:
        """A point of comparison as a row of the table."""
        if (question, differs) not in self.frames:
            row = rendered("row", question=question, differs=differs, **marks(*SIDES))
            self.frames[question, differs] = Frame(row)
        return self.frames[question, differs]

    def difference(self) -> Frame:
        """A point on which the codes differ, as two sentences."""
        if "difference" not in self.frames:
            self.frames["difference"] = Frame(rendered("difference", **marks(*SIDES)))
        return self.frames["difference"]

    def linked_data(self, text: Text, left: Side, right: Side) -> bytes:
        """What the page says for programs: JSON, in which the marks of the frame come out as JSON writes them."""
        key = "linked_data", text.language
        if key not in self.frames:
            one, other = (linked_data.Named(f"\0{side}\0", f"\0{side}_name\0") for side in SIDES)
            marked = linked_data.script(*linked_data.comparison(one, other, "\0lead\0", text.language))
            self.frames[key] = Frame(marked.replace("\\u0000", "\0").encode())
        lead = linked_data.within(text.bare).encode()
        return self.frames[key].fill({**left.named, **right.named, "lead": lead})

    def frame(self, language: str, parts: Parts) -> Frame:
        """The page around the parts; which of them are empty decides about headings and the like."""
        empty = frozenset(filterfalse(parts.get, parts))
        if empty not in self.frames:
            path, shown = f"/{language}/compare/\0pair\0/", marks(*(parts.keys() - empty))
            context = with_head(dict.fromkeys(empty, SafeString("")) | shown)
            self.frames[empty] = Frame(html(path, "compare/detail.html", context).encode())
        return self.frames[empty]


@per_edition
def composer(_edition: Edition) -> Composer:
    """The composer of an edition, forgotten with it."""
    return Composer()


def escaped(text: str) -> bytes:
    """A text as a template would print it."""
    return escape(text).encode()


def rendered(template: str, **context: object) -> bytes:
    """A part as its template renders it."""
    return render_to_string(f"compare/parts/{template}.html", context).encode()


def parts_of(edition: Edition, left: Entry, right: Entry) -> Parts:
    """Everything that compare/detail.html prints; left is the smaller code."""
    page, made = comparing.compare(edition, left, right), composer(edition)
    one, other = made.side(edition, left, "left"), made.side(edition, right, "right")
    lead, differs, shared = page.lead, page.differs, page.shared
    bare, is_foreign, pair = lead.bare, lead.language != edition.language, f"{left.value}-vs-{right.value}"
    found = one.parts | other.parts
    if shared:
        found |= {
            f"{name}_side": made.part("side", name, entry.value, entry=entry, is_shared=True, **IDS[name])
            for name, entry in zip(SIDES, (left, right), strict=True)
        }
    return found | {
        "pair": escaped(pair),
        "description": escaped(phrases.description(bare)),
        "lead_text": escaped(bare),
        "linked_data": made.linked_data(lead, one, other),
        "lead": made.part("line", pair, text=lead) if page.confusion else lead.inline.encode(),
        "untranslated": made.part("untranslated", text=lead, language=edition.language) if is_foreign else b"",
        "why_paired": escaped(page.why_paired),
        "rows": b"".join(whole(one.differing, other.differing, differs)),
        "same": b"".join(whole(one.agreeing, other.agreeing, map(not_, differs))),
        "shared": made.part("shared", shared.value, entry=shared) if shared else b"",
        "alike": escaped(page.alike),
        "differences": b"".join(
            [
                *whole(one.sentences, other.sentences, differs),
                *(made.part("added", text, text=text) for text in page.added),
            ]
        ),
        "which_to_use": made.part("prose", pair, text=page.confusion.which_to_use) if page.confusion else b"",
        "references": b"".join((one.references | other.references).values()),
        "neighbours": b"".join([made.part("confusion", each.pair, confusion=each) for each in page.neighbours]),
    }


def context_of(parts: Parts) -> dict[str, object]:
    """What compare/detail.html is rendered with: parts that templates rendered, and escaped what is in them."""
    return with_head({name: SafeString(part.decode()) for name, part in parts.items()})


def with_head(shown: dict[str, SafeString]) -> dict[str, object]:
    """The parts, or the marks in their places, and what the page's head says of them."""
    return {**shown, "head": heads.of_pair(shown)}


def whole(left: Iterable[bytes], right: Iterable[bytes], wanted: Iterable[bool]) -> Iterable[bytes]:
    """The wanted rows out of the halves that both sides have of each."""
    return compress(map(add, left, right), wanted)


def compose(path: str) -> bytes | None:
    """The comparison page at /<language>/compare/<a>-vs-<b>/ without a request; None where that is no page."""
    match = ADDRESS.fullmatch(path)
    if match is None:
        return None
    edition = current(match["language"])
    left, right = edition.codes.get(match["left"]), edition.codes.get(match["right"])
    if left is None or right is None or theory.order(left.value) >= theory.order(right.value):
        return None
    with override(edition.language):
        parts, made = parts_of(edition, left, right), composer(edition)
        return made.frame(edition.language, parts).fill(parts)

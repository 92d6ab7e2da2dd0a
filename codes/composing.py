"""Comparison pages joined from parts: any two codes, at the price of a join.

There are far more pairs than memory, and crawlers ask for each once. But nearly all of a comparison depends on only one
of its codes. So the templates in compare/parts/ render each part once, and compare/detail.html, which prints the parts,
is rendered once with marks in their places: a frame. A part that is empty has no mark, so that the template's
conditions see what they would see; each set of empty parts has its own frame. The view renders the same template with
the same parts and without a frame: the pages are equal, only slower.

Parts are kept as they are sent, in UTF-8: text with one typographic apostrophe in it takes Python twice the memory.
"""

import re
from collections.abc import Mapping, Sequence
from html import escape
from itertools import compress

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from codes import comparing, heads, linked_data, phrases
from codes.catalogue import Edition, Entry, current, per_edition
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

    def __init__(self, edition: Edition, entry: Entry, name: str) -> None:
        said = comparing.statements(edition, entry.value)
        cells = [(each.question, rendered("cell", said=each)) for each in said]
        self.agreeing = [row(edition, question, False).half(cell, name) for question, cell in cells]
        self.differing = [row(edition, question, True).half(cell, name) for question, cell in cells]
        self.sentences = [difference(edition).half(escaped(each.sentence), name) for each in said]
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


@per_edition
def side(edition: Edition, value: str, name: str) -> Side:
    """A code as the left or the right one."""
    return Side(edition, edition.codes[value], name)


@per_edition
def row(_edition: Edition, question: str, differs: bool) -> Frame:
    """A point of comparison as a row of the table."""
    return Frame(rendered("row", question=question, differs=differs, **marks(*SIDES)))


@per_edition
def difference(_edition: Edition) -> Frame:
    """A point on which the codes differ, as two sentences."""
    return Frame(rendered("difference", **marks(*SIDES)))


@per_edition
def described(_edition: Edition, language: str) -> Frame:
    """What the page says for programs: JSON, in which the marks of the frame come out as JSON writes them."""
    one, other = (linked_data.Named(f"\0{name}\0", f"\0{name}_name\0") for name in SIDES)
    marked = linked_data.script(*linked_data.comparison(one, other, "\0lead\0", language))
    return Frame(marked.replace("\\u0000", "\0").encode())


@per_edition
def frame(edition: Edition, names: tuple[str, ...], printed: tuple[bool, ...]) -> Frame:
    """The page around the parts; which of them are empty decides about headings and the like."""
    shown = dict.fromkeys(names, SafeString("")) | marks(*compress(names, printed))
    return Frame(html(f"/{edition.language}/compare/\0pair\0/", "compare/detail.html", with_head(shown)).encode())


@per_edition
def shared_by(edition: Edition, left: str, right: str) -> Parts:
    """Where two codes are readings of one entry: what both have in common, and what is left for each side."""
    one, other = edition.codes[left], edition.codes[right]
    return {
        "left_side": rendered("side", entry=one, is_shared=True, **IDS["left"]),
        "right_side": rendered("side", entry=other, is_shared=True, **IDS["right"]),
        "shared": rendered("shared", entry=one),
    }


@per_edition
def written_on(edition: Edition, left: str, right: str) -> Parts:
    """What the editors wrote on a pair: their verdict, differences that they added, when to use which."""
    written = edition.confusions[left, right]
    is_foreign = written.verdict.language != edition.language
    note = rendered("untranslated", text=written.verdict, language=edition.language) if is_foreign else b""
    return {
        "lead": rendered("line", text=written.verdict),
        "untranslated": note,
        "added": b"".join(rendered("added", text=text) for text in comparing.items(written.differences)),
        "which_to_use": rendered("prose", text=written.which_to_use),
    }


@per_edition
def mixed_up(edition: Edition, left: str, right: str) -> bytes:
    """A pair that people mix up, as a link."""
    return rendered("confusion", confusion=edition.confusions[left, right])


def escaped(text: str) -> bytes:
    """A text as a template would print it."""
    return escape(text).encode()


def rendered(template: str, **context: object) -> bytes:
    """A part as its template renders it."""
    return render_to_string(f"compare/parts/{template}.html", context).encode()


def parts_of(edition: Edition, left: Entry, right: Entry) -> Parts:
    """Everything that compare/detail.html prints; left is the smaller code."""
    page = comparing.compare(edition, left, right)
    one, other = side(edition, left.value, "left"), side(edition, right.value, "right")
    unlike = [place for place, differs in enumerate(page.differs) if differs]
    like = [place for place, differs in enumerate(page.differs) if not differs]
    parts = one.parts | other.parts | lead_parts(page, one, other)
    parts |= {
        "pair": escaped(f"{left.value}-vs-{right.value}"),
        "why_paired": escaped(page.why_paired),
        "rows": whole(one.differing, other.differing, unlike),
        "same": whole(one.agreeing, other.agreeing, like),
        "shared": b"",
        "alike": escaped(page.alike),
        "differences": whole(one.sentences, other.sentences, unlike),
        "added": b"",
        "which_to_use": b"",
        "references": b"".join((one.references | other.references).values()),
        "neighbours": b"".join([mixed_up(edition, each.left.value, each.right.value) for each in page.neighbours]),
    }
    if page.shared:
        parts |= shared_by(edition, left.value, right.value)
    if page.confusion:
        parts |= written_on(edition, left.value, right.value)
    return parts


def lead_parts(page: comparing.ComparisonPage, left: Side, right: Side) -> Parts:
    """The first sentence wherever it stands: on the page, in its head, in what it says for programs."""
    lead = page.lead
    bare = lead.bare
    told = left.named | right.named | {"lead": linked_data.within(bare).encode()}
    return {
        "description": escaped(phrases.description(bare)),
        "lead_text": escaped(bare),
        "linked_data": described(page.edition, lead.language).fill(told),
        "lead": lead.inline.encode(),
        "untranslated": b"",
    }


def context_of(parts: Parts) -> dict[str, object]:
    """What compare/detail.html is rendered with: parts that templates rendered, and escaped what is in them."""
    return with_head({name: SafeString(part.decode()) for name, part in parts.items()})


def with_head(shown: dict[str, SafeString]) -> dict[str, object]:
    """The parts, or the marks in their places, and what the page's head says of them."""
    return {**shown, "head": heads.of_pair(shown)}


def whole(left: Sequence[bytes], right: Sequence[bytes], places: Sequence[int]) -> bytes:
    """The rows at some places, out of the halves that both sides have of each."""
    return b"".join([left[place] + right[place] for place in places])


def compose(path: str) -> bytes | None:
    """The comparison page at /<language>/compare/<a>-vs-<b>/ without a request; None where that is no page."""
    match = ADDRESS.fullmatch(path)
    if match is None:
        return None
    edition = current(match["language"])
    left, right = edition.codes.get(match["left"]), edition.codes.get(match["right"])
    if left is None or right is None or theory.order(left.value) >= theory.order(right.value):
        return None
    parts = parts_of(edition, left, right)
    return frame(edition, tuple(parts), tuple(map(bool, parts.values()))).fill(parts)

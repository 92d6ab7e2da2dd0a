"""What content files and rows have in common: a tree of facts, texts and children.

A path names one piece of content everywhere: in PO files (as msgctxt, without the language), in the
list of what was shipped, in messages: "550.description.fr", "550.phases.RCPT.meaning.fr".
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

Fact = str | int | bool


@dataclass(frozen=True)
class Shape:
    """Which facts, texts and children a kind of row has; a fact's default is left out of the file."""

    name: str
    facts: dict[str, Fact | None]  # name to default; None: a text that has to be given
    texts: tuple[str, ...] = ()
    children: dict[str, "Shape"] = field(default_factory=dict)
    keys: tuple[str, ...] = ()  # the facts that name a row among its sisters
    optional: frozenset[str] = frozenset()  # the texts that may be empty, in all languages or none


PHASE = Shape("phase", {"command": None}, ("meaning",), keys=("command",))
REFERENCE = Shape(
    "reference", {"rfc": 0, "section": "", "url": "", "defines": False}, ("label",), keys=("rfc", "section", "url")
)
EXAMPLE = Shape("example", {"dialogue": None})
FACTS: dict[str, Fact | None] = {
    "status": "",
    "acts": "",
    "retry": "",
    "message": "",
    "address": "",
    "connection": "",
}
READING = Shape(
    "reading",
    {"digit": None, **FACTS},
    ("summary", "how_to_fix"),
    keys=("digit",),
    optional=frozenset({"summary", "how_to_fix"}),
)
PAIRING = Shape(
    "pairing",
    {"reply": None, "basis": None, "rfc": 0, "section": "", "seen_at": ""},
    keys=("reply", "basis", "rfc", "section"),
)
CODE = Shape(
    "code",
    {
        "value": None,
        "status": "",
        "rfc_text": "",
        **FACTS,
        "upto": 0,
        "used_by": "",
        "aliases": "",
        "published": True,
    },
    ("name", "summary", "description", "when_seen", "how_to_fix", "when_to_use", "note"),
    {"readings": READING, "phases": PHASE, "references": REFERENCE, "pairings": PAIRING, "examples": EXAMPLE},
    keys=("value",),
    optional=frozenset({"note"}),
)
COMPARISON = Shape(
    "comparison",
    {"left": None, "right": None, "rank": 0},
    ("verdict", "differences", "which_to_use"),
    keys=("left", "right"),
    optional=frozenset({"differences"}),
)
PROVIDER_REPLY = Shape(
    "reply",
    {"slug": None, "pattern": None, "reply": "", "enhanced": "", "url": ""},
    ("meaning", "what_to_do"),
    keys=("slug",),
)
PROVIDER = Shape("provider", {"slug": None, "name": None, "url": ""}, (), {"replies": PROVIDER_REPLY}, keys=("slug",))
# The kinds that have a file of their own.
FILED = (CODE, COMPARISON, PROVIDER)


@dataclass
class Record:
    """One row with everything below it; texts are keyed by name and language, children by kind and key."""

    shape: Shape
    facts: dict[str, Fact]
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    children: dict[str, dict[str, "Record"]] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """What names this record among its sisters."""
        named = [str(self.facts[name]) for name in self.shape.keys if self.facts[name]]
        return ("-vs-" if self.shape is COMPARISON else "-").join(named)

    def parts(self, path: str = "") -> Iterator[tuple[str, Fact]]:
        """Every piece of content with its path, in a stable order; a child's place counts as a piece."""
        path = path or self.key
        for name, value in self.facts.items():
            yield f"{path}.{name}", value
        for (name, language), value in self.texts.items():
            if value:
                yield f"{path}.{name}.{language}", value
        for kind, children in self.children.items():
            for place, (key, child) in enumerate(children.items()):
                yield f"{path}.{kind}.{key}", place
                yield from child.parts(f"{path}.{kind}.{key}")

    def translatable(self, path: str = "") -> Iterator[tuple[str, "Record", str]]:
        """Every translated text as its path without the language, the record that holds it, and its name."""
        path = path or self.key
        for name in self.shape.texts:
            yield f"{path}.{name}", self, name
        for kind, children in self.children.items():
            for key, child in children.items():
                yield from child.translatable(f"{path}.{kind}.{key}")


Holders = dict[str, tuple[Record, Record, str]]


def holders(records: Iterable[Record]) -> Holders:
    """Every translated text by its path: the entry, the record in it that holds the text, and the text's name."""
    return {path: (record, holder, name) for record in records for path, holder, name in record.translatable()}


def add_child(parent: Record, kind: str, child: Record) -> None:
    """Hang a child below its parent; children without a name of their own are counted."""
    sisters = parent.children.setdefault(kind, {})
    sisters[child.key or str(len(sisters) + 1)] = child

"""Records as JSON, for versions and drafts: what a release no longer knows is left out, what is new has its default."""

from typing import Any

from codes.transfer.records import FILED, Record, Shape, add_child

SHAPES = {shape.name: shape for shape in FILED}


def to_json(record: Record) -> dict[str, Any]:
    """A record as dictionaries and lists; empty texts are left out."""
    texts: dict[str, dict[str, str]] = {}
    for (name, language), value in sorted(record.texts.items()):
        if value:
            texts.setdefault(name, {})[language] = value
    children = {kind: [to_json(child) for child in found.values()] for kind, found in record.children.items() if found}
    return {"facts": record.facts, "texts": texts, "children": children}


def from_json(stored: dict[str, Any], shape: Shape) -> Record:
    """The record that was stored."""
    facts = {
        name: stored["facts"].get(name, "" if default is None else default) for name, default in shape.facts.items()
    }
    record = Record(shape, facts)
    for name in shape.texts:
        for language, value in stored["texts"].get(name, {}).items():
            record.texts[name, language] = value
    for kind, child_shape in shape.children.items():
        for child in stored["children"].get(kind, []):
            add_child(record, kind, from_json(child, child_shape))
    return record

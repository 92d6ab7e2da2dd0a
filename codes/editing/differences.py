"""Two versions of an entry side by side: which pieces differ, and which words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import get_language_info, gettext

from codes.transfer.records import Fact, Record
from codes.transfer.rows import MODELS

WORD = re.compile(r"\w+|\s+|[^\w\s]")
# Comparing every word with every other takes too long in a text that somebody filled with rubbish.
MOST_WORDS = 4000


@dataclass(frozen=True)
class Stretch:
    """Some words that both texts have, or only the old or the new one."""

    text: str
    kind: str = ""


@dataclass(frozen=True)
class Difference:
    """One piece that is not as it was: its path, what editors call it, and the words."""

    path: str
    name: str
    language: str
    stretches: tuple[Stretch, ...]


def words(old: str, new: str) -> tuple[Stretch, ...]:
    """Both texts in one, word by word; kind is "old", "new" or empty."""
    before, after = WORD.findall(old), WORD.findall(new)
    if len(before) + len(after) > MOST_WORDS:
        return Stretch(old, "old"), Stretch(new, "new")
    found: list[Stretch] = []
    for tag, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Stretch("".join(before[first:last])))
            continue
        found += [Stretch("".join(before[first:last]), "old"), Stretch("".join(after[start:end]), "new")]
    return tuple(stretch for stretch in found if stretch.text)


def differences(before: Record | None, after: Record | None) -> list[Difference]:
    """The pieces of an entry that differ, in the order of the form; the place of a row among others is none."""
    old, new = pieces(before), pieces(after)
    ordered = [*new, *(path for path in old if path not in new)]
    return [
        Difference(path, *named(path, before, after), stretches=words(shown(old.get(path)), shown(new.get(path))))
        for path in ordered
        if shown(old.get(path)) != shown(new.get(path))
    ]


def pieces(record: Record | None) -> dict[str, Fact]:
    """The pieces that people know of: facts and texts."""
    return {label.path: label.value for label in labels(record)} if record else {}


def shown(value: Fact | None) -> str:
    """A piece as text; what is not given is nothing."""
    return "" if value is None or value is False or value == 0 else str(value)


@dataclass(frozen=True)
class Label:
    """A piece with its path, the field that holds it, and the rows on the way to it."""

    path: str
    rows: tuple[str, ...]
    model: Any
    name: str
    language: str
    value: Fact


def labels(record: Record, path: str = "", rows: tuple[str, ...] = ()) -> Iterator[Label]:
    """Every fact and text of a record with what is needed to name it."""
    path, model = path or record.key, MODELS[record.shape.name]
    for name, value in record.facts.items():
        yield Label(f"{path}.{name}", rows, model, name, "", value)
    for (name, language), value in record.texts.items():
        yield Label(f"{path}.{name}.{language}", rows, model, name, language, value)
    for kind, children in record.children.items():
        for key, child in children.items():
            row = f"{MODELS[child.shape.name]._meta.verbose_name} {key}"
            yield from labels(child, f"{path}.{kind}.{key}", (*rows, row))


def named(path: str, *records: Record | None) -> tuple[str, str]:
    """What the form calls a piece, and its language in that language."""
    label = next(label for record in records if record for label in labels(record) if label.path == path)
    field = label.model._meta.get_field(label.name)
    told = str(field.verbose_name)
    for row in reversed(label.rows):
        told = gettext("%(row)s: %(piece)s") % {"row": row, "piece": told}
    return told, name_of(label.language) if label.language else ""


def name_of(language: str) -> str:
    """A language in itself."""
    return str(get_language_info(language)["name_local"]).capitalize()

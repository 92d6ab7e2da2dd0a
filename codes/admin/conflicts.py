"""Two editors at one entry: what is asked about, and forms that name rows which are no more."""

import re
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict

from codes.editing.differences import Stretch, named, shown, words
from codes.transfer.merging import Conflict
from codes.transfer.records import Record, Shape

CHOICE = "_choice:"


@dataclass(frozen=True)
class Question:
    """A conflict as the editor is asked about it."""

    conflict: Conflict
    name: str
    language: str
    theirs: tuple[Stretch, ...]
    mine: tuple[Stretch, ...]

    @property
    def choice(self) -> str:
        """What the answer is posted as."""
        return f"{CHOICE}{self.conflict.path}"


def question(conflict: Conflict, theirs: Record, mine: Record) -> Question:
    """A conflict with the words that each side changed."""
    name, language = named(conflict.path, theirs, mine)
    base = shown(conflict.base)
    return Question(
        conflict,
        name,
        language,
        words(base, shown(conflict.theirs)),
        words(base, shown(conflict.mine)),
    )


def with_known_rows(posted: QueryDict, row: Any, shape: Shape) -> QueryDict:
    """The form with rows that are no more (another editor removed them, or they were a draft's) among the new ones."""
    data = posted.copy()
    for kind in shape.children:
        known = {str(pk) for pk in getattr(row, kind).values_list("pk", flat=True)}
        renumber(data, kind, known)
    return data


def renumber(data: QueryDict, prefix: str, known: set[str]) -> None:
    """Put the forms of known rows first and say how many these are, as formsets expect it."""
    number = re.compile(rf"{prefix}-([0-9]+)-(.+)")
    fields: dict[int, dict[str, list[str]]] = {}
    for name in [name for name in data if number.fullmatch(name)]:
        index, field = number.fullmatch(name).groups()  # type: ignore[union-attr]
        fields.setdefault(int(index), {})[field] = data.getlist(name)
    old = [form for _index, form in sorted(fields.items()) if form.get("id", [""])[0] in known]
    new = [form for _index, form in sorted(fields.items()) if form.get("id", [""])[0] not in known]
    if not any(form.get("id", [""])[0] for form in new):
        return
    for name in [name for name in data if number.fullmatch(name)]:
        del data[name]
    for index, form in enumerate([*old, *new]):
        for field, values in form.items():
            data.setlist(f"{prefix}-{index}-{field}", values if field != "id" or index < len(old) else [""])
    data[f"{prefix}-INITIAL_FORMS"], data[f"{prefix}-TOTAL_FORMS"] = str(len(old)), str(len(old) + len(new))


def without_new_rows(draft: Record, present: Record) -> Record:
    """A draft without the rows that it adds: these come with the form."""
    kept = {
        kind: {key: child for key, child in children.items() if key in present.children.get(kind, {})}
        for kind, children in draft.children.items()
    }
    return replace(draft, children=kept)

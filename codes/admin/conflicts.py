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
        rows = {str(child.pk): child for child in getattr(row, kind).all()}
        adopt(data, kind, rows)
        renumber(data, kind, set(rows))
    return data


def adopt(data: QueryDict, prefix: str, rows: dict[str, Any]) -> None:
    """A new row that is there already, as when a form is sent twice, is the one that is there."""
    number = re.compile(rf"{prefix}-([0-9]+)-.+")
    indexes = dict.fromkeys(match[1] for match in map(number.fullmatch, data) if match)
    forms = {index: str(data.get(f"{prefix}-{index}-id", "")) for index in indexes}
    free = [pk for pk in rows if pk not in forms.values()]
    for index in [index for index, pk in forms.items() if not pk and free]:
        typed = {
            name: plain_text(data[f"{prefix}-{index}-{name}"])
            for name in (field.name for field in next(iter(rows.values()))._meta.fields)
            if name not in {"id", "order"} and f"{prefix}-{index}-{name}" in data
        }
        for pk in free:
            there = {name: getattr(rows[pk], rows[pk]._meta.get_field(name).attname) for name in typed}
            if typed and all(text in {"on", plain_text(there[name])} for name, text in typed.items()):
                data[f"{prefix}-{index}-id"] = pk
                free.remove(pk)
                break


def plain_text(value: Any) -> str:
    """A column's value as a form has it."""
    return "" if value is None else str(value).replace("\r\n", "\n").strip()


def renumber(data: QueryDict, prefix: str, known: set[str]) -> None:
    """Put the forms of known rows first and say how many these are, as formsets expect it."""
    number = re.compile(rf"{prefix}-([0-9]{{1,9}})-(.+)")  # Python reads no number of thousands of digits
    fields: dict[int, dict[str, list[str]]] = {}
    for name in [name for name in data if number.fullmatch(name)]:
        index, field = number.fullmatch(name).groups()  # type: ignore[union-attr]
        fields.setdefault(int(index), {})[field] = data.getlist(name)
    old = [form for _index, form in sorted(fields.items()) if form.get("id", [""])[0] in known]
    new = [form for _index, form in sorted(fields.items()) if form.get("id", [""])[0] not in known]
    is_as_formsets_expect = data.get(f"{prefix}-INITIAL_FORMS") == str(len(old))
    if not fields or (is_as_formsets_expect and not any(form.get("id", [""])[0] for form in new)):
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

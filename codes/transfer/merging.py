"""What a load takes from the files, and what it leaves to the editors.

Three versions meet, piece by piece: what was last shipped (as digests), what the file says today, and what
the database says. A piece that still is what was shipped follows the file; any other is an editor's.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from codes.transfer.records import Fact, Record, add_child


@dataclass(frozen=True)
class Merge:
    """The record to write, and the paths where an editor's piece stands against a different one in the file."""

    record: Record
    kept: tuple[str, ...]


def digest(piece: Fact) -> str:
    """What is remembered of a shipped piece."""
    return hashlib.sha256(str(piece).encode()).hexdigest()


def merge(file: Record, database: Record, shipped: Mapping[str, str]) -> Merge:
    """Today's record: the file's pieces, except where an editor has been at work."""
    offered, present = dict(file.parts()), dict(database.parts())
    edited = {path for path in offered.keys() | present.keys() if is_edited(path, present, shipped)}
    kept = tuple(sorted(path for path in edited if offered.get(path) != present.get(path)))
    if not kept:
        return Merge(file, ())
    chosen = Chooser(edited)
    return Merge(chosen.record(file, database, file.key), kept)


@dataclass(frozen=True)
class Conflict:
    """A piece that two editors changed differently since both began; None where one of them removed it."""

    path: str
    base: Fact | None
    theirs: Fact | None
    mine: Fact | None


@dataclass(frozen=True)
class Settled:
    """How an editor has settled conflicts: against which version, keeping which of their own pieces, taking which."""

    seen: Record | None = None
    kept: frozenset[str] = frozenset()
    taken: frozenset[str] = frozenset()


def merge_edits(base: Record, theirs: Record, mine: Record, settled: Settled) -> tuple[Record, tuple[Conflict, ...]]:
    """Two edits of one entry in one: what I left alone is theirs, what both changed is a conflict to be settled."""
    began, there, here = dict(base.parts()), dict(theirs.parts()), dict(mine.parts())
    known = dict(settled.seen.parts()) if settled.seen else {}
    # Where a row stands among others: the last to move it decides.
    moved = {path for record in (base, theirs, mine) for path in places(record, record.key)}
    theirs_wins, conflicts = set(), []
    for path in sorted(began.keys() | there.keys() | here.keys()):
        first, other, own = began.get(path), there.get(path), here.get(path)
        if other in (first, own):
            continue
        is_seen = settled.seen is not None and known.get(path) == other
        if own == first or (is_seen and path in settled.taken):
            theirs_wins.add(path)
        elif path not in moved and not (is_seen and path in settled.kept):
            conflicts.append(Conflict(path, first, other, own))
    merged = Chooser(theirs_wins).record(mine, theirs, mine.key) if theirs_wins else mine
    return merged, tuple(conflicts)


def places(record: Record, path: str) -> Iterator[str]:
    """The paths of the rows below a record."""
    for kind, children in record.children.items():
        for key, child in children.items():
            yield f"{path}.{kind}.{key}"
            yield from places(child, f"{path}.{kind}.{key}")


def is_edited(path: str, present: Mapping[str, Fact], shipped: Mapping[str, str]) -> bool:
    """Whether the database holds something else than what was shipped, absence included."""
    if path not in present:
        return path in shipped
    return shipped.get(path) != digest(present[path])


class Chooser:
    """Puts a record together from two, taking the edited pieces from the database."""

    def __init__(self, edited: set[str]) -> None:
        self.edited = edited

    def record(self, file: Record, database: Record, path: str) -> Record:
        """One record of pieces from both."""
        chosen = Record(file.shape, {})
        for name in file.facts:
            chosen.facts[name] = self.side(f"{path}.{name}", file, database).facts[name]
        for name, language in sorted(file.texts.keys() | database.texts.keys()):
            side = self.side(f"{path}.{name}.{language}", file, database)
            chosen.texts[name, language] = side.texts.get((name, language), "")
        for kind in file.shape.children:
            self.hang_children(chosen, kind, file, database, path)
        return chosen

    def side(self, path: str, file: Record, database: Record) -> Record:
        """The record that a piece is taken from."""
        return database if path in self.edited else file

    def hang_children(self, chosen: Record, kind: str, file: Record, database: Record, path: str) -> None:
        """Children of both; one that an editor removed stays away, one that an editor touched stays."""
        offered, present = file.children.get(kind, {}), database.children.get(kind, {})
        places = {key: place for place, key in enumerate(offered)}
        places |= {
            key: place
            for place, key in enumerate(present)
            if key not in offered or f"{path}.{kind}.{key}" in self.edited
        }
        for key in sorted(places, key=places.__getitem__):
            place = f"{path}.{kind}.{key}"
            touched = any(part == place or part.startswith(f"{place}.") for part in self.edited)
            if key in offered and key in present:
                add_child(chosen, kind, self.record(offered[key], present[key], place))
            elif key in offered and place not in self.edited:
                add_child(chosen, kind, offered[key])
            elif key in present and touched:
                add_child(chosen, kind, present[key])

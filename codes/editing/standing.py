"""How far each language is: what is missing and what is out of date, in the order of what is read most."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from codes.transfer.records import CODE, COMPARISON, Record

Made = Mapping[tuple[str, str], str]  # path and language to the English that a translation was made from


@dataclass(frozen=True)
class Gap:
    """A text that needs a translator: its path without the language, its column, and why."""

    path: str
    kind: str  # of the row below the entry that holds it; empty for the entry itself
    name: str
    is_outdated: bool


@dataclass(frozen=True)
class Standing:
    """An entry in a language."""

    record: Record
    language: str
    wanted: int
    gaps: tuple[Gap, ...]

    @property
    def missing(self) -> int:
        """How many texts there are none of."""
        return sum(not gap.is_outdated for gap in self.gaps)

    @property
    def present(self) -> int:
        """How many texts there are."""
        return self.wanted - self.missing

    @property
    def outdated(self) -> int:
        """How many were made from an English that has changed since."""
        return sum(gap.is_outdated for gap in self.gaps)


def standing(record: Record, language: str, source: str, made: Made) -> Standing:
    """What an entry lacks in a language; what has no English text needs no translation."""
    gaps, wanted = [], 0
    for path, holder, name in record.translatable():
        english = holder.texts.get((name, source), "")
        is_needed = bool(english) or (language == source and name not in holder.shape.optional)
        wanted += is_needed
        text = holder.texts.get((name, language), "")
        is_outdated = bool(text) and language != source and made.get((path, language), english) != english
        if (is_needed and not text) or is_outdated:
            inner = path.removeprefix(f"{record.key}.")
            gaps.append(Gap(path, inner.partition(".")[0] if "." in inner else "", name, is_outdated))
    return Standing(record, language, wanted, tuple(gaps))


def most_read_first(records: Iterable[Record]) -> list[Record]:
    """Pairs that people mix up by their rank, then the codes in these pairs, then the rest in their order."""
    found = list(records)
    pairs = sorted((record for record in found if record.shape is COMPARISON), key=lambda pair: int(pair.facts["rank"]))
    asked: dict[str, int] = {}
    for pair in pairs:
        for side in ("left", "right"):
            value = str(pair.facts[side])
            asked.setdefault(f"X{value[1:]}" if "." in value else value, len(asked))
    codes = [record for record in found if record.shape is CODE]
    others = [record for record in found if record.shape is not CODE and record.shape is not COMPARISON]
    return [*pairs, *sorted(codes, key=lambda code: asked.get(code.key, len(asked))), *others]

"""What a page is made of: the content of one revision as frozen dataclasses, each text resolved to a language."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils.safestring import SafeString

from codes import markup
from codes.smtp import enhanced, theory
from codes.smtp.dialogue import Command
from codes.smtp.facts import FactSheet, Status
from codes.smtp.pairing import Source


@dataclass(frozen=True)
class Text:
    """What an editor wrote, and the language it is in: the source's where a translation is missing."""

    plain: str
    language: str

    def __str__(self) -> str:
        return self.plain

    def __bool__(self) -> bool:
        return bool(self.plain)

    @property
    def bare(self) -> str:
        """The text without its marks, for places that cannot show them."""
        return self.plain.replace("`", "").replace("*", "")

    @property
    def html(self) -> SafeString:
        """The text as paragraphs and lists."""
        return markup.to_html(self.plain)

    @property
    def inline(self) -> SafeString:
        """The text as one line, without a paragraph around it."""
        return markup.to_inline_html(self.plain)


@dataclass(frozen=True)
class Phase:
    """What a code means at one point of the session."""

    command: Command
    meaning: Text


@dataclass(frozen=True)
class Reference:
    """One learn-more link; name says which document, label what the reader finds there."""

    key: str
    name: str
    address: str
    label: Text


@dataclass(frozen=True)
class Pair:
    """A code of the other kind that comes with one, and why."""

    value: str
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class ProviderReply:
    """What a provider means by a reply."""

    provider: str
    address: str
    pattern: str
    reply: str
    enhanced: str
    meaning: Text
    what_to_do: Text


@dataclass(frozen=True)
class Own:
    """What one class of an enhanced entry says of itself, where the entry has several classes."""

    summary: Text
    how_to_fix: Text


@dataclass(frozen=True)
class Entry:
    """One code in one language; an enhanced code is one reading of its family, with the texts that fit its class."""

    value: str
    family: str
    readings: tuple[str, ...]
    upto: int | None
    used_by: str
    sheet: FactSheet
    rfc_text: str
    aliases: tuple[str, ...]
    name: Text
    summary: Text
    description: Text
    when_seen: Text
    how_to_fix: Text
    when_to_use: Text
    note: Text
    phases: tuple[Phase, ...]
    references: tuple[Reference, ...]
    examples: tuple[str, ...]
    own: Own | None
    common_steps: Text
    pairs: tuple[Pair, ...]
    providers: tuple[ProviderReply, ...]
    changed_at: datetime

    @property
    def outcome(self) -> theory.Outcome:
        """What the first digit promises."""
        return theory.read(self.value).outcome

    @property
    def is_enhanced(self) -> bool:
        """Whether this is an enhanced status code."""
        return self.family != self.value

    @property
    def is_usual(self) -> bool:
        """Whether this is the reading that people meet most; a reply code has no other."""
        return self.readings[0] == self.value

    @property
    def is_official(self) -> bool:
        """Whether standards know the code, even if servers send it in a class that its definition excludes."""
        return self.sheet.status in {Status.STANDARD, Status.CONTRARY}

    @property
    def is_registered(self) -> bool:
        """Whether an enhanced code stands in the registry."""
        return self.sheet.status is not Status.UNREGISTERED

    @property
    def shown(self) -> str:
        """The code as it is printed: a range where the entry covers one."""
        return f"{self.value}\N{EN DASH}{self.upto}" if self.upto else self.value


@dataclass(frozen=True)
class Confusion:
    """A pair that people mix up, with the editors' words, in one language."""

    left: Entry
    right: Entry
    verdict: Text
    differences: Text
    which_to_use: Text
    changed_at: datetime

    @property
    def pair(self) -> str:
        """The pair as it is written in addresses."""
        return f"{self.left.value}-vs-{self.right.value}"


@dataclass(frozen=True, eq=False)
class Edition:
    """The whole content in one language; codes in numeric order, confusions the most asked first."""

    language: str
    codes: dict[str, Entry]
    confusions: dict[tuple[str, str], Confusion]
    made: dict[Any, Any] = field(default_factory=dict, repr=False)  # what others have computed of it, once

    def in_class(self, name: str) -> tuple[Entry, ...]:
        """The codes of 5xx, 5.x.x or x.7.x, in order."""
        if name in enhanced.SUBJECT_NAMES:
            subject = enhanced.SUBJECT_NAMES[name]
            return tuple(entry for entry in self.codes.values() if theory.read(entry.value).topic is subject)
        return tuple(entry for entry in self.codes.values() if theory.class_of(entry.value) == name)

    def outside_classes(self) -> tuple[Entry, ...]:
        """The numbers that people take for reply codes, though no reply begins so."""
        return tuple(entry for entry in self.codes.values() if entry.outcome is theory.Outcome.UNDEFINED)

    def confused_with(self, value: str) -> tuple[Confusion, ...]:
        """The pairs that a code is part of."""
        return self.confusions_of.get(value, ())

    @cached_property
    def confusions_of(self) -> dict[str, tuple[Confusion, ...]]:
        """The pairs by each of their codes."""
        found: dict[str, tuple[Confusion, ...]] = {}
        for pair in self.confusions.values():
            for side in (pair.left, pair.right):
                found[side.value] = (*found.get(side.value, ()), pair)
        return found

    def find(self, value: str) -> Entry | None:
        """The entry of a code as somebody wrote it: a family as its most usual reading, a range by any of its codes."""
        if value in self.codes:
            return self.codes[value]
        if enhanced.is_family(value):
            return next((e for e in self.codes.values() if e.family == value and e.is_usual), None)
        if enhanced.is_enhanced(value):
            return next((entry for entry in self.codes.values() if covers(entry, value)), None)
        return None

    def readings_of(self, value: str) -> tuple[str, ...]:
        """The codes that exist of the entry that an enhanced code would be a reading of."""
        family = enhanced.family_of(value)
        return tuple(entry.value for entry in self.codes.values() if entry.family == family)

    def nearest(self, value: str, count: int = 3) -> tuple[Entry, ...]:
        """The codes whose numbers lie nearest, those of the same kind and class first."""
        wanted = theory.order(value)

        def distance(entry: Entry) -> tuple[int, ...]:
            there = theory.order(entry.value)
            if len(there) != len(wanted):
                return (1,)
            if not entry.is_enhanced:
                return (0, int(entry.value[0] != value[0]), abs(there[1] - wanted[1]))
            return (0, abs(there[2] - wanted[2]), abs(there[3] - wanted[3]), abs(there[1] - wanted[1]))

        near = sorted(self.codes.values(), key=distance)
        return tuple(entry for entry in near if entry.value != value)[:count]


def covers(entry: Entry, value: str) -> bool:
    """Whether a code lies in the range of an entry."""
    if not entry.upto:
        return False
    first, asked = theory.order(entry.value), theory.order(value)
    return first[:3] == asked[:3] and first[3] <= asked[3] <= entry.upto


@dataclass(frozen=True)
class Catalogue:
    """All editions of one revision."""

    revision: str
    editions: dict[str, Edition] = field(default_factory=dict)

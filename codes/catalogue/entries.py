"""What a page is made of: the content of one revision as frozen dataclasses, each text resolved to a language."""

from dataclasses import dataclass, field
from functools import cached_property

from django.utils.safestring import SafeString

from codes import markup
from codes.smtp import theory
from codes.smtp.dialogue import Command
from codes.smtp.facts import FactSheet


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

    @cached_property
    def html(self) -> SafeString:
        """The text as paragraphs and lists."""
        return markup.to_html(self.plain)

    @cached_property
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
class Entry:
    """One code in one language."""

    value: str
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

    @property
    def outcome(self) -> theory.Outcome:
        """What the first digit promises."""
        return theory.read(self.value).outcome


@dataclass(frozen=True)
class Confusion:
    """A pair that people mix up, with the editors' words, in one language."""

    left: Entry
    right: Entry
    verdict: Text
    differences: Text
    which_to_use: Text

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

    def in_class(self, reply_class: str) -> tuple[Entry, ...]:
        """The codes of 5xx, in order."""
        return tuple(entry for entry in self.codes.values() if theory.class_of(entry.value) == reply_class)

    def confused_with(self, value: str) -> tuple[Confusion, ...]:
        """The pairs that a code is part of."""
        return tuple(pair for pair in self.confusions.values() if value in (pair.left.value, pair.right.value))

    def nearest(self, value: str, count: int = 3) -> tuple[Entry, ...]:
        """The codes whose numbers lie nearest, those of the same class first."""
        number = int(value)
        near = sorted(self.codes.values(), key=lambda e: (e.value[0] != value[0], abs(int(e.value) - number)))
        return tuple(entry for entry in near if entry.value != value)[:count]


@dataclass(frozen=True)
class Catalogue:
    """All editions of one revision."""

    revision: int
    editions: dict[str, Edition] = field(default_factory=dict)

"""The fields of each document. A field may be added; a change of any other kind needs a version of its own."""

from datetime import datetime
from typing import Annotated, Literal, TypedDict

from codes.smtp.dialogue import Command
from codes.smtp.facets import Aspect, Kind
from codes.smtp.pairing import Basis
from codes.smtp.theory import Outcome

Address = Annotated[str, "uri"]
# A fact as one of the words that stand for it in every language, or a list of such words or of codes.
Token = str | list[str]


class Licence(TypedDict):
    """Under which terms the texts may be used: the identifier is SPDX's."""

    identifier: str
    address: Address
    line: str


class Text(TypedDict):
    """A text as it was written (of Markdown: paragraphs, lists, code, emphasis) and as HTML. Its language is that of
    the document, or English where a translation is missing."""

    markdown: str
    html: str
    language: str


class Row(TypedDict):
    """A code in a list. Marks of Markdown are left out; changed is when anything of the entry last changed."""

    code: str
    kind: Kind
    outcome: Outcome
    name: str
    summary: str
    page: Address
    json: Address
    changed: datetime


class Pair(TypedDict):
    """A comparison that editors have written about."""

    left: str
    right: str
    page: Address
    json: Address
    changed: datetime


class Said(TypedDict):
    """What a code says on one point: as a word for programs, as a short answer to a question, as a sentence."""

    value: Token
    question: str
    answer: str
    sentence: str


class Texts(TypedDict):
    """What editors wrote of a code."""

    name: Text
    summary: Text
    description: Text
    when_seen: Text
    how_to_fix: Text
    when_to_use: Text
    note: Text | None


class Phase(TypedDict):
    """What a code means at one point of the session."""

    command: Command
    words: str
    meaning: Text


class Source(TypedDict):
    """Why two codes count as a pair: the kind of reason, where it is written or who sends it, and both in words."""

    basis: Basis
    rfc: int | None
    section: str
    seen_at: str
    words: str


class Pairing(TypedDict):
    """A code of the other kind that comes with one."""

    code: str
    sources: list[Source]


class ProviderReply(TypedDict):
    """What a provider means by a reply; pattern is the text by which it is known."""

    provider: str
    address: str
    reply: str
    enhanced: str
    pattern: str
    meaning: Text
    what_to_do: Text


class Reference(TypedDict):
    """Where a statement goes back to, and what stands there."""

    name: str
    address: Address
    label: Text


class Confusion(TypedDict):
    """A code that is mixed up with this one, and what tells them apart."""

    code: str
    json: Address
    verdict: Text


class Document(TypedDict):
    """What every document says of itself."""

    version: Literal[1]
    language: str
    licence: Licence


class Index(Document):
    """All codes, and the comparisons that editors have written about."""

    codes: list[Row]
    comparisons: list[Pair]


class Code(Document, Row):
    """Everything about one code. upto is the last detail of an entry that covers a range; family and readings are the
    entry of an enhanced code and the classes it exists in, the most usual first. facts has the same names as
    the aspects of comparisons."""

    upto: int | None
    family: str
    readings: list[str]
    facts: dict[str, Said]
    defined_in: list[int]
    rfc_text: str
    aliases: list[str]
    used_by: str
    texts: Texts
    phases: list[Phase]
    examples: list[str]
    pairings: list[Pairing]
    providers: list[ProviderReply]
    references: list[Reference]
    confused_with: list[Confusion]


class Facet(TypedDict):
    """One point of comparison, and whether the two truly differ there."""

    aspect: Aspect
    differs: bool
    left: Said
    right: Said


class Comparison(Document):
    """Two codes side by side, the smaller one left, the points that differ first. which_to_use is what editors advise
    about a pair that people mix up."""

    page: Address
    json: Address
    changed: datetime
    left: Row
    right: Row
    lead: Text
    facets: list[Facet]
    differences: list[Text]
    alike: str
    why_paired: str
    which_to_use: Text | None
    references: list[Reference]


class Nothing(TypedDict):
    """What stands in the place of a document that does not exist."""

    error: str
    unknown: list[str]
    nearest: list[Row]

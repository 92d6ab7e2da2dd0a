"""What can be wrong with content, without words for it: those are in codes/editing/reasons.py."""

from dataclasses import dataclass
from enum import Enum, auto

from codes.transfer.records import Fact


class Flaw(Enum):
    """What a rule finds."""

    MISSING = auto()
    NO_SUMMARY = auto()
    NO_LIST = auto()
    NO_STEPS = auto()
    NO_READINGS = auto()
    NO_FACT = auto()
    TEXTS_OF_READINGS = auto()
    NO_REFERENCES = auto()
    NO_DEFINITION = auto()
    UNKNOWN_RFC = auto()
    UNTRUSTED_SITE = auto()
    OTHER_CODE_SPANS = auto()
    OTHER_LINES = auto()
    OPEN_CODE_SPAN = auto()
    DOUBLED_WORD = auto()
    PLACEHOLDER = auto()
    MARKUP = auto()
    STRAIGHT_QUOTES = auto()
    LONG_SENTENCE = auto()
    ENGLISH_LEFT = auto()
    FRENCH_SPACING = auto()
    SAID_TWICE = auto()
    SAME_NAME = auto()
    NO_ENTRY = auto()
    SAME_RANK = auto()

    def at(self, path: str, **values: Fact) -> "Breach":
        """This flaw in one place, with what its words name."""
        return Breach(path, self, values)


@dataclass(frozen=True)
class Breach:
    """A rule broken: where, how, and the values to tell it with."""

    path: str
    flaw: Flaw
    values: dict[str, Fact]

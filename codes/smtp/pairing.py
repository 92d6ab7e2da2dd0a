"""How a reply code and an enhanced code go together in one reply (RFC 2034, 4)."""

from dataclasses import dataclass
from enum import Enum


class Basis(Enum):
    """Why two codes count as a pair, the strongest reason first."""

    DEMANDED = "demanded"
    ADVISED = "advised"
    REGISTERED = "registered"
    ALLOWED = "allowed"
    SHOWN = "shown"
    SUPERSEDED = "superseded"
    SEEN = "seen"


class Agreement(Enum):
    """What the two numbers of one reply say together."""

    PAIRED = "paired"
    CONSISTENT = "consistent"
    CONTRADICTORY = "contradictory"
    EXCLUDED = "excluded"


@dataclass(frozen=True)
class Source:
    """One reason for a pair: the basis, and where it is written or who sends it."""

    basis: Basis
    rfc: int = 0
    section: str = ""
    seen_at: str = ""


def agreement(reply: str, enhanced: str, *, paired: bool) -> Agreement:
    """RFC 2034, 4: the first digits have to agree, and a 3yz reply carries no enhanced code."""
    if reply[0] == "3":
        return Agreement.EXCLUDED
    if reply[0] != enhanced[0]:
        return Agreement.CONTRADICTORY
    return Agreement.PAIRED if paired else Agreement.CONSISTENT

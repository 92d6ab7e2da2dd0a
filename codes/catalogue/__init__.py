"""The published content of one revision, in memory, immutable; views read nothing else.

An edition is the whole content in one language, with English where a translation is missing. The
catalogue is swapped whole when the revision changes.

entries   what pages are made of
steps     two lists of steps as one
rows      from the database to entries
snapshot  the last catalogue on disk
holding   the catalogue of this worker, and when it looks for a newer one
"""

from codes.catalogue.entries import Catalogue, Confusion, Edition, Entry, Pair, Phase, ProviderReply, Reference, Text
from codes.catalogue.holding import Unavailable, current, editions, holder, per_edition

__all__ = [
    "Catalogue",
    "Confusion",
    "Edition",
    "Entry",
    "Pair",
    "Phase",
    "ProviderReply",
    "Reference",
    "Text",
    "Unavailable",
    "current",
    "editions",
    "holder",
    "per_edition",
]

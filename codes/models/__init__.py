"""The content as rows. Translated fields are named in translation.py; rules of SMTP live in codes.smtp."""

from codes.models.comparison import Comparison
from codes.models.enhanced import Pairing, Reading
from codes.models.entry import Code, Example, Phase, Reference
from codes.models.facts import Facts
from codes.models.provider import Provider, ProviderReply
from codes.models.revision import Content, Revision, check_characters, content_change
from codes.models.shipped import Shipped
from codes.models.version import Action, Draft, TranslatedFrom, Version

__all__ = [
    "Action",
    "Code",
    "Comparison",
    "Content",
    "Draft",
    "Example",
    "Facts",
    "Pairing",
    "Phase",
    "Provider",
    "ProviderReply",
    "Reading",
    "Reference",
    "Revision",
    "Shipped",
    "TranslatedFrom",
    "Version",
    "check_characters",
    "content_change",
]

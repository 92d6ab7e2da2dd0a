"""The content as rows. Translated fields are named in translation.py; rules of SMTP live in codes.smtp."""

from codes.models.comparison import Comparison
from codes.models.entry import Code, Example, Phase, Reference
from codes.models.revision import Revision
from codes.models.shipped import Shipped

__all__ = ["Code", "Comparison", "Example", "Phase", "Reference", "Revision", "Shipped"]

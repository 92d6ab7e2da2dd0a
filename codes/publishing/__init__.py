"""The content as data for other programs: version 1, to which fields may be added and from which none goes away.

shapes       the fields of each document; mypy holds the documents to them, and the description is made of them
entries      one code, and the list of all codes
comparisons  two codes side by side
description  the description of all of it for programs (OpenAPI)
"""

from codes.publishing.comparisons import comparison
from codes.publishing.description import openapi
from codes.publishing.entries import code, index, nothing

__all__ = ["code", "comparison", "index", "nothing", "openapi"]

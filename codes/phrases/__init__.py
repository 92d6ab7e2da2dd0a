"""Every composed sentence and label, keyed by the enums of codes.smtp; each message is whole.

labels     short answers: choices in the admin, cells of the table of facets
sentences  whole sentences about one code or two
"""

from codes.phrases.labels import CHOICES, HEADINGS, command_list, label, rfc_list
from codes.phrases.sentences import about, alike, class_summary, class_theory, lead

__all__ = [
    "CHOICES",
    "HEADINGS",
    "about",
    "alike",
    "class_summary",
    "class_theory",
    "command_list",
    "label",
    "lead",
    "rfc_list",
]

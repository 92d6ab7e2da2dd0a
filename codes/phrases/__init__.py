"""Every composed sentence and label, keyed by the enums of codes.smtp; each message is whole.

labels     short answers: choices in the admin, cells of the table of facets
sentences  whole sentences about one code or two
enhanced   about classes and subjects of enhanced codes, and two numbers in one reply
search_words  what people type who look for a class
explained  about a pasted text and its parts
heads      titles and descriptions of pages
licence    how the texts may be used
"""

from codes.phrases.enhanced import (
    enhanced_class_summary,
    enhanced_class_theory,
    excluded_class,
    same_entry,
    source_list,
    together,
)
from codes.phrases.explained import (
    PARTS,
    Finding,
    State,
    count_line,
    finding_sentence,
    left_out,
    part_meaning,
    phase_meaning,
    phase_name,
    provider_meaning,
    state_sentence,
    unlisted,
    unread,
)
from codes.phrases.heads import (
    DESCRIPTIONS,
    TITLES,
    class_description,
    class_title,
    code_title,
    description,
    pair_title,
)
from codes.phrases.labels import (
    ANY_OTHER,
    CHOICES,
    EXACT_CASE,
    HEADINGS,
    SECTION_FORM,
    TAGS,
    command_list,
    label,
    rfc_list,
    rfc_section,
    session_line,
)
from codes.phrases.licence import LICENCE
from codes.phrases.search_words import CLASS_WORDS
from codes.phrases.sentences import about, alike, class_summary, class_theory, lead

__all__ = [
    "ANY_OTHER",
    "CHOICES",
    "CLASS_WORDS",
    "DESCRIPTIONS",
    "EXACT_CASE",
    "HEADINGS",
    "LICENCE",
    "PARTS",
    "SECTION_FORM",
    "TAGS",
    "TITLES",
    "Finding",
    "State",
    "about",
    "alike",
    "class_description",
    "class_summary",
    "class_theory",
    "class_title",
    "code_title",
    "command_list",
    "count_line",
    "description",
    "enhanced_class_summary",
    "enhanced_class_theory",
    "excluded_class",
    "finding_sentence",
    "label",
    "lead",
    "left_out",
    "pair_title",
    "part_meaning",
    "phase_meaning",
    "phase_name",
    "provider_meaning",
    "rfc_list",
    "rfc_section",
    "same_entry",
    "session_line",
    "source_list",
    "state_sentence",
    "together",
    "unlisted",
    "unread",
]

"""What is wrong with content, in words: each a whole sentence, to stand beside a field or after a path."""

from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from codes.transfer.breaches import Breach, Flaw

SENTENCES = {
    Flaw.MISSING: _("This text is missing."),
    Flaw.NO_SUMMARY: ngettext_lazy(
        "This summary has %(count)s character; one sentence of %(shortest)s to %(longest)s characters with a full "
        "stop is wanted.",
        "This summary has %(count)s characters; one sentence of %(shortest)s to %(longest)s characters with a full "
        "stop is wanted.",
        "count",
    ),
    Flaw.NO_LIST: _("Each line of this list has to begin with “- ”."),
    Flaw.NO_STEPS: _("The lines of this list of steps have to begin with “1. ”, “2. ” and so on."),
    Flaw.NO_READINGS: _("No reading is given: an enhanced code has at least one."),
    Flaw.NO_FACT: _("This reading lacks a fact."),
    Flaw.TEXTS_OF_READINGS: _("A reading has texts of its own where, and only where, the code has several readings."),
    Flaw.NO_REFERENCES: _("No reference is given: every code has at least one."),
    Flaw.NO_DEFINITION: _("No reference is marked as the one that defines the code."),
    Flaw.UNKNOWN_RFC: _("RFC %(number)s is not among those that the site knows (codes/smtp/rfc.py)."),
    Flaw.UNTRUSTED_SITE: _("This address leads to a site that is not on the list of trusted ones."),
    Flaw.OTHER_CODE_SPANS: _("This text does not quote the same commands and replies as the English text."),
    Flaw.OTHER_LINES: _("This text does not have as many lines as the English text."),
    Flaw.OPEN_CODE_SPAN: _("This text has an open code span: the number of ` is odd."),
    Flaw.DOUBLED_WORD: _("This text has a doubled word: “%(found)s”."),
    Flaw.PLACEHOLDER: _("This text has a placeholder in it: “%(found)s”."),
    Flaw.MARKUP: _("This text has markup that is not allowed: “%(found)s”."),
    Flaw.STRAIGHT_QUOTES: _(
        "This text has a straight apostrophe or quotation mark (%(found)s); the typographic one is wanted."
    ),
    Flaw.LONG_SENTENCE: ngettext_lazy(
        "A sentence of %(count)s word is too long (%(most)s at most): “%(beginning)s…”.",
        "A sentence of %(count)s words is too long (%(most)s at most): “%(beginning)s…”.",
        "count",
    ),
    Flaw.ENGLISH_LEFT: _("This text has English left in it: “%(found)s”."),
    Flaw.FRENCH_SPACING: _("A no-break space is missing before a mark of punctuation or inside quotation marks."),
    Flaw.SAID_TWICE: _("This text repeats a sentence of %(other)s: “%(beginning)s…”."),
    Flaw.SAME_NAME: _("This name also stands in %(other)s."),
    Flaw.NO_ENTRY: _("There is no entry for %(code)s."),
    Flaw.SAME_RANK: _("This is the rank of %(other)s too."),
}


def sentence(breach: Breach) -> str:
    """What is wrong."""
    return SENTENCES[breach.flaw] % breach.values


def line(breach: Breach) -> str:
    """Where something is wrong, and what."""
    return gettext("%(path)s: %(reason)s") % {"path": breach.path, "reason": sentence(breach)}

"""What templates need and cannot say; none of these queries anything."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from codes import phrases
from codes.catalogue import Entry, Text
from codes.smtp.theory import CLASSES, Outcome

register = template.Library()

# A shape for each class, so that no meaning hangs on colour.
SHAPES = {
    Outcome.SUCCESS: "●",
    Outcome.CONTINUE: "▶",
    Outcome.TEMPORARY: "◆",
    Outcome.PERMANENT: "■",
    Outcome.UNDEFINED: "○",
}


# The same shapes as paths around a point, for drawings.
OUTLINES = {
    Outcome.SUCCESS: "M-7 0a7 7 0 1 0 14 0a7 7 0 1 0-14 0z",
    Outcome.CONTINUE: "M-6-7L7 0-6 7z",
    Outcome.TEMPORARY: "M0-8L8 0 0 8-8 0z",
    Outcome.PERMANENT: "M-6-6H6V6H-6z",
    Outcome.UNDEFINED: "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
}


@register.simple_tag
def shape(outcome: Outcome) -> str:
    """The shape of a class as an SVG path around the point 0, 0."""
    return OUTLINES[outcome]


@register.simple_tag
def chip(outcome: Outcome) -> SafeString:
    """The class as colour, shape and word."""
    return format_html(
        '<span class="chip {}"><span aria-hidden="true">{}</span> {}</span>',
        outcome.value,
        SHAPES[outcome],
        phrases.CHOICES[outcome],
    )


@register.simple_tag
def prose(text: Text) -> SafeString:
    """A text of several lines, marked with its language where that is not the page's."""
    return format_html('<div class="prose"{}>{}</div>', foreign(text), text.html)


@register.simple_tag
def line(text: Text) -> SafeString:
    """A text of one line, marked with its language where that is not the page's."""
    return format_html("<span{}>{}</span>", foreign(text), text.inline) if foreign(text) else text.inline


def foreign(text: Text) -> SafeString | str:
    """The attributes of an untranslated text."""
    if text.language == get_language() or not text.plain:
        return ""
    return format_html(' lang="{}" dir="ltr" class="untranslated"', text.language)


@register.filter
def tag(entry: Entry) -> str:
    """The remark beside the name of a code that is not simply standard."""
    return str(phrases.TAGS.get(entry.sheet.status, ""))


@register.filter
def outcome_name(outcome: Outcome) -> str:
    """The class in words: permanent failure."""
    return str(phrases.CHOICES[outcome])


@register.filter
def class_name(name: str) -> str:
    """What a class of reply codes is called: permanent failure for 5xx."""
    return str(phrases.CHOICES[CLASSES[name]])

"""What an address asks for, in whatever spelling."""

from django.http import Http404

from codes.catalogue import Edition, Entry
from codes.smtp import query, theory


def code(content: Edition, value: str) -> Entry:
    """The entry of a code; raises Http404."""
    entry = content.find(query.clean(value).upper())
    if entry is None:
        raise Http404
    return entry


def pair(content: Edition, text: str) -> tuple[Entry, Entry]:
    """The entries of two codes, the smaller first; raises Http404."""
    sides = query.parse_pair(text)
    if sides is None or not set(sides) <= content.codes.keys():
        raise Http404
    left, right = sorted(sides, key=theory.order)
    return content.codes[left], content.codes[right]

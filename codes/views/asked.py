"""What an address asks for, in whatever spelling, and the way to the right one."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from codes.catalogue import Edition, Entry
from codes.rendering import edition
from codes.smtp import query, theory

View = Callable[..., HttpResponse]


def code(content: Edition, value: str) -> Entry:
    """The entry of a code; raises Http404."""
    entry = content.find(query.clean(value).upper())
    if entry is None:
        raise Http404
    return entry


def both(content: Edition, text: str) -> tuple[Entry, Entry]:
    """The entries of two codes, the smaller first; raises Http404."""
    sides = query.parse_pair(text)
    if sides is None or not set(sides) <= content.codes.keys():
        raise Http404
    left, right = sorted(sides, key=theory.order)
    return content.codes[left], content.codes[right]


def one(address: str) -> Callable[[View], View]:
    """For views that show a code: they get the entry, and other spellings are sent to the address of this name."""

    def with_entry(view: View) -> View:
        @require_safe
        @wraps(view)
        def shown(request: HttpRequest, value: str) -> HttpResponse:
            content = edition()
            entry = code(content, value)
            if entry.value != value:
                return redirect(address, entry.value, permanent=query.clean(value) == entry.value)
            return view(request, content, entry)

        return shown

    return with_entry


def two(address: str, alone: str) -> Callable[[View], View]:
    """For views that show a pair, the smaller code first; a code beside itself is sent to its own address."""

    def with_entries(view: View) -> View:
        @require_safe
        @wraps(view)
        def shown(request: HttpRequest, pair: str) -> HttpResponse:
            content = edition()
            left, right = both(content, pair)
            if left is right:
                return redirect(alone, left.value, permanent=True)
            if pair != f"{left.value}-vs-{right.value}":
                return redirect(address, f"{left.value}-vs-{right.value}", permanent=True)
            return view(request, content, left, right)

        return shown

    return with_entries

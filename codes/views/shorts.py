"""The short addresses: to the page in the browser's language, or plain text for a terminal."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from codes import comparing, describing
from codes.rendering import edition, negotiated, plain_text, wants_plain_text
from codes.smtp import query, theory


@require_safe
def code(request: HttpRequest, value: str) -> HttpResponse:
    """/550"""
    content = edition()
    entry = content.find(value.upper())
    if entry is None:
        raise Http404
    if wants_plain_text(request):
        return negotiated(plain_text("code/detail.txt", {"page": describing.describe(content, entry)}))
    return negotiated(redirect("code", entry.value))


@require_safe
def pair(request: HttpRequest, pair: str) -> HttpResponse:
    """/251-vs-501"""
    content = edition()
    left, right = sorted(query.parse_pair(pair) or ("0", "0"), key=theory.order)
    if not {left, right} <= content.codes.keys():
        raise Http404
    if left == right:
        return negotiated(redirect("short-code", left))
    if wants_plain_text(request):
        comparison = comparing.compare(content, content.codes[left], content.codes[right])
        return negotiated(plain_text("compare/detail.txt", {"page": comparison}))
    return negotiated(redirect("compare", f"{left}-vs-{right}"))

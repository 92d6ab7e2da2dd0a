"""What people read: find the subject, build the page, render."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from codes import composing, describing, searching
from codes.rendering import edition, page
from codes.smtp import enhanced, query, theory
from codes.views.limits import limited

FIRST_CONFUSIONS = 12


@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """To the home page in a language that the browser asks for."""
    response = redirect("home")
    patch_vary_headers(response, ["Accept-Language"])
    return response


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """One search field, the codes met most, all codes by class, the pairs that people mix up most."""
    content = edition()
    context = {
        "most_met": describing.most_met(content),
        "classes": describing.classes(content),
        "subjects": describing.subjects(content),
        "enhanced_classes": enhanced.CLASSES,
        "outside": content.outside_classes(),
        "confusions": list(content.confusions.values())[:FIRST_CONFUSIONS],
    }
    return page(request, "home/index.html", context)


@require_safe
def code(request: HttpRequest, value: str) -> HttpResponse:
    """A code."""
    content = edition()
    entry = content.find(query.clean(value).upper())
    if entry is None:
        raise Http404
    if entry.value != value:
        return redirect("code", entry.value, permanent=query.clean(value) == entry.value)
    return page(request, "code/detail.html", {"page": describing.describe(content, entry)})


@require_safe
def code_class(request: HttpRequest, name: str) -> HttpResponse:
    """A class or subject of codes: 5xx, 5.x.x, x.7.x."""
    wanted = theory.parse_class(query.clean(name))
    if wanted is None:
        raise Http404
    if wanted != name:
        return redirect("class", wanted, permanent=True)
    return page(request, "class/detail.html", {"page": describing.describe_class(edition(), name)})


@require_safe
def pick(request: HttpRequest) -> HttpResponse:
    """Choose two codes, or one of the pairs that people mix up most."""
    content = edition()
    asked = [query.clean(request.GET.get(side, "")[: searching.LONGEST_QUERY]) for side in ("a", "b")]
    if set(asked) <= content.codes.keys():
        return redirect("compare", "-vs-".join(sorted(asked, key=theory.order)))
    unknown = [value for value in asked if value and value not in content.codes]
    context = {"asked": asked, "unknown": unknown, "codes": content.codes, "confusions": content.confusions}
    return page(request, "compare/pick.html", context)


@require_safe
def compare(request: HttpRequest, pair: str) -> HttpResponse:
    """Two codes side by side."""
    content, sides = edition(), query.parse_pair(pair)
    if sides is None or not set(sides) <= content.codes.keys():
        raise Http404
    left, right = sorted(sides, key=theory.order)
    if left == right:
        return redirect("code", left, permanent=True)
    if pair != f"{left}-vs-{right}":
        return redirect("compare", f"{left}-vs-{right}", permanent=True)
    return page(request, "compare/detail.html", composing.parts_of(content, content.codes[left], content.codes[right]))


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is known of visitors and editors, and how long."""
    return page(request, "privacy.html", {})


@require_safe
@limited("search")
def search(request: HttpRequest) -> HttpResponse:
    """Search by code and words; what names exactly one thing goes straight there."""
    asked = request.GET.get("q", "")
    if len(asked) > searching.LONGEST_QUERY:
        return page(request, "search/too_long.html", {"longest": searching.LONGEST_QUERY}, status=400)
    result = searching.search(edition(), asked)
    if result.address:
        return redirect(*result.address)
    unknown = [describing.missing(edition(), value) for value in result.unknown]
    return page(request, "search/results.html", {"result": result, "unknown": unknown})

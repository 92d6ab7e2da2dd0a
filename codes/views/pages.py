"""What people read: find the subject, build the page, render."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from codes import classes, composing, describing, heads, searching
from codes.catalogue import Edition, Entry
from codes.rendering import edition, page
from codes.smtp import enhanced, query, theory
from codes.views import asked
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
        "head": heads.plain("home"),
        "most_met": describing.most_met(content),
        "classes": classes.reply_classes(content),
        "subjects": classes.subjects(content),
        "enhanced_classes": enhanced.CLASSES,
        "outside": content.outside_classes(),
        "confusions": list(content.confusions.values())[:FIRST_CONFUSIONS],
    }
    return page(request, "home/index.html", context)


@asked.one("code")
def code(request: HttpRequest, content: Edition, entry: Entry) -> HttpResponse:
    """A code."""
    described = describing.describe(content, entry)
    return page(request, "code/detail.html", {"head": heads.of_code(described), "page": described})


@require_safe
def code_class(request: HttpRequest, name: str) -> HttpResponse:
    """A class or subject of codes: 5xx, 5.x.x, x.7.x."""
    wanted = theory.parse_class(query.clean(name))
    if wanted is None:
        raise Http404
    if wanted != name:
        return redirect("class", wanted, permanent=True)
    described = classes.describe(edition(), name)
    return page(request, "class/detail.html", {"head": heads.of_class(described), "page": described})


@require_safe
def pick(request: HttpRequest) -> HttpResponse:
    """Choose two codes, or one of the pairs that people mix up most."""
    content = edition()
    sides = [query.clean(request.GET.get(side, "")[: searching.LONGEST_QUERY]) for side in ("a", "b")]
    if set(sides) <= content.codes.keys():
        return redirect("compare", "-vs-".join(sorted(sides, key=theory.order)))
    unknown = [value for value in sides if value and value not in content.codes]
    context = {"asked": sides, "unknown": unknown, "codes": content.codes, "confusions": content.confusions}
    return page(request, "compare/pick.html", context | {"head": heads.plain("pick")})


@asked.two("compare", alone="code")
def compare(request: HttpRequest, content: Edition, left: Entry, right: Entry) -> HttpResponse:
    """Two codes side by side."""
    return page(request, "compare/detail.html", composing.context_of(composing.parts_of(content, left, right)))


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is known of visitors and editors, and how long."""
    return page(request, "privacy.html", {"head": heads.plain("privacy")})


@require_safe
@limited("search")
def search(request: HttpRequest) -> HttpResponse:
    """Search by code and words; what names exactly one thing goes straight there."""
    text = request.GET.get("q", "")
    if len(text) > searching.LONGEST_QUERY:
        context = {"head": heads.plain("too-long"), "longest": searching.LONGEST_QUERY}
        return page(request, "search/too_long.html", context, status=400)
    result = searching.search(edition(), text)
    if result.address:
        return redirect(*result.address)
    unknown = [describing.missing(edition(), value) for value in result.unknown]
    return page(request, "search/results.html", {"head": heads.plain("search"), "result": result, "unknown": unknown})

"""What the search would find, while somebody types; browsers ask here too."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from codes import phrases
from codes.catalogue import Edition, Entry
from codes.rendering import CACHE_CONTROL, edition
from codes.searching import LONGEST_QUERY, search
from codes.smtp import theory
from codes.views.limits import limited

MOST = 8


@require_safe
@limited("suggest")
def suggest(request: HttpRequest) -> HttpResponse:
    """Query, labels, descriptions and addresses, as the OpenSearch suggestions extension wants them."""
    asked = request.GET.get("q", "")[:LONGEST_QUERY]
    found = suggestions(edition(), asked)
    labels, texts, addresses = (list(column) for column in zip(*found, strict=True)) if found else ([], [], [])
    response = JsonResponse(
        [asked, labels, texts, [settings.SITE_URL + address for address in addresses]],
        safe=False,
        content_type="application/x-suggestions+json; charset=utf-8",
    )
    response["Cache-Control"] = CACHE_CONTROL
    response["X-Robots-Tag"] = "noindex"
    return response


def suggestions(content: Edition, asked: str) -> list[tuple[str, str, str]]:
    """Label, description and address of the best results; two codes are suggested as their comparison too."""
    if not asked.strip():
        return []
    result = search(content, asked)
    found = [of_class(name) for name in result.classes]
    if result.address and result.address[0] == "compare":
        pair = result.address[1]
        found.append((pair.replace("-vs-", " – "), "", reverse("compare", args=[pair])))
    if result.address and result.address[0] == "class":
        found.append(of_class(result.address[1]))
    return [*found, *(of_entry(entry) for entry in result.entries)][:MOST]


def of_class(name: str) -> tuple[str, str, str]:
    """A class or a subject."""
    outcome = theory.OUTCOMES.get(name[0])
    return name, str(phrases.CHOICES[outcome]) if outcome else "", reverse("class", args=[name])


def of_entry(entry: Entry) -> tuple[str, str, str]:
    """A code."""
    return f"{entry.value} {entry.name.bare}", entry.summary.bare, reverse("code", args=[entry.value])

"""What changed last."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from codes.changes import atom, by_day
from codes.heads import plain
from codes.rendering import edition, page, public


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """For readers, day by day."""
    return page(request, "changes/page.html", {"head": plain("changes"), "days": by_day(edition())})


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """For feed readers."""
    return public(HttpResponse(atom(edition()), content_type="application/atom+xml; charset=utf-8"))

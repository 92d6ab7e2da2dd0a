"""Edits that are not on the site: kept for their editor and for whoever publishes."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext_lazy as _

from codes.admin.languages import chosen
from codes.admin.people import may_publish, publishes
from codes.models import Draft, Version
from codes.transfer import history, rows
from codes.transfer.records import Record, Shape
from codes.transfer.stored import to_json

# PostgreSQL has an error of its own for numbers that are longer than its own.
LONGEST_NUMBER = 18


def number_in(data: QueryDict, name: str) -> int:
    """A row's number that a form or address names; 0, which no row has, for anything else."""
    value = data.get(name) or ""
    return int(value) if value.isascii() and value.isdigit() and len(value) < LONGEST_NUMBER else 0


def shown_draft(request: HttpRequest, row: Any) -> Draft | None:
    """The draft of this entry that the form shows."""
    number = number_in(request.GET, "draft")
    return Draft.objects.filter(pk=number, key=rows.path_of(row)).first() if row is not None else None


def discard(request: Any, draft: Draft) -> HttpResponse:
    """Throw a draft away: its editor may, and who publishes."""
    if draft.by != request.user and not publishes(request.user):
        raise PermissionDenied
    draft.delete()
    messages.success(request, _("The draft was discarded."))
    return HttpResponseRedirect(request.path)


def has_to_wait(request: Any, before: Record, mine: Record) -> bool:
    """Whether a reviewer has to see it first; a draft may hold what is in other languages than the form."""
    if dict(mine.parts()) == dict(before.parts()):
        return False
    is_draft = number_in(request.GET, "draft") > 0
    return not (publishes(request.user) if is_draft else may_publish(request.user, chosen(request)))


def keep(request: Any, shape: Shape, before: Record, mine: Record) -> HttpResponse:
    """Keep an edit off the site."""
    base = Version.objects.filter(pk=number_in(request.POST, "_base"), key=before.key).first()
    draft = Draft.objects.filter(pk=number_in(request.GET, "draft"), key=before.key, by=request.user).first()
    draft = draft or Draft(key=before.key, by=request.user, kind=shape.name)
    draft.base, draft.content = base or history.version_of(before), to_json(mine)
    draft.save()
    messages.success(request, _("The draft is kept. The site still shows the published entry."))
    return HttpResponseRedirect(f"{request.path}?draft={draft.pk}")

"""Who changed what when, and the way back: one piece, a whole entry, or one that was deleted."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from codes.admin.drafts import number_in
from codes.admin.people import may_publish, publishes
from codes.admin.saving import SHAPE_OF
from codes.editing.differences import Difference, differences
from codes.models import Action, Version, content_change
from codes.transfer import history, rows
from codes.transfer.merging import Chooser
from codes.transfer.records import Record

VERSIONS_ON_A_PAGE = 25


@dataclass(frozen=True)
class Step:
    """A version, and what it changed."""

    version: Version
    before: Version | None
    differences: list[Difference]


class WithHistory:
    """For the admin of a kind of entry."""

    model: Any
    admin_site: Any
    opts: Any

    def get_urls(self) -> list[Any]:
        """The list of deleted entries beside those of every admin."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_deleted"
        view = self.admin_site.admin_view(self.deleted_view)
        return [path("deleted/", view, name=name), *super().get_urls()]  # type: ignore[misc]

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """The versions of an entry, the newest first; a post brings something back."""
        row = self.get_object(request, object_id)  # type: ignore[attr-defined]
        if row is None:
            raise Http404
        if not self.has_view_or_change_permission(request, row):  # type: ignore[attr-defined]
            raise PermissionDenied
        if request.method == "POST":
            return self.bring_back(request, object_id)
        record = rows.to_record(row, SHAPE_OF[self.model])
        history.version_of(record)
        versions = Version.objects.filter(key=record.key).select_related("by")
        page = Paginator(versions, VERSIONS_ON_A_PAGE).get_page(request.GET.get("p"))
        found = steps(page.object_list, versions, page.end_index())
        paths = {difference.path for step in found for difference in step.differences}
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("History of %(entry)s") % {"entry": row},
            "opts": self.opts,
            "original": row,
            "steps": found,
            "page": page,
            "may_change": publishes(request.user),
            "may_undo": {path for path in paths if may_bring_back(request.user, path)},
        }
        return TemplateResponse(request, "admin/codes/history.html", context)

    @content_change()
    def bring_back(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Make one piece, or the whole entry, what it was in a version: a new version, never less of them."""
        present = rows.to_record(get_object_or_404(self.model, pk=object_id), SHAPE_OF[self.model])
        wanted = request.POST.get("path", "")
        if not may_bring_back(request.user, wanted):
            raise PermissionDenied
        version = Version.objects.filter(pk=number_in(request.POST, "version"), key=present.key).first()
        old = history.record_of(version) if version else None
        if old is None:
            raise Http404
        again = Chooser({wanted}).record(present, old, present.key) if wanted else old
        self.write(request, present, again)
        return HttpResponseRedirect(request.get_full_path())

    def write(self, request: HttpRequest, before: Record | None, after: Record) -> None:
        """Save a record that was there once, unless today's rules refuse it."""
        try:
            with content_change():
                rows.save(after)
                history.remember([history.Change(before, after)], request.user, Action.REVERTED)
        except rows.BrokenRecord as error:
            messages.error(request, _("It could not be brought back: %(reason)s") % {"reason": error})
        else:
            messages.success(request, _("It is as it was. The site shows it."))

    def deleted_view(self, request: HttpRequest) -> HttpResponse:
        """The entries of this kind that are no more; a post brings one back."""
        if not self.has_add_permission(request):  # type: ignore[attr-defined]
            raise PermissionDenied
        kind = SHAPE_OF[self.model].name
        gone = [version for version in history.deleted() if version.kind == kind]
        if request.method == "POST":
            return self.bring_back_deleted(request, kind)
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Deleted entries"),
            "opts": self.opts,
            "gone": gone,
        }
        return TemplateResponse(request, "admin/codes/deleted.html", context)

    @content_change()
    def bring_back_deleted(self, request: HttpRequest, kind: str) -> HttpResponse:
        """Make a deleted entry again as it last was."""
        number = number_in(request.POST, "version")
        found = next((gone for gone in history.deleted() if gone.pk == number and gone.kind == kind), None)
        last = Version.objects.filter(key=found.key, content__isnull=False).first() if found else None
        record = history.record_of(last) if last else None
        if record is None:
            raise Http404
        self.write(request, None, record)
        return HttpResponseRedirect(reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"))


def may_bring_back(user: Any, path: str) -> bool:
    """Whether somebody may undo a piece, or with an empty path everything: who publishes, or writes that language."""
    return publishes(user) or may_publish(user, path.rpartition(".")[2])


def steps(shown: Iterable[Version], versions: Any, end: int) -> list[Step]:
    """The versions of a page with what each changed; the one after the last is what the last is compared with."""
    listed = list(shown)
    following = [*listed[1:], *versions[end : end + 1]]
    before: list[Version | None] = [*following, *[None] * (len(listed) - len(following))]
    return [
        Step(version, earlier, differences(record_or_none(earlier), history.record_of(version)) if earlier else [])
        for version, earlier in zip(listed, before, strict=True)
    ]


def record_or_none(version: Version | None) -> Record | None:
    """The entry in a version, if there is one."""
    return history.record_of(version) if version else None

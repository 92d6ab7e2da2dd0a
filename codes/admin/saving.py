"""Saving in the workshop: no editor overwrites another, and nothing unfinished is on the site.

Django saves the form into rows; in the same transaction the rows are read as a record and merged with what others have
done since the form was opened. Whatever must not stay (a conflict, a draft, a preview) stops the transaction.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from codes.admin import preview
from codes.admin.advice import advise
from codes.admin.conflicts import CHOICE, question, with_known_rows, without_new_rows
from codes.admin.languages import chosen
from codes.admin.people import languages_of, may_publish, publishes
from codes.editing.differences import name_of
from codes.editing.standing import standing
from codes.models import Action, Draft, Revision, Version, content_change
from codes.transfer import history, rows
from codes.transfer.merging import Conflict, Settled, merge_edits
from codes.transfer.records import FILED, Record, Shape
from codes.transfer.stored import from_json, to_json

SHAPE_OF = {rows.MODELS[shape.name]: shape for shape in FILED}
# PostgreSQL has an error of its own for numbers that are longer than its own.
LONGEST_NUMBER = 18
NO_VERSIONS = {"base_version": "", "shown_draft": None, "drafts": (), "languages": rows.LANGUAGES, "tabs": ()}


class Stopped(Exception):
    """The transaction of a save has to be undone; answer then makes the page."""

    def __init__(self, answer: Callable[[], HttpResponse]) -> None:
        super().__init__()
        self.answer = answer


class SafeSaving:
    """For the admin of a kind of entry."""

    model: type[Model]
    change_form_template: Any = "admin/codes/entry_form.html"

    @property
    def shape(self) -> Shape:
        """What an entry of this kind consists of."""
        return SHAPE_OF[self.model]

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The form, as it is or with a draft in it; or what a save came to."""
        try:
            with transaction.atomic():
                if request.method == "POST" or "draft" in request.GET:
                    Revision.reserve()
                row = self.get_object(request, unquote(object_id)) if object_id else None  # type: ignore[attr-defined]
                draft = self.draft(request, row)
                if draft and "_discard" in request.POST:
                    return self.discard(request, draft)
                if row is not None:
                    self.prepare(request, row, draft)
                context = {**(extra_context or {}), **self.versions(request, row, draft)}
                response = super().changeform_view(request, object_id, form_url, context)  # type: ignore[misc]
                if request.method != "POST" and draft:
                    raise Stopped(response.render)
                return response
        except Stopped as stopped:
            return stopped.answer()
        except rows.BrokenRecord as error:
            told = gettext("Today’s rules refuse this text (%(reason)s). Go back in your browser, where it still is.")
            return HttpResponse(told % {"reason": error}, status=409, content_type="text/plain; charset=utf-8")

    def prepare(self, request: Any, row: Any, draft: Draft | None) -> None:
        """Note what is there, and lay the draft over it: the form shows it, or holds two of its languages."""
        request.before = rows.to_record(row, self.shape)
        wanted = from_json(draft.content, self.shape) if draft else None
        if request.method == "POST":
            request.POST = with_known_rows(request.POST, row, self.shape)
            wanted = without_new_rows(wanted, request.before) if wanted else None
        if wanted:
            rows.save(wanted)

    def draft(self, request: HttpRequest, row: Any) -> Draft | None:
        """The draft of this entry that the form shows."""
        number = number_in(request.GET, "draft")
        return Draft.objects.filter(pk=number, key=rows.path_of(row)).first() if row is not None else None

    def discard(self, request: Any, draft: Draft) -> HttpResponse:
        """Throw a draft away: its editor may, and who publishes."""
        if draft.by != request.user and not publishes(request.user):
            raise PermissionDenied
        draft.delete()
        messages.success(request, _("The draft was discarded."))
        return HttpResponseRedirect(request.path)

    def versions(self, request: HttpRequest, row: Any, draft: Draft | None) -> dict[str, Any]:
        """What the form has to say of versions and drafts."""
        if row is None:
            return NO_VERSIONS | {"shown_language": chosen(request)}
        record = rows.to_record(row, self.shape)
        key = draft.key if draft else record.key
        return {
            "base_version": draft.base_id if draft else history.newest(record).pk,
            "shown_draft": draft,
            "drafts": Draft.objects.filter(key=key).exclude(pk=draft.pk if draft else 0).select_related("by"),
            "languages": rows.LANGUAGES,
            "shown_language": chosen(request),
            "tabs": tabs(record, request),
        }

    def save_related(self, request: Any, form: Any, formsets: Any, change: bool) -> None:
        """The whole entry is in the rows now: merge it, and keep it or stop."""
        super().save_related(request, form, formsets, change)  # type: ignore[misc]
        mine = self.record(form.instance.pk)
        before: Record | None = getattr(request, "before", None)
        if before is not None:
            mine = self.merged(request, before, mine)
        if "_preview" in request.POST:
            shown_page = preview.page(
                request, self.model._default_manager.get(pk=form.instance.pk), language_in(request)
            )
            raise Stopped(lambda: shown_page)
        if before is not None and ("_draft" in request.POST or self.has_to_wait(request, before, mine)):
            raise Stopped(lambda: self.keep_draft(request, before, mine))
        self.remember(request, before, mine)

    def has_to_wait(self, request: Any, before: Record, mine: Record) -> bool:
        """Whether a reviewer has to see it first; a draft may hold what is in other languages than the form."""
        if dict(mine.parts()) == dict(before.parts()):
            return False
        is_draft = number_in(request.GET, "draft") > 0
        return not (publishes(request.user) if is_draft else may_publish(request.user, chosen(request)))

    def record(self, pk: Any) -> Record:
        """An entry as the database has it."""
        return rows.to_record(self.model._default_manager.get(pk=pk), self.shape)

    def merged(self, request: Any, before: Record, mine: Record) -> Record:
        """The edit together with what others have done meanwhile; stops where both changed the same."""
        began = self.version(number_in(request.POST, "_base"), before.key)
        seen = self.version(number_in(request.POST, "_seen"), before.key)
        choices = {name.removeprefix(CHOICE): value for name, value in request.POST.items() if name.startswith(CHOICE)}
        settled = Settled(
            seen,
            kept=frozenset(path for path, choice in choices.items() if choice == "mine"),
            taken=frozenset(path for path, choice in choices.items() if choice == "theirs"),
        )
        merged, conflicts = merge_edits(began or before, before, mine, settled)
        if conflicts:
            raise Stopped(lambda: self.ask(request, before, mine, conflicts))
        if merged is not mine:
            rows.save(merged)
        return merged

    def version(self, number: int, key: str) -> Record | None:
        """The entry in a version that a form names."""
        found = Version.objects.filter(pk=number, key=key).first()
        return history.record_of(found) if found else None

    def ask(
        self, request: HttpRequest, theirs: Record, mine: Record, conflicts: tuple[Conflict, ...]
    ) -> TemplateResponse:
        """The page that shows what both wrote, and asks."""
        newest = history.newest(theirs)
        context = {
            **self.admin_site.each_context(request),  # type: ignore[attr-defined]
            "title": gettext("Somebody else has changed this entry"),
            "opts": self.model._meta,
            "questions": [question(conflict, theirs, mine) for conflict in conflicts],
            "newest": newest,
            "posted": [
                (name, value)
                for name, values in request.POST.lists()
                for value in values
                if name not in {"_seen", "csrfmiddlewaretoken"} and not name.startswith(CHOICE)
            ],
        }
        return TemplateResponse(request, "admin/codes/conflict.html", context, status=409)

    def keep_draft(self, request: Any, before: Record, mine: Record) -> HttpResponse:
        """Keep an edit off the site."""
        base = Version.objects.filter(pk=number_in(request.POST, "_base"), key=before.key).first()
        draft = Draft.objects.filter(pk=number_in(request.GET, "draft"), key=before.key, by=request.user).first()
        draft = draft or Draft(key=before.key, by=request.user, kind=self.shape.name)
        draft.base, draft.content = base or history.newest(before), to_json(mine)
        draft.save()
        messages.success(request, _("The draft is kept. The site still shows the published entry."))
        return HttpResponseRedirect(f"{request.path}?draft={draft.pk}")

    def remember(self, request: Any, before: Record | None, after: Record) -> None:
        """A version of what was saved; the draft that the form showed is done."""
        own = tuple(f".{language}" for language in languages_of(request.user))
        confirmed = [path for path in request.POST.getlist("_confirm") if path.endswith(own)]
        changes = [history.Change(before, after, confirmed, "_minor" in request.POST)]
        if before is not None and before.key != after.key:
            changes = [history.Change(before, None), history.Change(None, after)]
        history.remember(changes, request.user, Action.EDITED)
        Draft.objects.filter(pk=number_in(request.GET, "draft"), key=after.key).delete()
        advise(request, after)

    def delete_model(self, request: Any, obj: Any) -> None:
        """Delete an entry; its versions stay."""
        self.delete_queryset(request, self.model._default_manager.filter(pk=obj.pk))

    def delete_queryset(self, request: Any, queryset: Any) -> None:
        """Delete entries; their versions stay."""
        with content_change():
            gone = [history.Change(rows.to_record(row, self.shape), None) for row in queryset]
            super().delete_queryset(request, queryset)  # type: ignore[misc]
            history.remember(gone, request.user, Action.DELETED)


def language_in(request: HttpRequest) -> str:
    """The language that a preview is wanted in."""
    wanted = request.POST.get("_language", "")
    return wanted if wanted in rows.LANGUAGES else rows.LANGUAGES[0]


def tabs(record: Record, request: Any) -> list[dict[str, Any]]:
    """Each language with how far the entry is in it, and whether the form shows it."""
    made = history.sources_of(record)
    found = [standing(record, language, history.SOURCE, made) for language in rows.LANGUAGES]
    return [
        {"name": name_of(each.language), "standing": each, "is_shown": each.language == chosen(request)}
        for each in found
    ]


def number_in(data: QueryDict, name: str) -> int:
    """A row's number that a form or address names; 0, which no row has, for anything else."""
    value = data.get(name) or ""
    return int(value) if value.isascii() and value.isdigit() and len(value) < LONGEST_NUMBER else 0

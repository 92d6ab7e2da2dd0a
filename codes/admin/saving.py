"""Saving in the workshop: no editor overwrites another, and nothing unfinished is on the site.

Django saves the form into rows; in the same transaction the rows are read as a record and merged with what others have
done since the form was opened. Whatever must not stay (a conflict, a draft, a preview) stops the transaction.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib.admin.utils import unquote
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext

from codes.admin import drafts, preview
from codes.admin.advice import advise
from codes.admin.conflicts import CHOICE, question, with_known_rows, without_new_rows
from codes.admin.drafts import number_in
from codes.admin.languages import chosen
from codes.admin.people import languages_of
from codes.editing.differences import name_of
from codes.editing.standing import standing
from codes.models import Action, Draft, Version, content_change
from codes.transfer import history, rows
from codes.transfer.merging import Conflict, Settled, merge_edits
from codes.transfer.records import FILED, Record, Shape
from codes.transfer.stored import from_json

SHAPE_OF = {rows.MODELS[shape.name]: shape for shape in FILED}
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
        ask = partial(self.form_or_outcome, request, object_id, form_url, extra_context or {})
        try:
            if request.method != "POST" and "draft" not in request.GET:
                return ask()  # outside of any turn: who only reads keeps nobody waiting
            with content_change():
                response = ask()
        except Stopped as stopped:
            return stopped.answer()
        except rows.BrokenRecord as error:
            told = gettext("Today’s rules refuse this text (%(reason)s). Go back in your browser, where it still is.")
            return HttpResponse(told % {"reason": error}, status=409, content_type="text/plain; charset=utf-8")
        for before, after in getattr(request, "saved", ()):
            advise(request, before, after)
        return response

    def form_or_outcome(
        self, request: HttpRequest, object_id: str | None, form_url: str, context: dict[str, Any]
    ) -> HttpResponse:
        """What Django's own view answers, with our versions around it."""
        row = self.get_object(request, unquote(object_id)) if object_id else None  # type: ignore[attr-defined]
        draft = drafts.shown_draft(request, row)
        if draft and "_discard" in request.POST:
            return drafts.discard(request, draft)
        if row is not None:
            self.prepare(request, row, draft)
        context = context | self.versions(request, row, draft)
        response: HttpResponse = super().changeform_view(request, object_id, form_url, context)  # type: ignore[misc]
        if request.method != "POST" and draft:
            raise Stopped(response.render)  # type: ignore[attr-defined]
        return response

    def prepare(self, request: Any, row: Any, draft: Draft | None) -> None:
        """Note what is there, and lay the draft over it: the form shows it, or holds two of its languages."""
        request.before = rows.to_record(row, self.shape)
        wanted = from_json(draft.content, self.shape) if draft else None
        if request.method == "POST":
            request.POST = with_known_rows(request.POST, row, self.shape)
            wanted = without_new_rows(wanted, request.before) if wanted else None
        if wanted:
            rows.save(wanted)

    def versions(self, request: HttpRequest, row: Any, draft: Draft | None) -> dict[str, Any]:
        """What the form has to say of versions and drafts."""
        if row is None:
            return NO_VERSIONS | {"shown_language": chosen(request)}
        record = rows.to_record(row, self.shape)
        key = draft.key if draft else record.key
        return {
            "base_version": draft.base_id if draft else history.version_of(record).pk,
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
        if before is not None and ("_draft" in request.POST or drafts.has_to_wait(request, before, mine)):
            raise Stopped(lambda: drafts.keep(request, self.shape, before, mine))
        self.remember(request, before, mine)

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
        newest = history.version_of(theirs)
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

    def remember(self, request: Any, before: Record | None, after: Record) -> None:
        """A version of what was saved; the draft that the form showed is done."""
        own = tuple(f".{language}" for language in languages_of(request.user))
        confirmed = [path for path in request.POST.getlist("_confirm") if path.endswith(own)]
        changes = [history.Change(before, after, confirmed, "_minor" in request.POST)]
        if before is not None and before.key != after.key:
            changes = [history.Change(before, None), history.Change(None, after)]
        history.remember(changes, request.user, Action.EDITED)
        Draft.objects.filter(pk=number_in(request.GET, "draft"), key=after.key).delete()
        request.saved = [(before, after)]

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

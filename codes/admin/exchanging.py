"""Texts of a language out to translators and in again: first the differences, then what was accepted, all at once."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.signing import BadSignature, dumps, loads
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

from codes.admin import desk
from codes.admin.people import LANGUAGES, languages_of, may_publish
from codes.editing.differences import Stretch, name_of, named, words
from codes.editing.reasons import sentence
from codes.editing.standing import most_read_first
from codes.models import Action, Draft, TranslatedFrom, check_characters, content_change
from codes.transfer import exchange, history, rows, workbooks
from codes.transfer.check import breaches_of_text
from codes.transfer.exchange import BrokenUpload, Row
from codes.transfer.history import SOURCE
from codes.transfer.records import Record, holders
from codes.transfer.stored import from_json, to_json
from smtpref.logs import event

WRITERS: dict[str, tuple[str, Callable[[Iterable[Row], str], bytes]]] = {
    "po": ("text/x-gettext-translation; charset=utf-8", exchange.to_po),
    "csv": ("text/csv; charset=utf-8", lambda found, language: exchange.to_csv(found)),
    "xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda found, language: workbooks.to_xlsx(found),
    ),
}
READERS: dict[str, Callable[[bytes, str], list[Row]]] = {
    "po": exchange.from_po,
    "csv": lambda data, language: exchange.from_csv(data),
    "xlsx": lambda data, language: workbooks.from_xlsx(data),
}
SALT = "codes.admin.exchanging"
HOURS_TO_DECIDE = 12


@dataclass(frozen=True)
class Offer:
    """A text of the file that differs from the one that is there."""

    row: Row
    name: str
    key: str
    stretches: tuple[Stretch, ...]
    is_outdated: bool
    breaches: tuple[str, ...]


class UploadForm(forms.Form):
    """The file."""

    file = forms.FileField(label=_("PO, CSV or XLSX file"))


def allowed(request: HttpRequest, language: str) -> None:
    """Refuse who may not write the language, and languages that there are not."""
    if language not in LANGUAGES or language == SOURCE:
        raise Http404
    if language not in languages_of(request.user):
        raise PermissionDenied


def download(request: HttpRequest, language: str, form: str) -> HttpResponse:
    """Everything in a language as a file."""
    if form not in WRITERS:
        raise Http404
    allowed(request, language)
    records = most_read_first(rows.read().values())
    kind, write = WRITERS[form]
    body = write(exchange.rows_of(records, language, SOURCE, history.sources_of()), language)
    event("exported", by=request.user.get_username(), what=f"{language}.{form}")
    disposition = f'attachment; filename="smtpref-{language}.{form}"'
    return HttpResponse(body, content_type=kind, headers={"Content-Disposition": disposition})


def upload(request: HttpRequest, language: str) -> HttpResponse:
    """A file, its differences, and what came of them."""
    allowed(request, language)
    if "offered" in request.POST:
        return accept(request, language)
    form = UploadForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {
        "title": gettext("Import: %(language)s") % {"language": name_of(language)},
        "form": form,
        "offers": None,
        "offered": "",
    }
    if request.method == "POST" and form.is_valid():
        try:
            found = differing(read(form.cleaned_data["file"], language), language)
        except BrokenUpload as error:
            form.add_error("file", gettext("Line %(line)s: %(reason)s") % {"line": error.line, "reason": error.reason})
        else:
            good = [(offer.row.path, offer.row.source, offer.row.text) for offer in found if not offer.breaches]
            context |= {"offers": found, "offered": dumps(json.dumps(good), salt=SALT, compress=True)}
    return desk.shown(request, "import", context)


def read(file: Any, language: str) -> list[Row]:
    """The rows of an uploaded file, by the ending of its name."""
    reader = READERS.get(file.name.rpartition(".")[2].lower())
    if reader is None:
        raise BrokenUpload(1, gettext("Give a file whose name ends in .po, .csv or .xlsx."))
    if file.size > settings.LARGEST_UPLOAD:
        raise BrokenUpload(
            1, gettext("The file is larger than %(size)s MiB.") % {"size": settings.LARGEST_UPLOAD // 2**20}
        )
    return reader(file.read(), language)


def differing(found: list[Row], language: str) -> list[Offer]:
    """What the file would change; raises BrokenUpload for a path that no entry has."""
    texts = holders(rows.read().values())
    offers = []
    for row in found:
        if row.path not in texts:
            raise BrokenUpload(row.line, gettext("“%(path)s” is no text of any entry.") % {"path": row.path})
        record, holder, name = texts[row.path]
        present, english = holder.texts.get((name, language), ""), holder.texts.get((name, SOURCE), "")
        if row.text != present:
            breaches = (
                *refusals(holder, name, language, row.text),
                *map(sentence, breaches_of_text(name, language, row.text, english, SOURCE)),
            )
            label = named(f"{row.path}.{SOURCE}", record)[0]
            offers.append(Offer(row, label, record.key, words(present, row.text), row.source != english, breaches))
    return offers


def refusals(holder: Record, name: str, language: str, text: str) -> list[str]:
    """Why the form would not take a text."""
    column: Any = rows.MODELS[holder.shape.name]._meta.get_field(build_localized_fieldname(name, language))
    try:
        check_characters(text)
        column.clean(text, None)
    except ValidationError as error:
        return error.messages
    return []


def accept(request: HttpRequest, language: str) -> HttpResponse:
    """Write what was offered and not refused, all or nothing."""
    try:
        good = json.loads(loads(request.POST["offered"], salt=SALT, max_age=HOURS_TO_DECIDE * 3600))
    except BadSignature:
        messages.error(request, _("The list is too old. Give the file again."))
        return HttpResponseRedirect(request.path)
    refused = set(request.POST.getlist("refuse"))
    wanted = [(path, source, text) for path, source, text in good if path not in refused]
    count = len(wanted)
    if may_publish(request.user, language):
        write(request, language, wanted)
        told = ngettext("%(count)s text was imported.", "%(count)s texts were imported.", count)
    else:
        propose(request, language, wanted)
        told = ngettext(
            "%(count)s text waits for a reviewer.", "%(count)s texts wait for a reviewer, entry by entry.", count
        )
    event("imported", by=request.user.get_username(), what=language, texts=count)
    messages.success(request, told % {"count": count})
    return HttpResponseRedirect(reverse("admin:work_list", args=[language]))


def propose(request: Any, language: str, wanted: list[tuple[str, str, str]]) -> None:
    """Lay the texts over the translator's drafts; entries without one get one."""
    with content_change():
        present = rows.read()
        drafts = {draft.key: draft for draft in Draft.objects.filter(by=request.user)}
        laid = {
            key: from_json(drafts[key].content, record.shape) if key in drafts else record
            for key, record in rows.read().items()
        }
        texts = holders(laid.values())
        for key in {texts[path][0].key for path, _source, _text in wanted if path in texts}:
            base = drafts[key].base if key in drafts else history.version_of(present[key])
            for path, _source, text in wanted:
                if path in texts and texts[path][0].key == key:
                    texts[path][1].texts[texts[path][2], language] = text
            draft = drafts.get(key) or Draft(key=key, by=request.user, kind=laid[key].shape.name, base=base)
            draft.content = to_json(laid[key])
            draft.save()


def write(request: HttpRequest, language: str, wanted: list[tuple[str, str, str]]) -> None:
    """Save the texts, each with the English that it was made from."""
    with content_change():
        before, after = rows.read(), rows.read()
        texts = holders(after.values())
        changed: dict[str, Record] = {}
        for path, _source, text in wanted:
            if path in texts:
                record, holder, name = texts[path]
                holder.texts[name, language] = text
                changed[record.key] = record
        for record in changed.values():
            rows.save(record)
        history.remember([history.Change(before[key], after[key]) for key in changed], request.user, Action.IMPORTED)
        for path, source, _text in wanted:
            TranslatedFrom.objects.filter(path=path, language=language).update(source=source)

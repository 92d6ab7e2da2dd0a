"""Pages of the workshop that belong to no single entry: the overview, the work lists, the exchange with translators."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from modeltranslation.utils import build_localized_fieldname

from codes.admin.people import LANGUAGES, languages_of
from codes.editing.differences import name_of, named
from codes.editing.standing import Gap, Standing, most_read_first, standing
from codes.models import Code, Comparison, Draft, Provider
from codes.transfer import history, rows
from codes.transfer.history import SOURCE
from codes.transfer.records import Record


def numbers() -> dict[str, Any]:
    """The key that the address of each entry's form has."""
    pairs = {str(pair): pair.pk for pair in Comparison.objects.only("left", "right")}
    others = Provider.objects.values_list("pk", flat=True)
    return pairs | {key: key for key in (*Code.objects.values_list("pk", flat=True), *others)}


def address(record: Record, pk: Any, language: str, gap: Gap | None = None) -> str:
    """The form of an entry, opened in a language and at a field."""
    form = reverse(f"admin:codes_{rows.MODELS[record.shape.name]._meta.model_name}_change", args=[pk])
    place = f"#id_{build_localized_fieldname(gap.name, language)}" if gap and not gap.kind else ""
    place = f"#{gap.kind}-group" if gap and gap.kind else place
    return f"{form}?{urlencode({'language': language})}{place}"


def overview(request: HttpRequest) -> HttpResponse:
    """Languages and entries: what is complete, missing and out of date, each with a link to the place."""
    records, known, pks = most_read_first(rows.read().values()), history.sources_of(), numbers()
    table = [[standing(record, language, SOURCE, known) for language in LANGUAGES] for record in records]
    totals = [
        {
            "language": language,
            "name": name_of(language),
            "complete": sum(not line[column].gaps for line in table),
            "of": len(table),
            "missing": sum(line[column].missing for line in table),
            "outdated": sum(line[column].outdated for line in table),
        }
        for column, language in enumerate(LANGUAGES)
    ]
    lines = [
        (line[0].record.key, [(cell, address(cell.record, pks[cell.record.key], cell.language)) for cell in line])
        for line in table
    ]
    drafts = [
        (draft, f"{reverse(f'admin:codes_{draft.kind}_change', args=[pks[draft.key]])}?draft={draft.pk}")
        for draft in Draft.objects.select_related("by")
        if draft.key in pks
    ]
    context = {"title": gettext("Overview"), "totals": totals, "lines": lines, "drafts": drafts}
    return shown(request, "overview", context)


def work_list(request: HttpRequest, language: str) -> HttpResponse:
    """What a translator has to do in a language, what is read most first."""
    if language not in LANGUAGES:
        raise Http404
    known, pks = history.sources_of(), numbers()
    found = [standing(record, language, SOURCE, known) for record in most_read_first(rows.read().values())]
    work = [(each.record.key, gaps_of(each, pks[each.record.key])) for each in found if each.gaps]
    context = {
        "title": gettext("Work list: %(language)s") % {"language": name_of(language)},
        "language": language,
        "work": work,
        "may_translate": language in languages_of(request.user),
    }
    return shown(request, "work_list", context)


def gaps_of(found: Standing, pk: Any) -> list[dict[str, Any]]:
    """The gaps of an entry with their names and addresses."""
    return [
        {
            "gap": gap,
            "name": named(f"{gap.path}.{SOURCE}", found.record)[0],
            "address": address(found.record, pk, found.language, gap),
        }
        for gap in found.gaps
        if has_english(found.record, gap.path)
    ]


def has_english(record: Record, path: str) -> bool:
    """Whether a text exists in English; without it, the gap is that of the English."""
    return any(piece == f"{path}.{SOURCE}" for piece, _value in record.parts())


def shown(request: HttpRequest, template: str, context: dict[str, Any]) -> TemplateResponse:
    """A page in the frame of the admin."""
    if not request.user.has_perm("codes.view_code"):
        raise PermissionDenied
    return TemplateResponse(request, f"admin/codes/{template}.html", {**admin.site.each_context(request), **context})


def urls() -> list[Any]:
    """Their addresses below /admin/."""
    from codes.admin import exchanging  # noqa: PLC0415 -- shows its pages with shown()

    view = admin.site.admin_view
    return [
        path("overview/", view(overview), name="overview"),
        path("overview/<language>/", view(work_list), name="work_list"),
        path("overview/<language>/texts.<form>", view(exchanging.download), name="texts_out"),
        path("overview/<language>/import/", view(exchanging.upload), name="texts_in"),
    ]

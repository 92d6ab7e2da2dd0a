"""Codes with their readings, phases, references, pairings and examples."""

import re
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline
from modeltranslation.utils import build_localized_fieldname

from codes.admin.filters import ClassFilter, IncompleteFilter, ShownFilters
from codes.admin.histories import WithHistory
from codes.admin.languages import LANGUAGES, TwoLanguages, required_names, translated_names
from codes.admin.saving import SafeSaving
from codes.models import Code, Example, Pairing, Phase, Reading, Reference
from codes.models.facts import FACT_NAMES

# 5.1.1, 4.2 or X.7.: what editors type to find an enhanced entry.
ENHANCED_TERM = re.compile(r"[245X](?=\.[0-9.]{0,8}$)", re.ASCII | re.IGNORECASE)


class ReadingInline(TwoLanguages, TranslationStackedInline):
    model = Reading
    extra = 0
    facts = ("digit", *FACT_NAMES, "order")


class PairingInline(admin.TabularInline):
    model = Pairing
    extra = 0


class PhaseInline(TwoLanguages, TranslationStackedInline):
    model = Phase
    extra = 0
    facts = ("command",)


class ReferenceInline(TwoLanguages, TranslationStackedInline):
    model = Reference
    extra = 0
    facts = ("rfc", "section", "url", "defines", "order")


class ExampleInline(admin.StackedInline):
    model = Example
    extra = 0


@admin.register(Code)
class CodeAdmin(WithHistory, SafeSaving, ShownFilters, TwoLanguages, TranslationAdmin):
    list_display = ("value", "name_en", "status", "published", "complete_in")
    list_filter = (ClassFilter, "status", "published", IncompleteFilter)
    search_fields = (
        "aliases",
        *(build_localized_fieldname(name, tongue) for name in translated_names(Code) for tongue in LANGUAGES),
    )
    facts = (
        *("value", "published", "rfc_text", *FACT_NAMES),
        *("upto", "used_by", "aliases"),
    )
    inlines = (ReadingInline, PhaseInline, ReferenceInline, PairingInline, ExampleInline)
    list_per_page = 200
    change_list_template = "admin/codes/entry_list.html"
    save_on_top = True

    def get_readonly_fields(self, request: HttpRequest, obj: Code | None = None) -> tuple[str, ...]:
        # The value is the key: changed, it would be another entry.
        fixed = super().get_readonly_fields(request, obj)
        return tuple(dict.fromkeys(["value", *fixed])) if obj else fixed

    def view_on_site(self, obj: Code) -> str | None:
        return obj.get_absolute_url() if obj.published else None

    @admin.display(description=_("complete in"))
    def complete_in(self, obj: Code) -> str:
        """The public languages that lack nothing."""
        needed = required_names(Code)
        return " ".join(
            language
            for language, _name in settings.LANGUAGES
            if all(getattr(obj, build_localized_fieldname(name, language)) for name in needed)
        )

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        term = search_term.strip()
        if term.isdigit() or ENHANCED_TERM.match(term):
            term = ENHANCED_TERM.sub("X", term)
            return queryset.filter(value__startswith=term), False
        return super().get_search_results(request, queryset, term)

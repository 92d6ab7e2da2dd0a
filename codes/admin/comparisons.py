"""The pairs that people mix up."""

from django.contrib import admin
from modeltranslation.admin import TranslationAdmin
from modeltranslation.utils import build_localized_fieldname

from codes.admin.filters import IncompleteFilter, ShownFilters
from codes.admin.histories import WithHistory
from codes.admin.languages import LANGUAGES, TwoLanguages, translated_names
from codes.admin.saving import SafeSaving
from codes.models import Comparison


@admin.register(Comparison)
class ComparisonAdmin(WithHistory, SafeSaving, ShownFilters, TwoLanguages, TranslationAdmin):
    list_display = ("__str__", "rank", "verdict_en")
    list_filter = (IncompleteFilter,)
    search_fields = (
        "^left",
        "^right",
        *(build_localized_fieldname(name, tongue) for name in translated_names(Comparison) for tongue in LANGUAGES),
    )
    facts = ("left", "right", "rank")
    list_per_page = 200
    change_list_template = "admin/codes/entry_list.html"
    save_on_top = True

    def view_on_site(self, obj: Comparison) -> str | None:
        return obj.get_absolute_url() if obj.is_published else None

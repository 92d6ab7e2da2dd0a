"""Narrowing the list of entries."""

from typing import Any

from django.contrib.admin import ModelAdmin, SimpleListFilter
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

from codes import phrases
from codes.admin.languages import LANGUAGES, required_names
from codes.editing.differences import name_of
from codes.smtp import enhanced, theory


class ShownFilters(ModelAdmin):
    """An admin whose list can be narrowed by the filters beside it and by nothing else that an address may name.

    Django takes any lookup on any column, and fails for what the database cannot compute: a year of eleven digits.
    """

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """What an address names; an empty "_to_field" names no field, though Django would look for it."""
        return super().get_object(request, object_id, from_field or None)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Whether a filter of the list makes such an address."""
        name, _separator, rest = lookup.partition("__")
        filters: Any = self.list_filter
        shown = [each if isinstance(each, str) else each.parameter_name for each in filters]
        return name in shown and rest in {"", "exact", "isnull", "id__exact"}


class ClassFilter(SimpleListFilter):
    """By the first digit."""

    title = _("class")
    parameter_name = "class"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        classes = [*theory.CLASSES, *enhanced.CLASSES]
        return [(name, f"{name} – {phrases.CHOICES[theory.OUTCOMES[name[0]]]}") for name in classes]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        name = self.value()
        if name in enhanced.CLASSES:
            return queryset.filter(readings__digit=name[0])
        return queryset.filter(value__startswith=name[0]) if name in theory.CLASSES else queryset


class IncompleteFilter(SimpleListFilter):
    """Entries that lack a text in a language."""

    title = _("incomplete in")
    parameter_name = "incomplete"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(language, name_of(language)) for language in LANGUAGES]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        language = self.value()
        if language not in LANGUAGES:
            return queryset
        lacking = Q()
        for name in required_names(queryset.model):
            column = build_localized_fieldname(name, language)
            lacking |= Q(**{f"{column}__isnull": True}) | Q(**{column: ""})
        return queryset.filter(lacking)

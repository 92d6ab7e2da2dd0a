"""One set of tabs for all translated fields of a form: a group of fields for each language.

Without JavaScript every group is simply visible; codes/languages.js shows one at a time.
"""

from typing import Any

from django.conf import settings
from django.db.models import Field, Model
from django.forms import Field as FormField
from django.forms.widgets import Script
from django.http import HttpRequest
from django.utils.translation import get_language_info
from modeltranslation.fields import TranslationField
from modeltranslation.translator import translator
from modeltranslation.utils import build_localized_fieldname

LANGUAGES = settings.MODELTRANSLATION_LANGUAGES


def translated_names(model: type[Model]) -> list[str]:
    """The fields of a model that speak several languages, in the order of the model."""
    translated = translator.get_options_for_model(model).all_fields
    return [field.name for field in model._meta.get_fields() if field.name in translated]


def required_names(model: type[Model]) -> list[str]:
    """The translated fields that may not be empty."""
    optional = {field.name for field in model._meta.fields if field.blank}
    return [name for name in translated_names(model) if name not in optional]


def language_fieldsets(model: type[Model], names: list[str]) -> list[tuple[str, dict[str, Any]]]:
    """A group of fields for each language, headed by the language's own name."""
    return [
        (
            get_language_info(language)["name_local"].capitalize(),
            {
                "classes": ["language", f"language-{language}"],
                "fields": [build_localized_fieldname(name, language) for name in names],
            },
        )
        for language in LANGUAGES
    ]


class LanguageTabs:
    """For an admin or an inline: groups the fields and tells each input its language and direction."""

    facts: tuple[str, ...]
    model: type[Model]

    class Media:
        css = {"all": ["codes/languages.css"]}
        js = [Script("codes/languages.js", type="module")]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The facts first, then the languages."""
        return [(None, {"fields": list(self.facts)}), *language_fieldsets(self.model, translated_names(self.model))]

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **options: Any) -> FormField | None:
        """The form field, its widget marked with the language that belongs in it."""
        field = super().formfield_for_dbfield(db_field, request, **options)  # type: ignore[misc]
        if field is not None and isinstance(db_field, TranslationField):
            info = get_language_info(db_field.language)
            field.widget.attrs |= {
                "lang": db_field.language,
                "dir": "rtl" if info["bidi"] else "ltr",
                "data-language": db_field.language,
                "data-language-name": info["name_local"].capitalize(),
            }
        return field

"""A form in two languages: the English, and beside it the one that the editor has chosen.

With all nineteen, the largest form would have more fields than Django takes, and most of them in nobody's language.
"""

from typing import Any

from django.conf import settings
from django.db.models import Field, Model
from django.forms import Field as FormField
from django.forms.widgets import Script
from django.http import HttpRequest
from django.utils.translation import get_language_info, gettext
from modeltranslation.fields import TranslationField
from modeltranslation.translator import translator
from modeltranslation.utils import build_localized_fieldname

from codes.admin.people import LANGUAGES, is_editor, languages_of
from codes.admin.sources import SOURCE, SourceBeside
from codes.editing.differences import name_of


def translated_names(model: type[Model]) -> list[str]:
    """The fields of a model that speak several languages, in the order of the model."""
    translated = translator.get_options_for_model(model).all_fields
    return [field.name for field in model._meta.get_fields() if field.name in translated]


def required_names(model: type[Model]) -> list[str]:
    """The translated fields that may not be empty."""
    optional = {field.name for field in model._meta.fields if field.blank}
    return [name for name in translated_names(model) if name not in optional]


def chosen(request: Any) -> str:
    """The language beside the English: the one that the form was shown in, the address names, or was chosen last."""
    mine = [language for language in languages_of(request.user) if language != SOURCE]
    possible = [language for language in LANGUAGES if language in mine or not mine]
    asked = request.POST.get("_shown") or request.GET.get("language")
    if asked in possible and request.method != "POST":
        request.session["language"] = asked
    usual = [code for code, _name in settings.LANGUAGES if code != SOURCE]
    remembered = request.session.get("language")
    return next(language for language in (asked, remembered, *usual, *possible) if language in possible)


def paired_fields(names: list[str], language: str) -> list[str | tuple[str, ...]]:
    """The fields of each text on one line, the English first."""
    both = dict.fromkeys([SOURCE, language])
    return [tuple(build_localized_fieldname(name, tongue) for tongue in both) for name in names]


class TwoLanguages:
    """For an admin or an inline: groups the fields and tells each input its language and direction."""

    facts: tuple[str, ...]
    model: type[Model]
    form: Any = SourceBeside

    class Media:
        css = {"all": ["codes/workshop.css"]}
        js = [Script("codes/unsaved.js", type="module")]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The facts first, then the texts in both languages."""
        language = chosen(request)
        title = " · ".join(name_of(tongue) for tongue in dict.fromkeys([SOURCE, language]))
        texts = {"fields": paired_fields(translated_names(self.model), language), "classes": ["pairs"]}
        if is_editor(request.user):
            return [(None, {"fields": list(self.facts)}), (title, texts)]
        # Who cannot change the facts has them folded away, below the texts.
        return [(title, texts), (gettext("Facts"), {"fields": list(self.facts), "classes": ["collapse"]})]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """What somebody may not write is shown and never read from a form."""
        fixed = tuple(super().get_readonly_fields(request, obj))  # type: ignore[misc]
        if is_editor(request.user):
            return fixed
        allowed = languages_of(request.user)
        others = [language for language in LANGUAGES if language not in allowed]
        texts = [build_localized_fieldname(name, tongue) for name in translated_names(self.model) for tongue in others]
        return tuple(dict.fromkeys([*fixed, *self.facts, *texts]))

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **options: Any) -> FormField | None:
        """The form field, its widget marked with the language that belongs in it."""
        field = super().formfield_for_dbfield(db_field, request, **options)  # type: ignore[misc]
        if field is not None and isinstance(db_field, TranslationField):
            info = get_language_info(db_field.language)
            field.widget.attrs |= {
                "lang": db_field.language,
                "dir": "rtl" if info["bidi"] else "ltr",
            }
        return field

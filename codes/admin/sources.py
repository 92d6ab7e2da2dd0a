"""Beside a translated field: what has changed in the English since, and what is wrong with the text as it is typed."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.forms import ModelForm
from django.template.loader import render_to_string
from modeltranslation.fields import TranslationField
from modeltranslation.utils import build_localized_fieldname

from codes.editing.differences import words
from codes.editing.reasons import sentence
from codes.models import TranslatedFrom
from codes.transfer import history
from codes.transfer.check import breaches_among, breaches_of_text
from codes.transfer.records import holders
from codes.transfer.rows import path_of

SOURCE = settings.MODELTRANSLATION_DEFAULT_LANGUAGE


class SourceBeside(ModelForm):
    """A form of translated fields."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and not self.instance._state.adding:
            self.mark_outdated(path_of(self.instance))

    def mark_outdated(self, path: str) -> None:
        """Tell each outdated translation's field so."""
        for made in TranslatedFrom.objects.filter(path__startswith=f"{path}."):
            name = made.path.removeprefix(f"{path}.")
            field = self.fields.get(build_localized_fieldname(name, made.language))
            if field is None:
                continue
            english = (getattr(self.instance, build_localized_fieldname(name, SOURCE)) or "").replace("\r\n", "\n")
            if english != made.source:
                context = {
                    "place": f"{made.path}.{made.language}",
                    "stretches": words(made.source, english),
                    "id": f"confirm-{self.prefix or 'entry'}-{name}-{made.language}",
                }
                field.help_text = render_to_string("admin/codes/_outdated.html", context)

    def clean(self) -> dict[str, Any]:
        """Ask once about texts that break a rule of the content; "_anyway" says that they are meant so."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "_anyway" in self.data or "_draft" in self.data or "_preview" in self.data:
            return cleaned
        typed: dict[str, tuple[str, str]] = {}
        for column in self.changed_data:
            field = self._meta.model._meta.get_field(column) if column in self.fields else None
            if isinstance(field, TranslationField) and cleaned.get(column):
                name, language = field.translated_field.name, field.language
                english = self.english(name, cleaned)
                text = cleaned[column].replace("\r\n", "\n")
                for breach in breaches_of_text(name, language, text, english, SOURCE):
                    self.add_error(column, sentence(breach))
                typed[f"{name}.{language}"] = column, text
        for column, reason in self.repeated(typed) if typed and not self.instance._state.adding else ():
            self.add_error(column, reason)
        return cleaned

    def repeated(self, typed: dict[str, tuple[str, str]]) -> Iterator[tuple[str, str]]:
        """What is wrong with the typed texts among those of all entries: sentences and names that stand elsewhere."""
        records, path = history.entries(), path_of(self.instance)
        texts = holders(records.values())
        places = {f"{path}.{place}": column for place, (column, _text) in typed.items()}
        keys, languages = set(), set()
        for place, (_column, text) in typed.items():
            name, _dot, language = place.partition(".")
            if f"{path}.{name}" in texts:
                record, holder, _name = texts[f"{path}.{name}"]
                holder.texts[name, language] = text
                keys.add(record.key)
                languages.add(language)
        for key in keys:
            for breach in breaches_among(records, key, languages, SOURCE):
                if breach.path in places:
                    yield places[breach.path], sentence(breach)

    def english(self, name: str, cleaned: dict[str, Any]) -> str:
        """The English beside a translation: as it is typed, or as it is for who cannot change it."""
        column = build_localized_fieldname(name, SOURCE)
        typed = cleaned.get(column) or getattr(self.instance, column) or ""
        return typed.replace("\r\n", "\n")

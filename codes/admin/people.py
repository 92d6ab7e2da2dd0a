"""Who may do what: editors everything, reviewers every text and publishing, translators the texts of one language.

The groups are made after every migrate; what somebody has changed in them since stays.
"""

from typing import Any

from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.utils.translation import get_language_info

from codes.models.entry import PUBLISH, translate

LANGUAGES = settings.MODELTRANSLATION_LANGUAGES
ENTRIES = ("code", "comparison", "provider")
BELOW = ("reading", "phase", "reference", "pairing", "example", "providerreply")


def languages_of(user: Any) -> list[str]:
    """The languages whose texts somebody may write: all of them for editors."""
    if user.has_perm("codes.add_code"):
        return list(LANGUAGES)
    return [language for language in LANGUAGES if user.has_perm(f"codes.{translate(language)}")]


def may_publish(user: Any, language: str) -> bool:
    """Whether what somebody writes in a language is saved at once; else it waits as a draft.

    A language that has no pages yet needs no reviewer before each text: all of it is read before it is made public.
    """
    return publishes(user) or (language in languages_of(user) and language not in dict(settings.LANGUAGES))


def publishes(user: Any) -> bool:
    """Whether somebody publishes what others have written."""
    return bool(user.has_perm(f"codes.{PUBLISH}"))


def is_editor(user: Any) -> bool:
    """Whether somebody may write facts and every language."""
    return bool(user.has_perm("codes.add_code"))


def groups() -> dict[str, set[str]]:
    """The names of the groups and what each may do."""
    editing = {f"{verb}_{model}" for verb in ("view", "add", "change") for model in (*ENTRIES, *BELOW)}
    editing |= {f"delete_{model}" for model in BELOW}
    translating = {f"{verb}_{model}" for verb in ("view", "change") for model in (*ENTRIES, *BELOW)}
    translating -= {f"change_{model}" for model in ("pairing", "example")}
    every_text = {translate(language) for language in LANGUAGES}
    found = {"Editors": editing | every_text | {PUBLISH}, "Reviewers": translating | every_text | {PUBLISH}}
    for language in LANGUAGES:
        if language != settings.MODELTRANSLATION_DEFAULT_LANGUAGE:
            found[f"Translators: {get_language_info(language)['name']}"] = translating | {translate(language)}
    return found


def make_groups(sender: Any, using: str, **_signal: Any) -> None:
    """Make the groups that are not there yet."""
    create_permissions(sender, verbosity=0, using=using)  # Django's own call of this comes later
    for name, codenames in groups().items():
        group, is_new = Group.objects.get_or_create(name=name)
        if is_new:
            group.permissions.set(Permission.objects.filter(content_type__app_label="codes", codename__in=codenames))

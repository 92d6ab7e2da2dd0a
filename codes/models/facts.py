"""The facts of a code as columns with closed values, in the reader's words."""

from enum import Enum
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from codes import phrases
from codes.models.revision import Content
from codes.smtp.facets import Aspect
from codes.smtp.facts import Acts, Address, Connection, Message, Retry, Status


def fact(verbose_name: Any, enum: type[Enum], **options: Any) -> models.CharField:
    """A column that holds one member of an enum of codes.smtp, shown in the reader's words."""
    choices = [(member.value, phrases.CHOICES[member]) for member in enum]
    return models.CharField(verbose_name, max_length=20, choices=choices, **options)


class Facts(Content):
    """What is known of a reply code, or of one reading of an enhanced entry; blank where the readings say it."""

    status = fact(
        _("status"),
        Status,
        blank=True,
        help_text=_("“Standard” only where an RFC on the standards track defines the code."),
    )
    acts = fact(phrases.HEADINGS[Aspect.ACTS], Acts, blank=True)
    retry = fact(phrases.HEADINGS[Aspect.RETRY], Retry, blank=True)
    message = fact(phrases.HEADINGS[Aspect.MESSAGE], Message, blank=True)
    address = fact(phrases.HEADINGS[Aspect.ADDRESS], Address, blank=True)
    connection = fact(phrases.HEADINGS[Aspect.CONNECTION], Connection, blank=True)

    class Meta:
        abstract = True

    def check_facts(self, statuses: frozenset[Status]) -> None:
        """Refuse a row that lacks a fact, or has a status that its kind of code cannot have."""
        missing = [name for name in FACT_NAMES if not getattr(self, name)]
        if missing:
            raise ValidationError(dict.fromkeys(missing, _("Every reply code and every reading needs this.")))
        if self.status not in {status.value for status in statuses}:
            raise ValidationError({"status": _("This kind of code cannot have this status.")})


INHERITED = {field.name for field in Content._meta.local_fields}
FACT_NAMES = tuple(field.name for field in Facts._meta.local_fields if field.name not in INHERITED)

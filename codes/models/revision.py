"""The revision, and the rows whose changes raise it."""

import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar, TypeVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import OperationalError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from codes.characters import composed, first_unsafe

SECONDS_BETWEEN_TRIES = 0.05
# PostgreSQL's lock_not_available.
TAKEN = "55P03"


def new_mark() -> str:
    """What no other state of any database has."""
    return secrets.token_hex(8)


class Revision(models.Model):
    """One row: its number rises with every change of content, in the same transaction, and its mark is another one.

    The mark tells apart two states with one number: where a backup was put back, editors reach the same number again.
    """

    number = models.PositiveBigIntegerField(default=0)
    mark = models.CharField(max_length=16, default=new_mark)
    # How often this process has changed content, and what wakes its own catalogue; others look within a second.
    changes_here: ClassVar[int] = 0
    changed_here: ClassVar[threading.Event] = threading.Event()

    def __str__(self) -> str:
        return f"{self.number}-{self.mark}"

    @classmethod
    def current(cls) -> str:
        """What the catalogue compares with its own."""
        return str(cls.objects.first() or "")

    @classmethod
    def reserve(cls) -> None:
        """Wait for the turn to change content; call it first in a transaction that does.

        It asks again and again: a wait inside the database cannot be told from a database that hangs.
        """
        end = time.monotonic() + settings.SECONDS_FOR_A_TURN
        while not cls.is_reserved():
            if time.monotonic() > end:
                raise OperationalError("others change the content all the time")
            time.sleep(SECONDS_BETWEEN_TRIES)

    @classmethod
    def is_reserved(cls) -> bool:
        """Take the row, which the transaction then holds, unless another one does."""
        try:
            with transaction.atomic():
                cls.objects.select_for_update(nowait=True).get_or_create(pk=1)
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", "") == TAKEN:
                return False
            raise
        return True

    @classmethod
    def advance(cls) -> None:
        """Make it another revision; call it inside the transaction of the change."""
        cls.reserve()
        cls.objects.filter(pk=1).update(number=models.F("number") + 1, mark=new_mark())
        transaction.on_commit(cls.note_change)

    @classmethod
    def note_change(cls) -> None:
        """Let this process know that its catalogue is old."""
        cls.changes_here += 1
        cls.changed_here.set()


@contextmanager
def content_change() -> Iterator[None]:
    """A transaction in which nobody else changes content."""
    with transaction.atomic():
        Revision.reserve()
        yield


Row = TypeVar("Row", bound=models.Model)


class ContentQuerySet(models.QuerySet[Row]):
    """Bulk changes raise the revision like single ones."""

    def delete(self) -> tuple[int, dict[str, int]]:
        with transaction.atomic():
            Revision.advance()
            return super().delete()

    def update(self, **fields: Any) -> int:
        with transaction.atomic():
            Revision.advance()
            return super().update(**{"changed_at": timezone.now(), **fields})


def check_characters(text: str) -> None:
    """Refuse a text with a character that nobody sees, and say where it stands."""
    found = first_unsafe(text)
    if found:
        raise ValidationError(
            _("Line %(line)s, character %(place)s: %(number)s is a character that cannot be seen. Take it out."),
            params={"line": found.line, "place": found.place, "number": found.number},
        )


class Content(models.Model):
    """A row that pages are made of; its manager is ContentQuerySet's."""

    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            Revision.advance()
            super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        with transaction.atomic():
            Revision.advance()
            return super().delete(*args, **kwargs)

    def clean_fields(self, exclude: Any = None) -> None:
        """Every text is composed, and holds nothing that cannot be seen."""
        refused = {}
        for field in self._meta.fields:
            text = getattr(self, field.attname)
            if isinstance(text, str) and field.name not in (exclude or ()):
                try:
                    check_characters(text)
                except ValidationError as error:
                    refused[field.name] = error
                else:
                    setattr(self, field.attname, composed(text))
        if refused:
            raise ValidationError(refused)
        super().clean_fields(exclude=exclude)

"""The revision, and the rows whose changes raise it."""

from typing import Any, ClassVar, TypeVar

from django.db import models, transaction
from django.utils import timezone


class Revision(models.Model):
    """One row, one number: it rises with every change of content, in the same transaction."""

    number = models.PositiveBigIntegerField(default=0)
    # How often this process has changed content: its own catalogue looks at once, others within a second.
    changes_here: ClassVar[int] = 0

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def current(cls) -> int:
        """The number that the catalogue compares with its own."""
        return cls.objects.values_list("number", flat=True).first() or 0

    @classmethod
    def advance(cls) -> None:
        """Raise the number; call it inside the transaction of the change."""
        cls.objects.get_or_create(pk=1)
        cls.objects.filter(pk=1).update(number=models.F("number") + 1)
        transaction.on_commit(cls.note_change)

    @classmethod
    def note_change(cls) -> None:
        """Let this process know that its catalogue is old."""
        cls.changes_here += 1


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


class Content(models.Model):
    """A row that pages are made of; its manager is ContentQuerySet's."""

    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            super().save(*args, **kwargs)
            Revision.advance()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        with transaction.atomic():
            Revision.advance()
            return super().delete(*args, **kwargs)

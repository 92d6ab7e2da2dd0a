"""What an entry was: every change of it, by whom, and the drafts that are not on the site yet."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

# The longest key of a record: "X.99.999-vs-X.99.999" and any provider's short name fit.
KEY = 60


class Action(models.TextChoices):
    """How a version came about."""

    EDITED = "edited", _("edited")
    LOADED = "loaded", _("loaded from files")
    IMPORTED = "imported", _("imported")
    REVERTED = "reverted", _("brought back")
    DELETED = "deleted", _("deleted")
    FOUND = "found", _("changed outside the workshop")


class Version(models.Model):
    """An entry with everything below it, as codes.transfer.stored writes it; nothing where it was deleted."""

    key = models.CharField(max_length=KEY, db_index=True)
    kind = models.CharField(max_length=20)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    action = models.CharField(max_length=20, choices=Action.choices)
    content = models.JSONField(null=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.key} {self.at:%Y-%m-%d %H:%M}"


class Draft(models.Model):
    """An edit of one editor that is not on the site: the whole entry, and the version it began from."""

    key = models.CharField(max_length=KEY)
    kind = models.CharField(max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now=True)
    base = models.ForeignKey(Version, models.PROTECT, related_name="+")
    content = models.JSONField()

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.key


class TranslatedFrom(models.Model):
    """The English that a translation was made from: where today's differs, the translation is out of date."""

    path = models.CharField(max_length=200)
    language = models.CharField(max_length=12)
    source = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["path", "language"], name="one_source_a_translation")]

    def __str__(self) -> str:
        return f"{self.path}.{self.language}"

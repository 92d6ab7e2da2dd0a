"""What only enhanced entries have: a reading for each class, and the reply codes that they come with."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from codes import phrases
from codes.models.entry import Code
from codes.models.facts import Facts, fact
from codes.models.revision import Content, ContentQuerySet
from codes.smtp import enhanced, rfc, theory
from codes.smtp.facts import ENHANCED_STATUSES
from codes.smtp.pairing import Basis


def check_reply(value: str) -> None:
    """Refuse what cannot be a reply code."""
    if not theory.is_three_digits(value):
        raise ValidationError(_("A reply code is three digits that do not begin with 0, like 550."))


class Reading(Facts):
    """One class of an enhanced entry: 4.2.2 is X.2.2 read as temporary."""

    code = models.ForeignKey(Code, models.CASCADE, related_name="readings")
    digit = models.CharField(_("class"), max_length=1, choices=[(digit, digit) for digit in enhanced.CLASS_DIGITS])
    summary = models.CharField(
        _("summary"), max_length=240, blank=True, help_text=_("What this class means here; for several classes only.")
    )
    how_to_fix = models.TextField(
        _("how to fix it"), blank=True, help_text=_("Steps for this class only, shown before the common ones.")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0, help_text=_("The most usual reading first."))

    objects = ContentQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["code", "digit"], name="one_reading_a_class")]
        verbose_name = _("reading")
        verbose_name_plural = _("readings")

    def __str__(self) -> str:
        return self.value

    @property
    def value(self) -> str:
        """The code of this reading: 4.2.2."""
        return f"{self.digit}{self.code_id[1:]}"

    def clean(self) -> None:
        self.check_facts(ENHANCED_STATUSES)


class Pairing(Content):
    """A reply code that an enhanced code comes with, and why; their first digits agree (RFC 2034, 4)."""

    code = models.ForeignKey(Code, models.CASCADE, related_name="pairings")
    reply = models.CharField(_("reply code"), max_length=3, validators=[check_reply])
    basis = fact(_("basis"), Basis)
    rfc = models.PositiveIntegerField(_("RFC"), null=True, blank=True)
    section = models.CharField(_("section"), max_length=20, blank=True)
    seen_at = models.CharField(_("seen at"), max_length=100, blank=True, help_text=_("Products, not translated."))
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = ContentQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("pairing")
        verbose_name_plural = _("pairings")

    def __str__(self) -> str:
        return f"{self.reply} {self.code_id}"

    def clean(self) -> None:
        if self.section and not (self.rfc and rfc.is_section(self.section)):
            raise ValidationError({"section": phrases.SECTION_FORM})

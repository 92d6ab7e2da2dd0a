"""Two entries that people mix up."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from codes.models.enhanced import Reading
from codes.models.entry import Code
from codes.models.revision import Content, ContentQuerySet
from codes.smtp import enhanced, theory


def check_known(value: str) -> None:
    """Refuse what neither an entry nor a reading of one is."""
    if enhanced.is_enhanced(value):
        known = Reading.objects.filter(code=enhanced.family_of(value), digit=value[0]).exists()
    else:
        known = Code.objects.filter(pk=value).exists()
    if not known:
        raise ValidationError(_("There is no such code here; write 550 or 5.1.1."))


class Comparison(Content):
    """A pair that people mix up, with the editors' verdict; the smaller code stands left (theory.order)."""

    # Codes as readers see them: 4.2.2 and 5.2.2 are two readings of one entry, so these cannot be foreign keys.
    left = models.CharField(_("code"), max_length=12, validators=[check_known])
    right = models.CharField(_("mixed up with"), max_length=12, validators=[check_known])
    rank = models.PositiveSmallIntegerField(_("rank"), default=100, help_text=_("1 is what people mix up most."))
    verdict = models.TextField(_("verdict"), help_text=_("One or two sentences: the most useful difference."))
    differences = models.TextField(
        _("differences"), blank=True, help_text=_("What the computed differences cannot say: “- …”.")
    )
    which_to_use = models.TextField(_("which to use"), help_text=_("For whoever writes or configures a server."))

    objects = ContentQuerySet.as_manager()

    class Meta:
        ordering = ["rank", "left", "right"]
        verbose_name = _("comparison")
        verbose_name_plural = _("comparisons")
        constraints = [
            models.UniqueConstraint(
                fields=["left", "right"],
                name="one_comparison_a_pair",
                violation_error_message=_("This pair has a comparison already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.left}-vs-{self.right}"

    def get_absolute_url(self) -> str:
        return reverse("compare", args=[str(self)])

    def clean(self) -> None:
        if self.left == self.right:
            raise ValidationError({"right": _("A code cannot be compared with itself.")})
        self.left, self.right = sorted((self.left, self.right), key=theory.order)

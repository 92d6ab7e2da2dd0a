"""Two entries that people mix up."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from codes.models.entry import Code
from codes.models.revision import Content, ContentQuerySet
from codes.smtp import enhanced, theory


def entry_of(value: str) -> Code | None:
    """The entry that has this code, as itself or as one of its readings."""
    if enhanced.is_enhanced(value):
        return Code.objects.filter(pk=enhanced.family_of(value), readings__digit=value[0]).first()
    return Code.objects.filter(pk=value).first()


def check_known(value: str) -> None:
    """Refuse what neither an entry nor a reading of one is."""
    if not theory.is_code(value) or entry_of(value) is None:
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
        if theory.is_code(self.left) and theory.is_code(self.right):
            self.left, self.right = sorted((self.left, self.right), key=theory.order)

    @property
    def is_published(self) -> bool:
        """Whether both codes are on the site."""
        entries = (entry_of(self.left), entry_of(self.right))
        return all(entry is not None and entry.published for entry in entries)

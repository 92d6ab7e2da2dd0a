"""Two entries that people mix up."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from codes.models.entry import Code
from codes.models.revision import Content, ContentQuerySet


class Comparison(Content):
    """A pair that people mix up, with the editors' verdict; the smaller code stands left."""

    left = models.ForeignKey(Code, models.CASCADE, related_name="+", verbose_name=_("code"))
    right = models.ForeignKey(Code, models.CASCADE, related_name="+", verbose_name=_("mixed up with"))
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
            models.CheckConstraint(condition=models.Q(left__lt=models.F("right")), name="left_before_right"),
        ]

    def __str__(self) -> str:
        return f"{self.left_id}-vs-{self.right_id}"

    def get_absolute_url(self) -> str:
        return reverse("compare", args=[str(self)])

    def clean(self) -> None:
        if self.left_id and self.left_id == self.right_id:
            raise ValidationError({"right": _("A code cannot be compared with itself.")})
        if self.left_id and self.right_id and self.left_id > self.right_id:
            self.left_id, self.right_id = self.right_id, self.left_id

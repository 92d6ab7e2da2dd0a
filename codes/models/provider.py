"""What the big providers mean by a reply, in their own words and in ours."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from codes.models.enhanced import check_reply
from codes.models.revision import Content, ContentQuerySet
from codes.smtp import enhanced


def check_enhanced(value: str) -> None:
    """Refuse what cannot be an enhanced code."""
    if not enhanced.is_enhanced(value):
        raise ValidationError(_("An enhanced code looks like 5.1.1."))


class Provider(Content):
    """One that answers for many mailboxes: a mailbox provider, a filter, a block list."""

    slug = models.SlugField(_("short name"), max_length=40, primary_key=True)
    name = models.CharField(_("name"), max_length=60)
    url = models.CharField(
        _("page"),
        max_length=300,
        blank=True,
        validators=[URLValidator(["https"])],
        help_text=_("The provider’s own page about its replies."),
    )

    objects = ContentQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        verbose_name = _("provider")
        verbose_name_plural = _("providers")

    def __str__(self) -> str:
        return self.name


class ProviderReply(Content):
    """A reply of a provider: how to recognise its text, what it means there and what to do."""

    provider = models.ForeignKey(Provider, models.CASCADE, related_name="replies")
    slug = models.SlugField(_("short name"), max_length=60)
    pattern = models.CharField(
        _("wording"), max_length=200, help_text=_("Words of the reply in their order; … stands for anything between.")
    )
    reply = models.CharField(_("reply code"), max_length=3, blank=True, validators=[check_reply])
    enhanced = models.CharField(_("enhanced code"), max_length=12, blank=True, validators=[check_enhanced])
    url = models.CharField(_("page"), max_length=300, blank=True, validators=[URLValidator(["https"])])
    meaning = models.TextField(_("what it means there"))
    what_to_do = models.TextField(_("what to do"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = ContentQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["provider", "slug"], name="one_slug_a_reply")]
        verbose_name = _("provider’s reply")
        verbose_name_plural = _("providers’ replies")

    def __str__(self) -> str:
        return f"{self.provider_id}: {self.pattern}"

    def clean(self) -> None:
        if not (self.reply or self.enhanced):
            raise ValidationError(_("Give a reply code, an enhanced code or both."))

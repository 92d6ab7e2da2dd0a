"""One entry: a code with its facts, its texts and what belongs to it."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from codes import phrases
from codes.models.facts import FACT_NAMES, Facts, fact
from codes.models.revision import Content, ContentQuerySet
from codes.smtp import enhanced, rfc, theory
from codes.smtp.dialogue import Command
from codes.smtp.facts import REPLY_STATUSES, Status

# What a group may do beside Django's own: these hold for entries of every kind.
PUBLISH = "publish_code"


def translate(language: str) -> str:
    """The permission to write the texts of a language."""
    return f"translate_{language.replace('-', '_')}"


def check_value(value: str) -> None:
    """Refuse what cannot be a code."""
    if not theory.is_three_digits(value) and not enhanced.is_family(value):
        raise ValidationError(
            _("A code is three digits that do not begin with 0, like 550, or X.1.1 for an enhanced one.")
        )


class Code(Facts):
    """One entry with its texts: a reply code, or an enhanced code whose classes are its readings."""

    value = models.CharField(_("code"), max_length=12, primary_key=True, validators=[check_value])
    rfc_text = models.CharField(
        _("RFC text"), max_length=200, blank=True, help_text=_("What the RFC prints after the code; never translated.")
    )
    upto = models.PositiveSmallIntegerField(
        _("up to"), null=True, blank=True, help_text=_("The last detail where an entry covers a range: 649.")
    )
    used_by = models.CharField(
        _("used by"), max_length=100, blank=True, help_text=_("Who uses a code that nobody registered.")
    )
    aliases = models.TextField(
        _("search words"), blank=True, help_text=_("One a line, in any language: what people type or read in a reply.")
    )
    published = models.BooleanField(
        _("published"), default=False, help_text=_("Only published entries are on the site.")
    )
    name = models.CharField(_("name"), max_length=60, help_text=_("What the code is called, without a full stop."))
    summary = models.CharField(
        _("summary"), max_length=240, help_text=_("One sentence that says what happened; search engines show it too.")
    )
    description = models.TextField(_("description"), help_text=_("What it means, and what it does not say."))
    when_seen = models.TextField(_("when you see it"), help_text=_("A list, the likeliest situation first: “- …”."))
    how_to_fix = models.TextField(_("how to fix it"), help_text=_("Steps that begin with a verb: “1. …”."))
    when_to_use = models.TextField(
        _("when to use it"), help_text=_("For whoever writes or configures a server: this code, or which other?")
    )
    note = models.TextField(_("note"), blank=True, help_text=_("Where sources or practice disagree, with the source."))

    objects = ContentQuerySet.as_manager()

    class Meta:
        ordering = ["value"]
        verbose_name = _("code")
        verbose_name_plural = _("codes")
        permissions = [
            (PUBLISH, "Can publish"),
            *((translate(tongue), f"Can translate: {tongue}") for tongue in settings.MODELTRANSLATION_LANGUAGES),
        ]

    def __str__(self) -> str:
        return self.value

    def get_absolute_url(self) -> str:
        return reverse("code", args=[self.value])

    @property
    def is_enhanced(self) -> bool:
        """Whether the entry is an enhanced one, which has its facts in its readings."""
        return enhanced.is_family(self.value)

    def clean(self) -> None:
        if self.is_enhanced:
            given = [name for name in FACT_NAMES if getattr(self, name)]
            if given:
                message = _("The readings of an enhanced code say this.")
                raise ValidationError(dict.fromkeys(given, message))
            return
        self.check_facts(REPLY_STATUSES)
        if self.status == Status.STANDARD.value and not theory.is_standard_form(self.value):
            message = _("The grammar of RFC 5321, section 4.2 has no code %(value)s, so it cannot be standard.")
            raise ValidationError({"status": message % {"value": self.value}})


class Phase(Content):
    """What a code means at one point of the SMTP dialogue."""

    code = models.ForeignKey(Code, models.CASCADE, related_name="phases")
    command = fact(_("comes at"), Command)
    meaning = models.TextField(_("meaning there"))

    objects = ContentQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "command"], name="one_meaning_a_phase")]
        verbose_name = _("phase")
        verbose_name_plural = _("phases")

    def __str__(self) -> str:
        return f"{self.code_id} {self.command}"


class Reference(Content):
    """One learn-more link: a section of an RFC, or a plain address."""

    code = models.ForeignKey(Code, models.CASCADE, related_name="references")
    rfc = models.PositiveIntegerField(_("RFC"), null=True, blank=True)
    section = models.CharField(_("section"), max_length=20, blank=True)
    url = models.CharField(
        _("address"),
        max_length=300,
        blank=True,
        validators=[URLValidator(["https"], message=_("Give an address with https://."))],
    )
    defines = models.BooleanField(_("defines the code"), default=False)
    label = models.CharField(_("label"), max_length=80, help_text=_("What the reader finds there."))
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = ContentQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("reference")
        verbose_name_plural = _("references")

    def __str__(self) -> str:
        return self.key

    @property
    def key(self) -> str:
        """What names this reference within its entry."""
        return f"rfc{self.rfc}-{self.section}" if self.rfc else self.url

    def clean(self) -> None:
        if bool(self.rfc) == bool(self.url):
            raise ValidationError(_("Give either an RFC or an address, not both."))
        if self.section and not (self.rfc and rfc.is_section(self.section)):
            raise ValidationError({"section": phrases.SECTION_FORM})


class Example(Content):
    """A short true dialogue; lines begin with "C:" or "S:"."""

    code = models.ForeignKey(Code, models.CASCADE, related_name="examples")
    dialogue = models.TextField(_("dialogue"), help_text=_("Lines that begin with “C: ” or “S: ”; not translated."))
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = ContentQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("example")
        verbose_name_plural = _("examples")

    def __str__(self) -> str:
        return self.dialogue.partition("\n")[0]

    def clean(self) -> None:
        if not all(line.startswith(("C:", "S:")) for line in self.dialogue.splitlines()):
            raise ValidationError({"dialogue": _("Each line begins with “C:” (client) or “S:” (server).")})

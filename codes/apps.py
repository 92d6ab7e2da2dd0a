"""The one app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CodesConfig(AppConfig):
    """The reference: content, pages, workshop."""

    name = "codes"
    verbose_name = _("SMTP reference")

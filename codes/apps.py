"""The one app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CodesConfig(AppConfig):
    """The reference: content, pages, workshop."""

    name = "codes"
    verbose_name = _("SMTP reference")

    def ready(self) -> None:
        from codes.admin import events  # noqa: PLC0415 -- models are there only now
        from codes.admin.people import make_groups  # noqa: PLC0415

        post_migrate.connect(make_groups, sender=self, dispatch_uid="make_groups")
        events.listen()

"""The people of the workshop, with the filters that are shown and no others, and their second factors."""

from typing import Any

import allauth.account.admin  # what both register goes below
import allauth.mfa.admin  # noqa: F401
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.utils.translation import gettext_lazy as _

from codes.admin.filters import ShownFilters

# Nothing here is sent to an address of allauth's, and its form of a second factor shows the secret.
admin.site.unregister([User, Group, EmailAddress, Authenticator])
# allauth has names for these in English only.
apps.get_app_config("mfa").verbose_name = _("Second factors")
Authenticator._meta.verbose_name = _("second factor")
Authenticator._meta.verbose_name_plural = _("second factors")


@admin.register(User)
class AccountAdmin(ShownFilters, UserAdmin):
    """Django's own form for accounts."""


@admin.register(Group)
class RoleAdmin(ShownFilters, GroupAdmin):
    """Django's own form for groups."""


@admin.register(Authenticator)
class SecondFactorAdmin(ShownFilters):
    """Who has which second factor, never its secret; whoever has lost theirs sets up another once it is deleted."""

    list_display = fields = ("user", "type", "created_at", "last_used_at")
    list_filter = ("type",)

    def has_add_permission(self, request: Any) -> bool:
        """Everybody adds their own, under their account."""
        return False

    def has_change_permission(self, request: Any, obj: Authenticator | None = None) -> bool:
        """There is nothing to change about one."""
        return False

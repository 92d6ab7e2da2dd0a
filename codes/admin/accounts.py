"""The list of users, with the filters that it shows and no others."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User

from codes.admin.filters import ShownFilters

admin.site.unregister(User)


@admin.register(User)
class AccountAdmin(ShownFilters, UserAdmin):
    """Django's own form for accounts."""

"""Everything that can be edited, registered with Django's admin, and what the admin calls itself here."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from codes.admin import accounts, comparisons, entries, providers  # noqa: F401 -- registers

admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
admin.site.site_header = _("smtpref workshop")
admin.site.site_title = _("smtpref workshop")
admin.site.index_title = _("Content")

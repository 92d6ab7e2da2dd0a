"""The workshop: Django's own admin over the same data.

languages    one set of tabs for all translated fields of a form
filters      narrowing the list
entries      codes with their phases, references and examples
comparisons  the pairs that people mix up
providers    what providers mean by their replies
"""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from codes.admin import comparisons, entries, providers  # noqa: F401 -- registers

admin.site.site_header = _("smtpref workshop")
admin.site.site_title = _("smtpref workshop")
admin.site.index_title = _("Content")

"""The WSGI application that the server runs."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from smtpref.pagestore import Application, PageStore

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smtpref.settings")
application: Application = get_wsgi_application()

if settings.PAGE_STORE_MIB:
    from codes.catalogue import holder  # Django has to be set up first

    languages = [code for code, _name in settings.LANGUAGES]
    size = settings.PAGE_STORE_MIB * 1024 * 1024
    application = PageStore(application, lambda: holder.current().revision, languages, size)

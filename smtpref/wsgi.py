"""The WSGI application that the server runs."""

import gc
import os

import django
from django.conf import settings

from smtpref.pagestore import Application, Content, PageStore
from smtpref.requests import handler

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smtpref.settings")
gc.disable()  # what a start makes stays: to look for garbage in it, now and ever after, would be in vain
django.setup(set_prefix=False)
application: Application = handler()

from codes.catalogue import holder  # noqa: E402 -- Django has to be set up first
from smtpref import database  # noqa: E402

database.use_only()
holder.watch(settings.SNAPSHOT)

if settings.PAGE_STORE_MIB:
    from codes.composing import compose
    from codes.rendering import entity_tag

    languages = [code for code, _name in settings.LANGUAGES]
    size = settings.PAGE_STORE_MIB * 1024 * 1024
    content = Content(lambda: holder.current().revision, compose, entity_tag)
    application = PageStore(application, content, languages, size)

gc.freeze()
gc.enable()

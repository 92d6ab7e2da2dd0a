"""The addresses of the workshop, and the public ones that it links to; loaded when the first editor comes."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from codes.admin import desk, site  # noqa: F401 -- site registers what can be edited
from smtpref.urls import handler400, handler404, handler500  # noqa: F401 -- Django reads them
from smtpref.urls import urlpatterns as public

workshop = (desk.urls() + admin.site.urls[0], "admin", "admin")
urlpatterns = [
    path(f"{settings.ADMIN_PATH}/account/", include("codes.admin.account_urls")),
    path(f"{settings.ADMIN_PATH}/", workshop),
    *public,
]

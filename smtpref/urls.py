"""The addresses: the admin, and those of the contract."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from codes.admin import desk
from codes.urls import urlpatterns as public

workshop = (desk.urls() + admin.site.urls[0], "admin", "admin")
urlpatterns = [
    path(f"{settings.ADMIN_PATH}/account/", include("codes.admin.account_urls")),
    path(f"{settings.ADMIN_PATH}/", workshop),
    *public,
]
handler400 = "codes.views.errors.bad_request"
handler404 = "codes.views.errors.not_found"
handler429 = "codes.admin.signing_in.too_often"  # allauth's name for it
handler500 = "codes.views.errors.server_error"

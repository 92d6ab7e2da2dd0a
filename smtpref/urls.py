"""The addresses: the admin, and those of the contract."""

from django.contrib import admin
from django.urls import include, path

from codes.admin import desk
from codes.urls import urlpatterns as public

workshop = (desk.urls() + admin.site.urls[0], "admin", "admin")
urlpatterns = [path("admin/account/", include("codes.admin.account_urls")), path("admin/", workshop), *public]
handler404 = "codes.views.errors.not_found"
handler500 = "codes.views.errors.server_error"

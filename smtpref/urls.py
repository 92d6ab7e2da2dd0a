"""The addresses: the admin, and those of the contract."""

from django.contrib import admin
from django.urls import path

from codes.urls import urlpatterns as public

urlpatterns = [path("admin/", admin.site.urls), *public]
handler404 = "codes.views.errors.not_found"
handler500 = "codes.views.errors.server_error"

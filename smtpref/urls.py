"""The addresses that visitors read, and what is shown where there is none; the workshop's are in workshop_urls.py."""

from codes.urls import urlpatterns

__all__ = ["urlpatterns"]

handler400 = "codes.views.errors.bad_request"
handler404 = "codes.views.errors.not_found"
handler429 = "codes.admin.signing_in.too_often"  # allauth's name for it
handler500 = "codes.views.errors.server_error"

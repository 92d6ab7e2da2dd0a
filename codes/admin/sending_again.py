"""Forms that come when nobody is signed in any more, or since somebody signed in anew: nothing typed is lost."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from codes.admin.signing_in import is_inside


class SignedOut:
    """Shows whoever was signed out meanwhile what they have sent; the sign-in form in its place would lose it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method == "POST" and is_of_a_page_here(request) and not request.user.is_authenticated:
            return offered(request)
        return self.get_response(request)


def without_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The answer to a form whose token is of another sign-in, or that another site has sent."""
    if is_of_a_page_here(request):
        return offered(request)
    told = gettext("This form is too old, or does not come from this site. Nothing was changed. Load the page anew.")
    return HttpResponse(told, status=403, content_type="text/plain; charset=utf-8")


def is_of_a_page_here(request: HttpRequest) -> bool:
    """Whether a page of the workshop has sent the form; only the browser can say so (W3C, Fetch Metadata)."""
    return is_inside(request.path) and request.headers.get("Sec-Fetch-Site") == "same-origin"


def offered(request: HttpRequest) -> HttpResponse:
    """What was sent, to be sent again."""
    fields = [
        (name, value) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken" for value in values
    ]
    context = {"fields": fields, "has_files": bool(request.FILES)}
    return render(request, "admin/codes/send_again.html", context, status=403)

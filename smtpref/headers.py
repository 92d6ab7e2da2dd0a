"""The headers that guard every answer, error pages and files included; one function for server and export."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.http import ConditionalGetMiddleware
from django.utils.cache import get_conditional_response

from smtpref.compression import OF_AN_ENCODING
from smtpref.pagestore import OF_THE_BODY
from smtpref.workshop import inside

Policy = dict[str, list[str]]
# Named and shaped as Django 6 does it, so that the built-in setting can take over.
ADMIN_CSP: Policy = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}
# jQuery, and with it Django's admin, does not work under Trusted Types; our own scripts never make HTML from text.
SECURE_CSP: Policy = ADMIN_CSP | {
    "manifest-src": ["'self'"],
    "require-trusted-types-for": ["'script'"],
    "trusted-types": ["'none'"],
}
# Whatever is powerful or tells something about somebody; a test asks Chromium whether it knows more of that kind.
DENIED = (
    "accelerometer browsing-topics camera captured-surface-control clipboard-read compute-pressure"
    " digital-credentials-create digital-credentials-get display-capture geolocation gyroscope hid"
    " identity-credentials-get idle-detection keyboard-map local-fonts local-network local-network-access"
    " loopback-network magnetometer microphone midi on-device-speech-recognition otp-credentials payment"
    " private-state-token-issuance private-state-token-redemption screen-wake-lock serial speaker-selection"
    " storage-access usb window-management xr-spatial-tracking"
).split()
# Passkeys are for the workshop.
PASSKEYS = ("publickey-credentials-create", "publickey-credentials-get")


def csp(policy: Policy) -> str:
    """A policy as its header says it."""
    return "; ".join(f"{name} {' '.join(values)}" for name, values in policy.items())


def permissions(here: tuple[str, ...], denied: tuple[str, ...]) -> str:
    """Which features of the browser a page may use, and which not."""
    return ", ".join([*(f"{name}=(self)" for name in here), *(f"{name}=()" for name in denied)])


def security_headers(*, in_workshop: bool = False) -> dict[str, str]:
    """What every response carries, whoever serves it."""
    here: tuple[str, ...] = ("clipboard-write", *PASSKEYS) if in_workshop else ("clipboard-write",)
    denied = tuple(DENIED) if in_workshop else (*DENIED, *PASSKEYS)
    return {
        "Content-Security-Policy": csp(ADMIN_CSP if in_workshop else SECURE_CSP),
        "Cross-Origin-Embedder-Policy": "require-corp",
        "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": permissions(here, denied),
        "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": settings.X_FRAME_OPTIONS,
    }


class SecurityHeaders:
    """Adds the headers to every response; it stands first, so that no other answer gets past it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.public, self.workshop = security_headers(), security_headers(in_workshop=True)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_inside = inside(request.path)
        for name, value in (self.workshop if is_inside else self.public).items():
            response.headers.setdefault(name, value)
        if is_inside:
            response["Cache-Control"] = "no-store"
            response["X-Robots-Tag"] = "noindex"
        return response


class Unchanged(ConditionalGetMiddleware):
    """Says that a page is what the client holds, with all that it says of the page: caches take the new headers over
    (RFC 9111, 4.3.4), and Django would leave them without those that let other sites read it. It leaves HEAD out, too,
    for pages that only their body can name; ours bring their names along (RFC 9110, 13.1.2 speaks of both methods).
    And it takes a page without a date for a changed one, where 13.1.4 wants the condition ignored.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if "Last-Modified" not in response:
            request.META.pop("HTTP_IF_UNMODIFIED_SINCE", None)
        if "HTTP_IF_MATCH" in request.META:  # the client may hold what the page store has encoded
            request.META["HTTP_IF_MATCH"] = OF_AN_ENCODING.sub("", request.META["HTTP_IF_MATCH"])
        answer = super().process_response(request, response)
        if request.method == "HEAD" and isinstance(response, HttpResponse) and "ETag" in response:
            answer = get_conditional_response(request, etag=response["ETag"], response=response) or response
        if answer.status_code == HTTPStatus.NOT_MODIFIED:
            for name, value in response.items():
                if name.lower() not in OF_THE_BODY:
                    answer.headers.setdefault(name, value)
        return answer


class KnownHost:
    """Answers 400 to a host that is not ours before anything else looks at the request, files included."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.get_host()
        return self.get_response(request)

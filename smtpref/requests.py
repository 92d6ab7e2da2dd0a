"""Requests as this site reads them: always UTF-8, as its pages and forms are."""

from functools import cache
from typing import Any

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http import HttpRequest
from django.utils.http import parse_header_parameters

# Python reads no number of thousands of digits, and no body is as long as this many say.
MOST_DIGITS = 18


class Request(WSGIRequest):
    """A request whose Content-Type does not choose the charset of its address and form.

    Django takes any codec that a client names, reads the query with it before anything could answer one that cannot
    be read, and fails for those that are no charsets: idna, rot13, zlib.
    """

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        self.content_type, self.content_params = parse_header_parameters(meta.get("CONTENT_TYPE", ""))


def is_longer(request: HttpRequest, most: int) -> bool:
    """Whether the body has more bytes than that, or its length is said in no number (RFC 9110, 8.6)."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return not length.isdecimal() or len(length) > MOST_DIGITS or int(length) > most


class Handler(WSGIHandler):
    """Django as a WSGI application, with such requests."""

    request_class = Request


@cache
def handler() -> Handler:
    """That of this process; one made before the server splits is shared, with all that is known of static files."""
    return Handler()

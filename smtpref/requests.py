"""Requests as this site reads them: always UTF-8, as its pages and forms are."""

from functools import cache
from typing import Any

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.utils.http import parse_header_parameters


class Request(WSGIRequest):
    """A request whose Content-Type does not choose the charset of its address and form.

    Django takes any codec that a client names, reads the query with it before anything could answer one that cannot
    be read, and fails for those that are no charsets: idna, rot13, zlib.
    """

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        self.content_type, self.content_params = parse_header_parameters(meta.get("CONTENT_TYPE", ""))


class Handler(WSGIHandler):
    """Django as a WSGI application, with such requests."""

    request_class = Request


@cache
def handler() -> Handler:
    """That of this process; one made before the server splits is shared, with all that is known of static files."""
    return Handler()

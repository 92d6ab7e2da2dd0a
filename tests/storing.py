"""A page store in front of Django, and what a client sees of it."""

import io

from django.core.handlers.wsgi import WSGIHandler

from codes import catalogue, composing
from codes.rendering import entity_tag
from smtpref.pagestore import Content, PageStore

CONTENT = Content(lambda: catalogue.holder.current().revision, composing.compose, entity_tag)
MIB = 1024 * 1024


class Site:
    """A WSGI application as a client sees it; counts what reaches Django."""

    def __init__(self, store: bool = True, most_bytes: int = 64 * MIB) -> None:
        self.asked: list[str] = []
        django = WSGIHandler()

        def counted(environ, start_response):
            self.asked.append(environ["PATH_INFO"])
            return django(environ, start_response)

        self.application = PageStore(counted, CONTENT, ["en", "fr"], most_bytes) if store else counted

    def get(self, path: str, method: str = "GET", **headers: str) -> tuple[str, dict[str, str], bytes]:
        path, _, query = path.partition("?")
        environ = {
            "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "SERVER_NAME": "x", "SERVER_PORT": "80",
            "HTTP_HOST": "127.0.0.1:8000", "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(),
            "wsgi.errors": io.StringIO(),
            **headers,
        }  # fmt: skip
        said = {}

        def start_response(status, found, exc_info=None):
            said.update(status=status, headers={name.lower(): value for name, value in found})
            assert len(said["headers"]) == len(found)

        answer = self.application(environ, start_response)
        body = b"".join(answer)
        getattr(answer, "close", lambda: None)()
        return said["status"], said["headers"], body

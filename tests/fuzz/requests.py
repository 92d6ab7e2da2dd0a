"""Requests as nobody should send them, and how each is answered by the whole application."""

import io
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import brotli

# Whoever reflects this unescaped writes markup that a visitor has sent.
CANARY = """zq<zq"zq'zq"""
LEAKS = (b"zq<zq", b'zq"zq', b"zq'zq")
HOST = "127.0.0.1:8000"
DECODERS = {"br": brotli.decompress, "gzip": lambda body: zlib.decompress(body, wbits=31), "": bytes}


@dataclass(frozen=True)
class Request:
    """One request: path and query as the bytes that arrive, headers by their WSGI names."""

    path: bytes
    method: str = "GET"
    query: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    def environ(self) -> dict[str, Any]:
        """What a server makes of it."""
        return {
            "REQUEST_METHOD": self.method,
            "PATH_INFO": self.path.decode("latin-1"),
            "QUERY_STRING": self.query.decode("latin-1"),
            "SERVER_NAME": "x",
            "SERVER_PORT": "80",
            "SCRIPT_NAME": "",
            "REMOTE_ADDR": "192.0.2.1",
            "HTTP_HOST": HOST,
            "wsgi.url_scheme": "http",
            "wsgi.errors": io.StringIO(),
            "CONTENT_LENGTH": str(len(self.body)),
            "wsgi.input": io.BytesIO(self.body),
            **self.headers,
        }


@dataclass(frozen=True)
class Answer:
    """What came back, decoded."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    @property
    def named(self) -> dict[str, str]:
        """The headers by their names in lower case."""
        return {name.lower(): value for name, value in self.headers}

    @property
    def essence(self) -> tuple[int, dict[str, str], bytes]:
        """What may not depend on the page store: all but the encoding."""
        of_encoding = {"etag", "content-length", "content-encoding", "date"}
        return self.status, {name: value for name, value in self.named.items() if name not in of_encoding}, self.body


def ask(application: Callable[..., Any], request: Request) -> Answer:
    """The answer of an application."""
    said: dict[str, Any] = {}

    def start_response(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
        said.update(status=int(status[:3]), headers=headers)

    answer = application(request.environ(), start_response)
    try:
        body = b"".join(answer)
    finally:
        getattr(answer, "close", lambda: None)()
    encoding = next((value for name, value in said["headers"] if name.lower() == "content-encoding"), "")
    if request.method == "HEAD":
        body = b""  # which the server does not send
    return Answer(said["status"], said["headers"], DECODERS[encoding](body) if body else body)


def faults(answer: Answer) -> list[str]:
    """What no answer may be, whatever was asked."""
    found = []
    if answer.status >= 500:
        found.append(f"status {answer.status}")
    if any(re.search(r"[\0\r\n]", value) for _name, value in answer.headers):
        found.append("a header of two lines")
    place = answer.named.get("location", "/")
    if not re.match(r"/(?![/\\])|\?|http://127\.0\.0\.1:8000/", place) or re.search(r"[\s\\]", place):
        found.append(f"a redirect to {place}")
    if re.search("html|xml", answer.named.get("content-type", "")):
        found += [f"{leak!r} unescaped" for leak in LEAKS if leak in answer.body]
    return found

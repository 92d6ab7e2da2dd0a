"""Public pages as ready bytes, answered before Django is asked: bounded, and of one revision only.

A public page depends on nothing but the revision, the language and the path. So whatever Django has answered once, in
public and without a cookie, is the answer for everybody until the next change of content. And a page that can be
composed without Django needs it only once in a language: for the headers. There are more such pages than memory, and
crawlers ask for each once: they are kept when they are asked for again, so that nobody's tour pushes out what many
read, and compressed well from then on. PAGE_STORE_MIB=0 turns all of this off, which changes no page, only its speed.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from smtpref.compression import ENCODERS, FAST, SMALL, encoding_for

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]
# Host, scheme, and what a proxy says of the scheme: Django decides about them before it shows a page.
Door = tuple[str | None, str, str]
# How many different hosts and schemes are remembered as ones that Django has let in.
MOST_DOORS = 64
# How many pages are remembered as asked for once.
MOST_MET = 8192
# How long somebody waits for a page that is being made for somebody else, before asking for it too.
SECONDS_OF_PATIENCE = 2.0
# What a 304 repeats (RFC 9110, 15.4.5) beside the headers that every answer has.
OF_THE_BODY = frozenset({"content-type", "content-length", "content-language"})


@dataclass
class Page:
    """One answer: the headers that no encoding changes, its entity tag, its bytes by encoding, how to encode it."""

    headers: Headers
    tag: str
    bodies: dict[str, bytes]
    efforts: Mapping[str, int]
    is_text: bool = True  # a picture is as small as it gets

    @property
    def size(self) -> int:
        """What it may come to occupy, about: the encodings together take less than the page itself."""
        return 2 * (len(self.bodies[""]) + 1024)

    def body(self, encoding: str) -> bytes:
        """The bytes in an encoding, made once."""
        if encoding not in self.bodies:
            self.bodies[encoding] = ENCODERS[encoding](self.bodies[""], self.efforts[encoding])
        return self.bodies[encoding]

    def tag_in(self, encoding: str) -> str:
        """A strong entity tag names one sequence of bytes, so each encoding has its own (RFC 9110, 8.8.3)."""
        return f'"{self.tag}-{encoding}{self.efforts[encoding]}"' if encoding else f'"{self.tag}"'

    def matches(self, if_none_match: str) -> bool:
        """Whether the client holds this page in any encoding."""
        held = {part.strip().removeprefix("W/").strip('"').split("-")[0] for part in if_none_match.split(",")}
        return self.tag in held or if_none_match.strip() == "*"


@dataclass(frozen=True)
class Content:
    """What the store has to know of the content: its revision, or an exception where there is none; the page at a path,
    made without a request, or None; the entity tag of a page.
    """

    revision: Callable[[], str]
    compose: Callable[[str], bytes | None]
    entity_tag: Callable[[bytes], str]


class PageStore:
    """The WSGI application in front of Django's.

    Only paths that begin with a language can be pages.
    """

    def __init__(self, application: Application, content: Content, languages: list[str], size: int) -> None:
        self.application, self.content, self.most_bytes = application, content, size
        self.prefixes = tuple(f"/{language}/" for language in languages)
        self.lock, self.opening = threading.Lock(), threading.Lock()
        self.doors: OrderedDict[Door, None] = OrderedDict()
        self.headers: dict[str, Headers] = {}
        self.making: dict[str, threading.Event] = {}
        self.empty("")

    def empty(self, revision: str) -> None:
        """Forget every page: they were of another revision."""
        self.pages: OrderedDict[str, Page] = OrderedDict()
        self.met: OrderedDict[str, None] = OrderedDict()
        self.bytes, self.held = 0, revision

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        can_be_page = path.startswith(self.prefixes) and not environ.get("QUERY_STRING")
        is_read = environ["REQUEST_METHOD"] in {"GET", "HEAD"} and "HTTP_IF_MATCH" not in environ
        if not is_read or not can_be_page or not self.is_current():
            return self.application(environ, start_response)
        door = (environ.get("HTTP_HOST"), environ["wsgi.url_scheme"], environ.get("HTTP_X_FORWARDED_PROTO", ""))
        page = self.ready(path, door)
        if page:
            return self.answer(environ, start_response, page)
        # Of many that come to a new worker at once, the first shows Django's headers to all.
        with self.turn(path) if door in self.doors and language_of(path) in self.headers else self.opening:
            page = self.ready(path, door)
            return (
                self.answer(environ, start_response, page) if page else self.fetch(environ, start_response, path, door)
            )

    @contextmanager
    def turn(self, path: str) -> Iterator[None]:
        """Of many who ask for a page at once, as after a change of content, the first makes it and the others wait."""
        with self.lock:
            others = self.making.get(path)
            mine = self.making.setdefault(path, threading.Event())
        try:
            if others:
                others.wait(SECONDS_OF_PATIENCE)
            yield
        finally:
            if not others:
                with self.lock:
                    del self.making[path]
                mine.set()

    def ready(self, path: str, door: Door) -> Page | None:
        """A page that does not need Django."""
        return self.find(path) or self.composed(path) if door in self.doors else None

    def is_current(self) -> bool:
        """Whether the content can be named; pages of an older revision are forgotten on the way."""
        try:
            revision = self.content.revision()
        except Exception:  # whatever is wrong with the content, Django says it better
            return False
        with self.lock:
            if revision != self.held:
                self.empty(revision)
        return True

    def find(self, path: str) -> Page | None:
        """A page, which is then the last to be dropped."""
        with self.lock:
            page = self.pages.get(path)
            if page:
                self.pages.move_to_end(path)
            return page

    def composed(self, path: str) -> Page | None:
        """A page made without Django, once Django has shown the headers of such a page in its language."""
        headers, revision = self.headers.get(language_of(path)), self.held
        body = self.content.compose(path) if headers else None
        if not body or not headers:
            return None
        tag = self.content.entity_tag(body).strip('"')
        if self.meet(path):
            self.keep(path, Page(headers, tag, {"": body}, SMALL), revision)  # for whoever comes next
        return Page(headers, tag, {"": body}, FAST)

    def meet(self, path: str) -> bool:
        """Whether a page was asked for before; from now on it was."""
        with self.lock:
            is_met = path in self.met
            self.met[path] = None
            if len(self.met) > MOST_MET:
                self.met.popitem(last=False)
            return is_met

    def fetch(self, environ: Environ, start_response: StartResponse, path: str, door: Door) -> Iterable[bytes]:
        """Django's answer, kept where it is a public page; for that it is asked in full, whatever the client wants."""
        revision = self.held
        held: dict[str, Any] = {}
        asked = {name: value for name, value in environ.items() if name not in CONDITIONS} | {"REQUEST_METHOD": "GET"}

        def note(status: str, headers: Headers, exc_info: Any = None) -> None:
            held.update(status=status, headers=headers)

        answer = self.application(asked, note)
        try:
            body = b"".join(answer)
        finally:
            getattr(answer, "close", lambda: None)()
        named = {name.lower(): value for name, value in held["headers"]}
        if not is_public_page(held["status"], named):
            if CONDITIONS & environ.keys():  # which Django heeds where we keep nothing
                return self.application(environ, start_response)
            start_response(held["status"], held["headers"])
            return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]
        kept = [(name, value) for name, value in held["headers"] if name.lower() not in {"etag", "content-length"}]
        is_text = not named.get("content-type", "").startswith("image/")
        page = Page(kept, named["etag"].strip('"'), {"": body}, SMALL, is_text)
        with self.lock:
            self.doors[door] = None
            if len(self.doors) > MOST_DOORS:
                self.doors.popitem(last=False)  # the next page that Django shows there brings it back
        if self.content.compose(path):
            self.headers[language_of(path)] = kept
        self.keep(path, page, revision)
        return self.answer(environ, start_response, page)

    def keep(self, path: str, page: Page, revision: str) -> None:
        """Hold a page, unless the content has changed meanwhile; the longest unasked ones make room."""
        with self.lock:
            if revision != self.held:
                return
            if path not in self.pages:
                self.pages[path] = page
                self.bytes += page.size
            while self.bytes > self.most_bytes and self.pages:
                _path, dropped = self.pages.popitem(last=False)
                self.bytes -= dropped.size

    def answer(self, environ: Environ, start_response: StartResponse, page: Page) -> Iterable[bytes]:
        """The page in the client's encoding, or that it has it already."""
        encoding = encoding_for(environ.get("HTTP_ACCEPT_ENCODING", "")) if page.is_text else ""
        tag = ("ETag", page.tag_in(encoding))
        asked = environ.get("HTTP_IF_NONE_MATCH")
        if asked and page.matches(asked):
            start_response("304 Not Modified", [*(h for h in page.headers if h[0].lower() not in OF_THE_BODY), tag])
            return []
        body = page.body(encoding)
        encoded = [("Content-Encoding", encoding)] if encoding else []
        start_response("200 OK", [*page.headers, tag, *encoded, ("Content-Length", str(len(body)))])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def language_of(path: str) -> str:
    """The first segment of a page's path."""
    return path.split("/", 2)[1]


CONDITIONS = frozenset({"HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_UNMODIFIED_SINCE"})


def is_public_page(status: str, headers: dict[str, str]) -> bool:
    """Whether an answer is the same for everybody: 200, public, without a cookie, varying in its encoding only."""
    return (
        status.startswith("200")
        and headers.get("cache-control", "").startswith("public")
        and headers.get("vary", "") == "Accept-Encoding"
        and "set-cookie" not in headers
        and "etag" in headers
    )

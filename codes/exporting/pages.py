"""Which files the public site consists of, and what is in each."""

import json
import re
from collections.abc import Iterator
from http import HTTPStatus
from itertools import combinations

from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.utils.translation import override

from codes import catalogue, composing, heads, publishing
from codes.exporting.disk import Refused
from codes.listing import listed, picture_of
from codes.rendering import OPEN, html, json_of

LANGUAGES = [code for code, _name in settings.LANGUAGES]
# Pages that only a server can answer have stand-ins, which say so or do it in the browser.
STAND_INS = {
    "search/": ("search", "export/search.html"),
    "explain/": ("explain", "export/explain.html"),
    "compare/": ("pick", "export/pick.html"),
}
FILES = (
    *("/robots.txt", "/sitemap.xml", "/opensearch.xml", "/healthz", "/openapi.json", "/llms.txt"),
    *("/.well-known/security.txt", "/favicon.ico", "/apple-touch-icon.png"),
    *("/icon-192.png", "/icon-512.png", "/icon-maskable-512.png"),
)
FILES_OF_A_LANGUAGE = (
    *("search/", "search/index.json", "explain/", "sitemap.xml", "codes.json", "changes.atom"),
    "manifest.webmanifest",
)
# The pages that are JSON, too.
OF_CODES = re.compile(r"codes/|compare/.")
PAIR = re.compile(r"/(?P<language>[a-z-]+)/compare/(?P<left>[0-9.]+)-vs-(?P<right>[0-9.]+)\.json")
LINK = re.compile(r'\s(?:href|src|action)="(/[^"?#]*|#[^"]*)')
ID = re.compile(r'\sid="([^"]+)"')
# What a headers file must not fix for all files alike.
OF_ONE_ANSWER = frozenset({"content-type", "content-length", "content-language", "etag", "vary", "cache-control"})


def addresses(all_pairs: bool) -> Iterator[tuple[str, bool]]:
    """Every address of the export, and whether it is one that people look for."""
    yield from ((name, True) for name in FILES)
    for language in LANGUAGES:
        edition = catalogue.current(language)
        wanted = dict.fromkeys(page.path for page in listed(edition))
        yield from ((f"/{language}/{path}", True) for path in (*wanted, *dict.fromkeys(map(picture_of, wanted))))
        yield from ((f"/{language}/{path}", True) for path in FILES_OF_A_LANGUAGE)
        yield from ((f"/{language}/{path[:-1]}.json", True) for path in wanted if OF_CODES.match(path))
        if all_pairs:
            pairs = (f"compare/{left}-vs-{right}" for left, right in combinations(edition.codes, 2))
            rest = (path for path in pairs if f"{path}/" not in wanted)
            yield from ((f"/{language}/{path}{end}", False) for path in rest for end in ("/", ".json"))


def file_name(address: str) -> str:
    """Where the answer of an address lies: a page is the index of a folder, which every static host understands."""
    return address.lstrip("/") + ("index.html" if address.endswith("/") else "")


def answer(address: str) -> bytes:
    """What the site says at an address, or its stand-in."""
    _empty, language, *rest = address.split("/", 2)
    path = rest[0] if rest else ""
    if path == "search/index.json":
        return search_index(catalogue.current(language))
    if path in STAND_INS:
        with override(language):
            edition = catalogue.current(language)
            name, template = STAND_INS[path]
            context = {"asked": ["", ""], "codes": edition.codes, "confusions": edition.confusions}
            return html(address, template, context | {"head": heads.plain(name)}).encode()
    composed = composing.compose(address) or comparison(address)
    if composed:
        return composed
    response = ask(address)
    if response.status_code != HTTPStatus.OK:
        raise Refused(f"{address} answers {response.status_code}, so nothing was replaced.")
    return response.content


def comparison(address: str) -> bytes | None:
    """Two codes as JSON: the quick way, as there are so many."""
    match = PAIR.fullmatch(address)
    if match is None:
        return None
    edition = catalogue.current(match["language"])
    with override(edition.language):
        document = publishing.comparison(edition, edition.codes[match["left"]], edition.codes[match["right"]])
        return json_of(document).encode()


def ask(address: str) -> HttpResponse:
    """Django's own answer."""
    host = settings.SITE_URL.partition("://")[2]
    response = Client(SERVER_NAME="localhost", HTTP_HOST=host).get(address, secure=settings.IS_HTTPS)
    return HttpResponse(response.content, status=response.status_code, headers=dict(response.items()))


def search_index(edition: catalogue.Edition) -> bytes:
    """What the browser searches in: code, name, first sentence, and the words that people use."""
    rows = [
        [entry.value, entry.name.bare, entry.summary.bare, " ".join(entry.aliases)] for entry in edition.codes.values()
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()


def links(body: bytes) -> tuple[set[str], set[str]]:
    """The addresses on this site that a page names, and the places within the page that it names but has not."""
    text = body.decode()
    found = set(LINK.findall(text))
    within = {name[1:] for name in found if name.startswith("#")}
    return {name for name in found if name.startswith("/")}, within - set(ID.findall(text))


def headers() -> str:
    """The headers of every answer, as static hosts read them from a file named _headers."""
    page = ask(f"/{LANGUAGES[0]}/")
    lines = ["/*", *(f"  {name}: {value}" for name, value in page.headers.items() if name.lower() not in OF_ONE_ANSWER)]
    for language in LANGUAGES:
        lines += [
            f"/{language}/*",
            f"  Cache-Control: {page.headers['Cache-Control']}",
            f"  Content-Language: {language}",
            f"/{language}/*.png",
            "  Cross-Origin-Resource-Policy: cross-origin",
        ]
        lines += [f"/{language}/*.json", f"  Access-Control-Allow-Origin: {OPEN['Access-Control-Allow-Origin']}"]
    return "\n".join([*lines, "/static/*", "  Cache-Control: public, max-age=31536000, immutable", ""])


def redirects() -> str:
    """The short addresses and other spellings, as static hosts read them from a file named _redirects."""
    first, edition = LANGUAGES[0], catalogue.current(LANGUAGES[0])
    lines = [f"/ /{language}/ 302 Language={language}" for language in LANGUAGES[1:]] + [f"/ /{first}/ 302"]
    for entry in edition.codes.values():
        lines.append(f"/{entry.value} /{first}/codes/{entry.value}/ 302")
        if entry.is_enhanced and entry.is_usual:
            lines.append(f"/{entry.family} /{first}/codes/{entry.value}/ 302")
            lines += [f"/{each}/codes/{entry.family}/ /{each}/codes/{entry.value}/ 302" for each in LANGUAGES]
    for left, right in edition.confusions:
        lines.append(f"/{left}-vs-{right} /{first}/compare/{left}-vs-{right}/ 302")
        for language in LANGUAGES:
            lines.append(f"/{language}/compare/{right}-vs-{left}/ /{language}/compare/{left}-vs-{right}/ 301")
    return "\n".join([*lines, ""])


def front() -> str:
    """The page of / for hosts that know no redirects."""
    with override(LANGUAGES[0]):
        return html(f"/{LANGUAGES[0]}/", "export/front.html", {"first": f"/{LANGUAGES[0]}/"})

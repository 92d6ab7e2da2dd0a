"""The page store: equal pages with and without it, never an old or a foreign one, and never more than it may hold."""

import time
import zlib
from concurrent.futures import ThreadPoolExecutor

import brotli
import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from codes import catalogue, composing, models
from codes.rendering import entity_tag
from codes.smtp import theory
from smtpref.pagestore import MOST_DOORS, OF_THE_BODY, Content, PageStore
from tests.storing import MIB, Site

pytestmark = [pytest.mark.django_db, pytest.mark.changes_content]
DECODERS = {"br": brotli.decompress, "gzip": lambda body: zlib.decompress(body, wbits=31), "": bytes}
OF_AN_ENCODING = {"etag", "content-length", "content-encoding"}


@pytest.fixture(autouse=True)
def open_connection():
    """The connection of the test's transaction outlives a request, as it does in Django's own test client."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def some_paths() -> list[str]:
    """Every kind of page in every language, and what is no page."""
    kinds = ["", "compare/", "codes/550/", "codes/4.2.2/", "compare/211-vs-5.7.1/", "compare/450-vs-550/", "codes/599/"]
    kinds += [f"classes/{name}/" for name in theory.ALL_CLASSES]
    kinds += "explain/ search/?q=mailbox search/ search/suggestions/?q=5 codes/0550/ compare/550-vs-450/".split()
    kinds += ["card.png", "codes/550.png", "compare/211-vs-5.7.1.png", "compare/550-vs-450.png", "codes/599.png"]
    others = "/ /550 /healthz /robots.txt /sitemap.xml /opensearch.xml /nothing /de/".split()
    return [f"/{language}/{kind}" for language in ("en", "fr") for kind in kinds] + others


def bare(headers: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name not in OF_AN_ENCODING}


def test_pages_are_equal_with_and_without_it():
    plain, stored = Site(store=False), Site()
    paths = some_paths()
    for accepted in ("", "gzip", "br, gzip", "br"):
        for path in paths:
            status, headers, body = plain.get(path)
            for _time in range(2):
                found = stored.get(path, HTTP_ACCEPT_ENCODING=accepted)
                encoding = found[1].get("content-encoding", "")
                assert (found[0], bare(found[1]), DECODERS[encoding](found[2])) == (status, bare(headers), body), path
    assert len(paths) > 60


def test_django_is_asked_once_for_a_public_page():
    site = Site()
    for path in (*some_paths(), "/admin/login/"):
        for method in ("GET", "GET", "HEAD", "GET"):
            site.get(path, method)
    counts = {path: site.asked.count(path) for path in set(site.asked)}
    pages = {path for path in some_paths() if "?" not in path and counts.get(path, 0) <= 1}
    assert len(pages) > 40
    # The first comparison in a language shows Django's headers; the others are composed without Django.
    for language in ("en", "fr"):
        assert counts[f"/{language}/compare/211-vs-5.7.1/"] == 1
        assert f"/{language}/compare/450-vs-550/" not in counts
    assert {"/en/codes/550/", "/fr/compare/450-vs-550/", "/en/"} <= pages
    assert not pages & {"/en/explain/", "/admin/login/", "/healthz", "/550", "/", "/en/codes/599/", "/en/codes/0550/"}


def test_who_has_the_page_is_told_so():
    site = Site()
    first = site.get("/en/codes/550/")[1]["etag"]
    packed = site.get("/en/codes/550/", HTTP_ACCEPT_ENCODING="br")[1]["etag"]
    assert packed != first
    for tag in (first, packed, f"W/{first}", f'"x", {packed}', "*"):
        for accepted in ("", "br"):
            status, headers, body = site.get("/en/codes/550/", HTTP_IF_NONE_MATCH=tag, HTTP_ACCEPT_ENCODING=accepted)
            assert (status, body, "content-type" in headers) == ("304 Not Modified", b"", False)
            assert headers["cache-control"].startswith("public")
            assert headers["content-security-policy"]
    assert site.get("/en/codes/550/", HTTP_IF_NONE_MATCH='"other"')[0] == "200 OK"
    asked = Site().get("/en/codes/550/", HTTP_IF_NONE_MATCH=first)  # the first to ask has it from elsewhere
    assert asked[0] == "304 Not Modified"


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("path", ["/en/", "/en/codes/550/", "/en/codes/550.json", "/en/codes/550.png", "/sitemap.xml"])
def test_who_has_the_page_is_told_the_same_of_it(path, method):
    """Caches take over what comes with a 304: it must not take back that other sites may read a page."""
    full = Site(store=False).get(path)[1]
    expected = ("304 Not Modified", {name: value for name, value in full.items() if name not in OF_THE_BODY}, b"")
    for tag in ("*", full["etag"], f'"x", W/{full["etag"]}'):
        for store in (True, False):
            assert Site(store=store).get(path, method, HTTP_IF_NONE_MATCH=tag) == expected, (tag, store)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("store", [True, False])
def test_who_wants_a_certain_page_gets_it_or_none(store, method):
    """RFC 9110, 13.1.1 and 13.1.4: a weak tag is certain of nothing, and a page without a date has not changed."""
    site, path = Site(store=store), "/en/codes/550/"
    tags = [site.get(path, HTTP_ACCEPT_ENCODING=encoding)[1]["etag"] for encoding in ("", "gzip", "br")]
    for tag in (*tags, "*", f'"x", {tags[-1]}'):
        assert site.get(path, method, HTTP_IF_MATCH=tag)[0] == "200 OK", tag
    for tag in ('"x"', f"W/{tags[0]}", '"x-br5"'):
        assert site.get(path, method, HTTP_IF_MATCH=tag)[0] == "412 Precondition Failed", tag
    assert site.get(path, method, HTTP_IF_UNMODIFIED_SINCE="Sat, 29 Oct 1994 19:43:31 GMT")[0] == "200 OK"


def test_what_is_not_kept_heeds_conditions_too():
    """The suggestions of a browser's search field are public, and of no interest twice."""
    for store in (True, False):
        assert Site(store=store).get("/en/search/suggestions/", HTTP_IF_NONE_MATCH="*")[0] == "304 Not Modified"


def test_the_head_of_a_page_has_its_length():
    site = Site()
    for _time in range(2):  # encoded fast at first, well from then on
        status, headers, body = site.get("/en/codes/550/", HTTP_ACCEPT_ENCODING="gzip")
    head = site.get("/en/codes/550/", "HEAD", HTTP_ACCEPT_ENCODING="gzip")
    assert head == (status, headers, b"")
    assert headers["content-length"] == str(len(body))


@pytest.mark.parametrize(
    "host", ["evil.example", "", "127.0.0.1:8000.evil", "a" * 5000, "127.0.0.1:8000\t", "[::1", "@"]
)
def test_a_host_that_django_refuses_never_gets_a_stored_page(host):
    site = Site()
    site.get("/en/codes/550/")
    for _time in range(2):
        status, _headers, body = site.get("/en/codes/550/", HTTP_HOST=host)
        assert status == "400 Bad Request"
        assert host.encode() not in body or not host


def test_many_ports_do_not_close_the_door_for_good():
    site, path = Site(), "/en/codes/550/"
    for port in range(1, 200):
        site.get(path, HTTP_HOST=f"127.0.0.1:{port}")
    site.asked.clear()
    for _time in range(3):
        assert site.get(path)[0] == "200 OK"
    assert (site.asked, len(site.application.doors)) == ([path], MOST_DOORS)


def test_a_change_of_content_empties_it():
    site = Site()
    assert b"Mailbox unavailable or mail refused" in site.get("/en/codes/550/")[2]
    row = models.Code.objects.get(value="550")
    row.name_en = "Changed by an editor"
    row.save()
    catalogue.holder.forget()
    assert b"Changed by an editor" in site.get("/en/codes/550/")[2]
    assert b"Changed by an editor" in site.get("/en/codes/550/")[2]


def test_pictures_are_kept_as_they_are():
    site = Site()
    bodies = []
    for _time in range(3):
        status, headers, body = site.get("/en/codes/550.png", HTTP_ACCEPT_ENCODING="gzip, br")
        assert (status, headers.get("content-encoding"), headers["content-type"]) == ("200 OK", None, "image/png")
        bodies.append(body)
    assert len(set(bodies)) == len(site.asked) == 1
    again = site.get("/en/codes/550.png", HTTP_IF_NONE_MATCH=headers["etag"])
    assert (again[0], again[2]) == ("304 Not Modified", b"")


def test_it_holds_no_more_than_it_may():
    site = Site(most_bytes=MIB)
    values = list(catalogue.current("en").codes)
    for value in values:
        site.get(f"/en/codes/{value}/")
    store = site.application
    assert 0 < store.bytes <= MIB
    assert store.bytes == sum(page.size for page in store.pages.values())
    site.asked.clear()
    site.get(f"/en/codes/{values[-1]}/")
    site.get(f"/en/codes/{values[0]}/")
    assert site.asked == [f"/en/codes/{values[0]}/"]


def test_a_tour_of_all_comparisons_pushes_out_nothing_that_is_read():
    """A comparison is sent in haste and forgotten; one that is asked for again is kept, and then compressed well."""
    site, codes = Site(most_bytes=MIB), list(catalogue.current("en").codes)
    site.get("/en/codes/550/")
    for other in codes[1:150]:
        site.get(f"/en/compare/{codes[0]}-vs-{other}/")
    assert list(site.application.pages) == ["/en/codes/550/", f"/en/compare/{codes[0]}-vs-{codes[1]}/"]  # Django's
    path = f"/en/compare/{codes[0]}-vs-{codes[150]}/"
    sizes, kept = [], []
    for _time in range(3):
        sizes.append(len(site.get(path, HTTP_ACCEPT_ENCODING="br")[2]))
        kept.append(path in site.application.pages)
    assert kept == [False, True, True]
    assert sizes[0] == sizes[1] > sizes[2]


def test_nobody_can_change_what_others_get():
    """Headers that other frameworks listen to, a cookie, another method: the page stays the same."""
    site, path = Site(), "/en/codes/550/"
    clean = Site(store=False).get(path)[2]
    for headers in (
        {"HTTP_X_FORWARDED_HOST": "evil.example"},
        {"HTTP_X_ORIGINAL_URL": "/fr/"},
        {"HTTP_COOKIE": "sessionid=x; django_language=fr"},
        {"HTTP_ACCEPT_LANGUAGE": "fr"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"HTTP_RANGE": "bytes=0-10"},
    ):
        site.get(path, **headers)
        assert site.get(path)[2] == clean
    assert site.get(path, "POST")[0] == "405 Method Not Allowed"
    assert site.get(path)[2] == clean


def test_without_content_django_says_so():
    def gone() -> int:
        raise catalogue.Unavailable

    site = Site()
    site.application.content = Content(gone, composing.compose, entity_tag)
    assert site.get("/en/codes/550/")[0] == "200 OK"
    assert len(site.asked) == 1


def test_many_who_come_at_once_to_a_new_worker_are_one_request_to_django():
    asked = []

    def slow(environ, start_response):
        asked.append(environ["PATH_INFO"])
        time.sleep(0.2)
        start_response("200 OK", [("Cache-Control", "public"), ("Vary", "Accept-Encoding"), ("ETag", '"1"')])
        return [b"page"]

    store = PageStore(slow, Content(lambda: "1", lambda path: b"page", entity_tag), ["en"], MIB)
    environ = {"REQUEST_METHOD": "GET", "wsgi.url_scheme": "http"}
    with ThreadPoolExecutor(20) as crowd:
        pages = [environ | {"PATH_INFO": f"/en/{number}"} for number in range(20)]
        answers = list(crowd.map(lambda page: store(page, lambda status, headers: None), pages))
    assert answers == [[b"page"]] * 20
    assert len(asked) == 1

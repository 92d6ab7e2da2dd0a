"""Whatever a visitor sends: an answer below 500, nothing reflected, nobody sent away, and nothing left for the next."""

import traceback

import pytest
from django.core.signals import got_request_exception
from django.urls import Resolver404, resolve
from hypothesis import given

from smtpref.pagestore import PageStore
from smtpref.requests import Handler
from tests.fuzz.attacks import VISITS
from tests.fuzz.conftest import requests
from tests.fuzz.requests import Request, ask, faults
from tests.storing import CONTENT, MIB

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("fuzz visitors")]


def stored() -> PageStore:
    """The application with a page store that is soon full."""
    return PageStore(Handler(), CONTENT, ["en", "fr"], 4 * MIB)


def test_no_request_of_a_visitor_does_harm():
    """With the page store and without, each request is answered alike; afterwards every page is what it was."""
    django, store = Handler(), stored()
    touched: dict[bytes, bytes] = {}
    crashes: list[str] = []

    def note(sender: object, request: object, **_signal: object) -> None:
        crashes.append(traceback.format_exc())

    @requests(usual=4500)
    @given(VISITS)
    def visit(request: Request) -> None:
        is_public = not request.path.startswith(b"/admin")  # whose forms have a token of their own each time
        if is_public and request.path not in touched:
            touched[request.path] = ask(django, Request(request.path)).body
        answer = ask(django, request)
        assert (faults(answer), crashes) == ([], [])
        assert not is_public or not {"set-cookie", "clear-site-data"} & answer.named.keys()
        answer_of_store = ask(store, request)
        assert (faults(answer_of_store), crashes) == ([], [])
        assert not is_public or answer_of_store.essence == answer.essence

    got_request_exception.connect(note)
    try:
        visit()
    finally:
        got_request_exception.disconnect(note)
    changed = [path for path, body in touched.items() if ask(store, Request(path)).body != body]
    assert (changed, len(touched) > 500) == ([], True)


FORWARDED = {
    f"HTTP_{name}": value
    for value in ("e.example",)
    for name in (
        *("X_FORWARDED_HOST", "X_FORWARDED_SERVER", "X_FORWARDED_FOR", "X_FORWARDED_PROTO", "X_FORWARDED_PORT"),
        *(
            "X_FORWARDED_PREFIX",
            "X_FORWARDED_SCHEME",
            "X_FORWARDED_PATH",
            "X_FORWARDED_SSL",
            "X_FORWARDED_BY",
            "FORWARDED",
        ),
        *("X_REAL_IP", "X_CLIENT_IP", "TRUE_CLIENT_IP", "CF_CONNECTING_IP", "X_ORIGINAL_URL", "X_ORIGINAL_HOST", "VIA"),
        *("X_REWRITE_URL", "X_HTTP_METHOD_OVERRIDE", "X_HTTP_METHOD", "X_METHOD_OVERRIDE", "X_HOST", "FRONT_END_HTTPS"),
        *("X_URL_SCHEME", "X_SCRIPT_NAME", "X_WAP_PROFILE", "PROXY", "X_ARBITRARY", "X_CLUSTER_CLIENT_IP", "SURROGATE"),
    )
}


@pytest.mark.parametrize(
    "path", [b"/", b"/en/", b"/fr/codes/550/", b"/550", b"/en/search/", b"/sitemap.xml", b"/nothing/", b"/admin/"]
)
def test_what_a_stranger_says_of_proxies_changes_nothing(path):
    store = stored()
    for _time in range(2):  # asked of Django, then of the store
        plain, said = ask(store, Request(path)), ask(store, Request(path, headers=FORWARDED))
        assert (said.status, said.headers, said.body) == (plain.status, plain.headers, plain.body)
    assert len(FORWARDED) >= 30


COOKIES = "csrftoken=y; sessionid=x; django_language=fr; messages=x; __Host-csrftoken=y; __Host-sessionid=x"


@pytest.mark.parametrize("method", ["GET", "POST", "PUT"])
@pytest.mark.parametrize("host", ["127.0.0.1:8000", "", "e.example"])
@pytest.mark.parametrize("path", [b"/", b"/en/codes/550/", b"/en/explain/", b"/550", b"/nothing/", b"/healthz"])
def test_cookies_change_no_public_answer(path, host, method):
    """Django replaces a token that is none, and deletes a session that is none, for whoever the page is meant."""
    plain = ask(Handler(), Request(path, method, headers={"HTTP_HOST": host}))
    said = ask(Handler(), Request(path, method, headers={"HTTP_HOST": host, "HTTP_COOKIE": COOKIES}))
    assert (said.status, said.headers, said.body) == (plain.status, plain.headers, plain.body)
    assert (plain.named.keys() & {"set-cookie"}, "Cookie" in plain.named.get("vary", "")) == (set(), False)


@pytest.mark.parametrize("charset", ["utf-7", "idna", "rot13", "zlib", "punycode", "utf-16", "none", "undefined", "\0"])
@pytest.mark.parametrize("query", [b"q=%FF%FE+ADw-script+AD4-", b"&" * 1500])
def test_a_charset_that_a_client_names_is_not_used(charset, query):
    headers = {"CONTENT_TYPE": f"application/x-www-form-urlencoded; charset={charset}"}
    for method, body in (("GET", b""), ("POST", b"text=550+5.1.1+no")):
        for path in (b"/en/search/", b"/en/explain/", b"/550"):
            request = Request(path, method, query, headers, body)
            answer, plain = (
                ask(Handler(), request),
                ask(
                    Handler(),
                    Request(path, method, query, {"CONTENT_TYPE": headers["CONTENT_TYPE"].partition(";")[0]}, body),
                ),
            )
            assert (answer.status, answer.body, faults(answer)) == (plain.status, plain.body, [])


def test_the_described_interface_answers_as_described():
    """Every operation of the OpenAPI description, with arguments that fit it and arguments that do not."""
    try:
        resolve("/openapi.json")
    except Resolver404:
        pytest.skip("there is no description to test against yet")
    import schemathesis  # noqa: PLC0415 -- large, and only this test needs it

    application = Handler()
    schema = schemathesis.openapi.from_wsgi("/openapi.json", application, base_url="http://127.0.0.1:8000/")
    for found in schema.get_all_operations():
        operation = found.ok()

        @requests(usual=40, share=0.01)
        @given(operation.as_strategy())
        def call(case: schemathesis.Case) -> None:
            case.call_and_validate(headers={"Host": "127.0.0.1:8000"})

        call()

"""The real server in its production settings, asked over a socket: headers, cookies, methods."""

import re
from collections.abc import Iterator

import pytest

from smtpref.headers import ADMIN_CSP, SECURE_CSP
from tests.asking import ADMIN, Answer, ask, production
from tests.observatory import A_PLUS, policy, score
from tests.serving import Server


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Server]:
    with production(tmp_path_factory.mktemp("production")) as running:
        yield running


def stylesheet(server: Server) -> str:
    return re.search(r"/static/codes/site\.[0-9a-f]+\.css", ask(server, "/en/").body.decode())[0]


# Path, method, body, status: one of each kind of answer.
KINDS = [
    ("/", "GET", "", 302),
    ("/en/", "GET", "", 200),
    ("/fr/codes/550/", "GET", "", 200),
    ("/en/compare/450-vs-550/", "GET", "", 200),
    ("/en/privacy/", "GET", "", 200),
    ("/en/explain/", "GET", "", 200),
    ("/en/explain/", "POST", "text=550+5.1.1+no+such+user", 200),
    ("/en/search/?q=mailbox", "GET", "", 200),
    ("/550", "GET", "", 302),
    ("/en/codes/599/", "GET", "", 404),
    ("/en/search/?q=" + "a" * 300, "GET", "", 400),
    ("/robots.txt", "GET", "", 200),
    ("/sitemap.xml", "GET", "", 200),
    ("/static/nothing.css", "GET", "", 404),
    ("/en/", "POST", "a=b", 405),
    (f"{ADMIN}/account/login/", "GET", "", 200),
    (f"{ADMIN}/account/login/", "POST", "login=ann", 403),
    (f"{ADMIN}/", "GET", "", 302),
]
EVERYWHERE = {
    "strict-transport-security": "max-age=31536000; includeSubDomains; preload",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
}


def guards(answer: Answer) -> dict[str, str]:
    return {name: answer.headers.get(name, "") for name in EVERYWHERE}


@pytest.mark.parametrize(("path", "method", "body", "status"), KINDS)
def test_every_kind_of_answer_is_guarded(server, path, method, body, status):
    answer = ask(server, path, method=method, body=body)
    assert (answer.status, guards(answer)) == (status, EVERYWHERE)
    is_admin = path.startswith(f"{ADMIN}/")
    wanted = ADMIN_CSP if is_admin else SECURE_CSP
    assert policy(answer.headers["content-security-policy"]) == {name: set(values) for name, values in wanted.items()}
    assert answer.headers["referrer-policy"] == ("no-referrer" if "explain" in path else "same-origin")
    assert (answer.headers.get("cache-control") == "no-store") == (is_admin or "explain" in path)
    assert "x-powered-by" not in answer.headers
    kind = answer.headers.get("content-type", "")
    assert not kind.startswith("text/") or "charset=" in kind
    assert score(answer.headers, answer.cookies) >= A_PLUS + 30


def test_files_and_unchanged_answers_are_guarded(server):
    for path in (stylesheet(server), "/en/codes/550/"):
        first = ask(server, path)
        again = ask(server, path, f"If-None-Match: {first.headers['etag']}")
        assert (first.status, guards(first)) == (200, EVERYWHERE), path
        assert (again.status, guards(again), again.body) == (304, EVERYWHERE, b""), path
        assert "access-control-allow-origin" not in first.headers


def test_visitors_get_no_cookie_and_editors_only_safe_ones(server):
    assert [
        path for path, method, body, _status in KINDS[:15] if ask(server, path, method=method, body=body).cookies
    ] == []
    (cookie,) = ask(server, f"{ADMIN}/account/login/").cookies
    name, *flags = cookie.strip().split("; ")
    assert name.startswith("__Host-csrftoken=")
    assert {flag for flag in flags if "=" not in flag or flag.startswith(("SameSite", "Path"))} == {
        *("HttpOnly", "Path=/", "SameSite=Strict", "Secure")
    }


def test_the_workshop_is_where_it_was_put_and_nowhere_else(server):
    assert [ask(server, path).status for path in ("/admin/", "/admin/login/", "/admin/account/login/")] == [404] * 3
    assert ask(server, f"{ADMIN}/").headers["location"] == f"{ADMIN}/login/?next={ADMIN}/"
    assert ask(server, f"{ADMIN}/account/login/").headers["x-robots-tag"] == "noindex"
    pages = [ask(server, path).body.decode() for path in ("/robots.txt", "/en/", "/en/privacy/", "/sitemap.xml")]
    assert [page for page in pages if ADMIN in page or "/admin" in page] == []


ODD = ["TRACE", "CONNECT", "OPTIONS", "PUT", "DELETE", "PATCH", "PROPFIND", "FOO"]


@pytest.mark.parametrize("method", [*ODD, "POST"])
@pytest.mark.parametrize("path", ["/", "/en/", "/en/codes/550/", "/en/search/", "/550", "/healthz", "/sitemap.xml"])
def test_what_is_only_read_takes_no_other_method(server, path, method):
    answer = ask(server, path, method=method)
    assert (answer.status, answer.headers.get("allow")) == (405, "GET, HEAD")


@pytest.mark.parametrize("method", [method for method in ODD if method != "CONNECT"])  # which names no path
@pytest.mark.parametrize("path", ["/en/explain/", f"{ADMIN}/", f"{ADMIN}/account/login/", f"{ADMIN}/codes/code/"])
def test_what_takes_a_form_takes_nothing_else(server, path, method):
    answer = ask(server, path, method=method)
    assert (answer.status, answer.headers.get("allow")) == (405, "GET, HEAD, POST")


@pytest.mark.parametrize("path", [path for path, method, _body, _status in KINDS if method == "GET"])
def test_head_tells_what_get_tells(server, path):
    differs = {"date", "set-cookie"}
    got, asked = (ask(server, path, method=method) for method in ("GET", "HEAD"))
    assert asked.body == b""
    if "/account/" in path:
        differs.add("content-length")  # each has a token of its own
    for answer in (got, asked):
        for name in differs:
            answer.headers.pop(name, None)
    assert (asked.status, asked.headers) == (got.status, got.headers)

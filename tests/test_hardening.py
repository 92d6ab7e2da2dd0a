"""The real server in its production settings, asked over a socket: headers, methods, hosts, addresses, limits."""

import re
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from smtpref.headers import ADMIN_CSP, SECURE_CSP
from tests.observatory import A_PLUS, policy, score
from tests.serving import Server

HOST, CANARY, ADMIN = "smtp.example.org", "canary.example", "/desk-of-editors"
FORM = "Content-Type: application/x-www-form-urlencoded"


@dataclass
class Answer:
    """What came back over the socket."""

    status: int
    headers: dict[str, str]
    body: bytes
    cookies: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Server]:
    """As it stands behind a proxy that ends TLS."""
    folder = tmp_path_factory.mktemp("production")
    environment = {"SITE_URL": f"https://{HOST}", "BEHIND_TLS_PROXY": "true", "WORKERS": "1", "ALLOWED_HOSTS": HOST}
    environment["ADMIN_PATH"] = ADMIN.strip("/")
    with Server(folder, host=HOST, **environment) as running:
        yield running


def raw(server: Server, request: bytes) -> bytes:
    """The bytes of an answer."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def ask(server: Server, path: str, *more: str, method: str = "GET", host: str | None = HOST, body: str = "") -> Answer:
    """One request as the proxy passes it on."""
    lines = [f"{method} {path} HTTP/1.1", "X-Forwarded-Proto: https", *more, "Connection: close"]
    lines += [] if host is None else [f"Host: {host}"]
    lines += [f"Content-Length: {len(body)}", FORM] if body else []
    head, _, content = raw(server, "\r\n".join([*lines, "", body]).encode("latin-1")).partition(b"\r\n\r\n")
    status, *fields = head.decode("latin-1").split("\r\n")
    pairs = [(name.lower(), value) for name, _, value in (line.partition(": ") for line in fields)]
    cookies = [value for name, value in pairs if name == "set-cookie"]
    return Answer(int(status.split()[1]), dict(pairs), content, cookies)


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


@pytest.mark.parametrize(
    "path", ["/en/codes/550/", "/en/search/", "/static/codes/icon.svg", f"{ADMIN}/account/login/", "/"]
)
@pytest.mark.parametrize(
    "host",
    [
        *(CANARY, "", None, f"{HOST}.{CANARY}", f"{HOST}@{CANARY}", f"{HOST}:80@{CANARY}", f"{CANARY}#{HOST}"),
        *("a b", "a" * 5000, f"{HOST}:port", f"{HOST}/{CANARY}", f"{HOST},{CANARY}", "[::1", "..", "\x7f"),
    ],
)
def test_a_host_that_is_not_ours_is_refused(server, path, host):
    ask(server, "/en/codes/550/")  # the page store holds it
    answer = ask(server, path, host=host)
    assert answer.status == 400
    assert CANARY.encode() not in answer.body
    assert CANARY not in str(answer.headers)


def test_two_hosts_are_refused(server):
    for more, host in ((f"Host: {CANARY}", HOST), (f"Host: {HOST}", CANARY)):
        assert ask(server, "/en/codes/550/", more, host=host).status == 400


FORWARDED = [
    *("Forwarded", "X-Forwarded-Host", "X-Forwarded-Server", "X-Forwarded-Port", "X-Forwarded-Prefix", "X-Host"),
    *("X-Original-URL", "X-Rewrite-URL", "X-HTTP-Method-Override", "X-Original-Host", "X-Real-IP", "X-Forwarded-For"),
    *("X-Forwarded-Scheme", "X-Script-Name", "X-Forwarded-Ssl", "Front-End-Https", "X-Wap-Profile", "True-Client-IP"),
]


@pytest.mark.parametrize(
    "path", ["/en/codes/550/", "/en/search/?q=mailbox", "/550", "/", "/en/codes/599/", "/sitemap.xml"]
)
def test_forwarded_headers_change_nothing(server, path):
    plain, forwarded = ask(server, path), ask(server, path, *(f"{name}: {CANARY}" for name in FORWARDED))
    plain.headers.pop("date"), forwarded.headers.pop("date")
    assert forwarded == plain


HOSTILE = [
    *("//evil.example", "/\\evil.example", "\\\\evil.example", "http:///evil.example", "https://evil.example/"),
    *("javascript:alert(1)", "%2f%2fevil.example", "/%09/evil.example", "//evil.example/%2e%2e", "／／evil.example"),
    *(
        "%0d%0aLocation:%20https://evil.example",
        "https:evil.example",
        "//evil.example@smtp.example.org",
        "%00//evil.example",
    ),
]
REDIRECTING = [
    *("/{}", "/codes/{}", "/EN/{}", "/550/{}", "/en/codes/{}", "/en/compare/{}", "/en/compare/?a={}&b=550"),
    *(
        "/en/search/?q={}",
        "/en/search/?q=550&next={}",
        "/?next={}",
        "/550?next={}",
        ADMIN + "/{}",
        ADMIN + "/login/?next={}",
    ),
    *(ADMIN + "/account/login/?next={}", ADMIN + "/logout/?next={}", "{}"),
]


@pytest.mark.parametrize("place", REDIRECTING)
def test_nothing_leads_to_another_site(server, place):
    for payload in HOSTILE:
        quoted = "".join(f"%{byte:02x}" if byte > 126 or byte == 32 else chr(byte) for byte in payload.encode())
        path = place.format(quoted)
        answer = ask(server, path if path.startswith("/") else f"/{path}")
        location = answer.headers.get("location", "/")
        assert re.match(r"/(?![/\\])", location), (path, location)
        assert "evil.example" not in str({**answer.headers, "location": ""}), path


@pytest.mark.parametrize(
    ("request_line", "field", "status"),
    [
        ("GET /" + "a" * 17_000 + " HTTP/1.1", "X: a", 431),
        ("GET / HTTP/1.1", "X: " + "a" * 17_000, 431),
        ("GET / HTTP/1.1", "\r\n".join(f"X{number}: a" for number in range(101)), 431),
        ("GET / HTTP/1.1", "X: a\r\n folded", 400),
        ("GET / HTTP/1.1", "X : a", 400),
        ("GET / HTTP/1.1", "X: a\0b", 400),
        ("GET / HTTP/9.9", "X: a", 400),
        ("POST /en/explain/ HTTP/1.1", "Content-Length: 4\r\nContent-Length: 5", 400),
        ("POST /en/explain/ HTTP/1.1", "Transfer-Encoding: xchunked", 400),
        ("POST /en/explain/ HTTP/1.1", "Content-Length: 1048577\r\nX-Forwarded-Proto: https", 413),
        (f"POST {ADMIN}/account/login/ HTTP/1.1", "Content-Length: 6000000\r\nX-Forwarded-Proto: https", 413),
    ],
)
def test_what_is_too_large_or_malformed_is_refused(server, request_line, field, status):
    answer = raw(server, f"{request_line}\r\nHost: {HOST}\r\n{field}\r\nConnection: close\r\n\r\n".encode())
    assert int(answer.split(b" ", 2)[1]) == status


def test_bodies_that_never_come_close_no_page(server):
    head = (
        f"POST /en/explain/ HTTP/1.1\r\nHost: {HOST}\r\nX-Forwarded-Proto: https\r\n{FORM}\r\nContent-Length: 9\r\n\r\n"
    )
    waiting = [socket.create_connection(("127.0.0.1", server.port)) for _number in range(60)]
    try:
        for connection in waiting:
            connection.sendall(head.encode())
        time.sleep(0.5)
        for path in ("/en/codes/551/", "/en/search/?q=relay", f"{ADMIN}/account/login/"):
            assert ask(server, path).status == 200, path
    finally:
        for connection in waiting:
            connection.close()
    end = time.monotonic() + 20
    while ask(server, "/en/explain/", method="POST", body="text=550").status == 503:
        assert time.monotonic() < end
        time.sleep(0.2)


def test_who_asks_too_often_waits_and_nobody_else(server):
    def statuses(kind: str, path: str, times: int, address: str, **options: str) -> list[int]:
        return [ask(server, path, f"X-Forwarded-For: {kind}, {address}", **options).status for kind in [kind] * times]

    while time.time() % 60 > 40:  # all of it has to be in one minute
        time.sleep(1)
    form = {"method": "POST", "body": "text=550"}
    assert statuses("a", "/en/explain/", 32, "192.0.2.1", **form) == [200] * 30 + [429] * 2
    assert statuses("b", "/fr/explain/", 1, "192.0.2.1", **form) == [429]  # invented addresses do not help
    assert statuses("a", "/en/explain/", 1, "192.0.2.2", **form) == [200]
    assert statuses("a", "/en/search/?q=full", 121, "2001:db8::1")[-2:] == [200, 429]
    assert statuses("a", "/en/search/?q=full", 1, "2001:db8::2") == [429]  # one subscriber
    refused = ask(server, "/fr/search/?q=full", "X-Forwarded-For: 2001:db8::3")
    assert 0 < int(refused.headers["retry-after"]) <= 60
    assert refused.body.decode() == "Vous demandez très souvent. Réessayez dans une minute."
    assert ask(server, "/en/codes/550/", "X-Forwarded-For: 192.0.2.1").status == 200

"""What the real server refuses: foreign hosts, other sites, what is too large, too slow or too much."""

import re
import socket
import time
from collections.abc import Iterator

import pytest

from tests.asking import ADMIN, FORM, HOST, ask, production, raw
from tests.serving import Server

CANARY = "canary.example"


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Server]:
    with production(tmp_path_factory.mktemp("production")) as running:
        yield running


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

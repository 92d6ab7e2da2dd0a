"""Requests over a socket to the server in its production settings, as a proxy that ends TLS passes them on."""

import socket
from dataclasses import dataclass, field
from pathlib import Path

from tests.serving import Server

HOST, ADMIN = "smtp.example.org", "/desk-of-editors"
FORM = "Content-Type: application/x-www-form-urlencoded"


@dataclass
class Answer:
    """What came back over the socket."""

    status: int
    headers: dict[str, str]
    body: bytes
    cookies: list[str] = field(default_factory=list)


def production(folder: Path) -> Server:
    """One worker behind a proxy."""
    environment = {"SITE_URL": f"https://{HOST}", "BEHIND_TLS_PROXY": "true", "WORKERS": "1", "ALLOWED_HOSTS": HOST}
    return Server(folder, host=HOST, ADMIN_PATH=ADMIN.strip("/"), **environment)


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

"""One command from a checkout to a running site: database, content, production server."""

import os
import socket
import sys

import django
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError


def check_port(port: int) -> None:
    """Refuse a port that somebody else has."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            sys.exit(f"smtpref: port {port} cannot be used ({error.strerror}). Try: make run PORT={port % 65535 + 1}")


def prepare() -> None:
    """Migrate and load the starter content; both do only what is missing."""
    print("Preparing the database …", flush=True)
    try:
        call_command("migrate", verbosity=0, interactive=False)
        call_command("load_content")
    except DatabaseError as error:
        reason = str(error).strip().splitlines()[0]
        sys.exit(f"smtpref: the database cannot be used ({reason}). Check DATABASE_URL and that the server runs.")
    except CommandError as error:
        sys.exit(f"smtpref: {error}")


def main() -> None:
    """Check, prepare, and become the server."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smtpref.settings")
    django.setup()
    port = int(settings.PORT)
    check_port(port)
    prepare()
    print(f"Serving {settings.SITE_URL}/ (stop with Ctrl-C)", flush=True)
    command = ["granian", "--interface", "wsgi", "--host", os.environ.get("HOST", "127.0.0.1"), "--port", str(port)]
    command += ["--workers", os.environ.get("WORKERS", "2"), "--no-ws", "--log-level", "warning"]
    command += ["--blocking-threads", "2"]  # pages come from memory: more threads only wait for each other
    os.execv(sys.executable, [sys.executable, "-m", *command, "smtpref.wsgi:application"])  # noqa: S606 -- becomes it


if __name__ == "__main__":
    main()

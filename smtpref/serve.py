"""One command from a checkout to a running site: database, content, production server."""

import errno
import os
import socket
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError

# Else glibc, and jemalloc inside granian, keep memory for each of many threads, of which only one computes at a time.
ALLOCATORS = {"MALLOC_ARENA_MAX": "2", "_RJEM_MALLOC_CONF": "narenas:1,tcache:false"}


def check_port(host: str, port: int) -> None:
    """Refuse a port that somebody else has, and an address that is not of this machine."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
                sys.exit(f"smtpref: HOST {host!r} cannot be used ({error.strerror}). Give an address of this machine.")
            sys.exit(f"smtpref: port {port} cannot be used ({error.strerror}). Try: make run PORT={port % 65535 + 1}")


def prepare() -> None:
    """Migrate and load the starter content; both do only what is missing.

    Without its database the site starts all the same where the last content that it served is on disk.
    """
    print("Preparing the database …", flush=True)
    tell_of_a_missing_file()
    try:
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        call_command("load_content")
        keep_content()
    except DatabaseError as error:
        reason = str(error).strip().splitlines()[0]
        if not was_served_before():
            sys.exit(f"smtpref: the database cannot be used ({reason}). Check DATABASE_URL and that the server runs.")
        print(f"smtpref: the database cannot be used ({reason}). Serving the content that was served last.")
    except CommandError as error:
        sys.exit(f"smtpref: {error}")


def tell_of_a_missing_file() -> None:
    """Say it where a database is made although there was one: somebody may have moved it."""
    database = settings.DATABASES["default"]
    is_file = database["ENGINE"].endswith("sqlite3")
    if is_file and not Path(database["NAME"]).exists() and was_served_before():
        print(f"smtpref: {database['NAME']} is missing and made anew with the starter content. If it was moved, stop,")
        print("         put it back and start again: what editors wrote is in it.", flush=True)


def keep_content() -> None:
    """Read the content once for all workers, who begin with what is on disk."""
    from codes.catalogue import holder, rows  # noqa: PLC0415 -- Django has to be set up first

    holder.snapshot = settings.SNAPSHOT
    holder.swap(rows.build())


def was_served_before() -> bool:
    """Whether the last content of this database is on disk."""
    from codes.catalogue import snapshot  # noqa: PLC0415 -- Django has to be set up first

    return snapshot.load(settings.SNAPSHOT) is not None


def main() -> None:
    """Check, prepare, and become the server."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smtpref.settings")
    django.setup()
    check_port(settings.HOST, int(settings.PORT))
    prepare()
    print(f"Serving {settings.SITE_URL}/ (stop with Ctrl-C)", flush=True)
    for name, value in ALLOCATORS.items():
        os.environ.setdefault(name, value)
    os.execv(sys.executable, [sys.executable, "-m", "smtpref.workers"])  # noqa: S606 -- becomes it


if __name__ == "__main__":
    main()

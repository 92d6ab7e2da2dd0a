"""How the server, other than a command, uses the database: it never makes one, and never waits long for one."""

from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created


def use_only() -> None:
    """Prepare the connections of this process; call it before the first of them is opened."""
    options = connections.databases["default"]
    if options["ENGINE"].endswith("sqlite3"):
        # While the file is moved away, opening it would make an empty one: an empty site, and in the way afterwards.
        options["NAME"] = f"{Path(options['NAME']).absolute().as_uri()}?mode=rw"
    connection_created.connect(limit_waiting, dispatch_uid="limit_waiting")


def limit_waiting(connection: BaseDatabaseWrapper, **_signal: Any) -> None:
    """Give up a statement that PostgreSQL does not answer: the machine may be there, and the server stand still."""
    if connection.vendor == "postgresql":
        driver: Any = connection.connection
        driver.wait = partial(driver.wait, timeout=settings.SECONDS_FOR_DATABASE)

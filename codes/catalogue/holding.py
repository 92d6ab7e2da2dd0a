"""The catalogue that this worker serves from."""

import logging
import threading
import time
from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from django.db import Error

from codes import models
from codes.catalogue.entries import Catalogue, Edition
from codes.catalogue.rows import build

Made = TypeVar("Made")
log = logging.getLogger(__name__)
SECONDS_BETWEEN_LOOKS = 1.0


class Unavailable(Exception):
    """There is no catalogue yet and the database does not answer."""


class Holder:
    """The catalogue of this worker: looks for a new revision at most once a second, keeps the old one in need."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        """Start anew, as after a start of the worker."""
        self.held: Catalogue | None = None
        self.looked_at = float("-inf")
        self.changes_seen = -1

    def current(self) -> Catalogue:
        """The catalogue of the newest revision that could be read; raises Unavailable when none ever could."""
        with self.lock:
            changed_here = self.changes_seen != models.Revision.changes_here
            if changed_here or self.clock() - self.looked_at >= SECONDS_BETWEEN_LOOKS:
                self.changes_seen = models.Revision.changes_here
                self.look()
            if self.held is None:
                raise Unavailable
            return self.held

    def look(self) -> None:
        """Swap the catalogue if the revision has changed; go on with the old one if the database is away."""
        try:
            if self.held is None or models.Revision.current() != self.held.revision:
                self.held = build()
        except Error:
            log.exception("The database does not answer; the last catalogue goes on serving.")
        self.looked_at = self.clock()


holder = Holder()


def current(language: str) -> Edition:
    """The newest edition in a public language."""
    return holder.current().editions[language]


def per_edition(make: Callable[[Edition], Made]) -> Callable[[Edition], Made]:
    """Makes something of an edition once, and forgets it with the edition; what is made must not hold the edition."""
    made: WeakKeyDictionary[Edition, Made] = WeakKeyDictionary()

    @wraps(make)
    def kept(edition: Edition) -> Made:
        if edition not in made:
            made[edition] = make(edition)
        return made[edition]

    return kept


def editions(first: Edition) -> tuple[Edition, ...]:
    """An edition and those in the other public languages."""
    return (first, *(other for other in holder.current().editions.values() if other.language != first.language))

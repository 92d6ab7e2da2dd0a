"""The catalogue that this worker serves from."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from pathlib import Path
from typing import TypeVar, TypeVarTuple

from django.db import Error, close_old_connections
from django.utils.translation import override

from codes import models
from codes.catalogue import snapshot
from codes.catalogue.entries import Catalogue, Edition
from codes.catalogue.rows import build

Made = TypeVar("Made")
Given = TypeVarTuple("Given")
log = logging.getLogger(__name__)
shown: ContextVar[Catalogue | None] = ContextVar("shown", default=None)
SECONDS_BETWEEN_LOOKS = 1.0
# Longer than the database may take to say that it is away.
MOST_SECONDS_OF_A_LOOK = 3.0


class Unavailable(Exception):
    """There is no catalogue yet and the database does not answer."""


class Holder:
    """The catalogue of this worker: of the newest revision that could be read, and the old one in need.

    A server watches: it looks for a new revision in a thread of its own, each second and after each change made here,
    so that no visitor ever waits for the database. Elsewhere whoever asks looks, at most once a second.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.looking = threading.Lock()
        self.snapshot: Path | None = None
        self.forget()

    def forget(self) -> None:
        """Start anew, as after a start of the worker."""
        self.held: Catalogue | None = None
        self.loaded: Catalogue | None = None
        self.looked_at = float("-inf")
        self.changes_seen = -1
        self.is_answered = True

    def load(self, path: Path) -> None:
        """Take what is on disk along into the workers that this process will split into, who then share it."""
        self.loaded = snapshot.load(path)

    def watch(self, snapshot: Path) -> None:
        """Look every second from now on, and keep what was found on disk."""
        self.snapshot = snapshot
        threading.Thread(target=self.look_for_ever, name="catalogue", daemon=True).start()

    def look_for_ever(self) -> None:
        """What the watching thread does."""
        while True:
            try:
                self.look()
            except Exception:
                log.exception("The content could not be read; the last goes on serving.")
            close_old_connections()  # a database file that has been replaced meanwhile is another one
            models.Revision.changed_here.wait(SECONDS_BETWEEN_LOOKS)
            models.Revision.changed_here.clear()

    @contextmanager
    def showing(self, catalogue: Catalogue) -> Iterator[None]:
        """Let this thread see another catalogue: what an editor has written and not published."""
        token = shown.set(catalogue)
        try:
            yield
        finally:
            shown.reset(token)

    def current(self) -> Catalogue:
        """The catalogue of the newest revision that could be read; raises Unavailable when none ever could."""
        preview = shown.get()
        if preview is not None:
            return preview
        if (self.held is None or self.snapshot is None) and self.is_due():
            self.look()
        if self.held is None:
            raise Unavailable
        return self.held

    def is_due(self) -> bool:
        """Whether something was changed here, or it is time to see whether something was elsewhere."""
        is_old = self.clock() - self.looked_at >= SECONDS_BETWEEN_LOOKS
        return is_old or self.changes_seen != models.Revision.changes_here

    def look(self) -> None:
        """Swap the catalogue if the revision has changed; one thread at a time, and nobody waits long for it."""
        if not self.looking.acquire(timeout=MOST_SECONDS_OF_A_LOOK):
            return
        changes = models.Revision.changes_here
        try:
            revision = models.Revision.current()
            newest = self.held or self.kept(revision)
            if newest and newest.revision == revision:
                self.held = newest
            else:
                self.swap(build())
            self.is_answered = True
        except Error as error:
            self.go_on_without(error)
        finally:
            self.looked_at, self.changes_seen = self.clock(), changes
            self.looking.release()

    def kept(self, revision: str) -> Catalogue | None:
        """What was loaded ahead, if it is of this revision; else the last on disk, where a server keeps one."""
        loaded, self.loaded = self.loaded, None
        if loaded and loaded.revision == revision:
            return loaded
        return snapshot.load(self.snapshot) if self.snapshot else None

    def swap(self, found: Catalogue) -> None:
        """Serve another catalogue from now on; an empty one is a database that nobody has filled yet."""
        if not any(edition.codes for edition in found.editions.values()):
            log.error("The database holds no content. Run: python manage.py load_content")
            return
        if self.snapshot:
            snapshot.save(found, self.snapshot)  # before anybody reads, since reading fills what is computed once
        self.held = found

    def go_on_without(self, error: Error) -> None:
        """Serve what there is while the database is away or the content never stands still, and say so once."""
        if self.is_answered:
            reason = str(error).strip().partition("\n")[0]
            log.error("The content could not be read (%s); the last goes on serving.", reason)
        self.is_answered = False
        if self.held is None and self.snapshot:
            self.held = snapshot.load(self.snapshot)
            found = f"that of revision {self.held.revision}" if self.held else "none of this release and database"
            log.error("Content on disk: %s.", found)


holder = Holder()


def current(language: str) -> Edition:
    """The newest edition in a public language."""
    return holder.current().editions[language]


def per_edition(make: Callable[[Edition, *Given], Made]) -> Callable[[Edition, *Given], Made]:
    """Makes something of an edition once, in its language, and keeps it there: it goes when the edition goes.

    With more arguments, which have to be hashable, once for each of them.
    """

    @wraps(make)
    def kept(edition: Edition, *given: *Given) -> Made:
        key = (make, *given)
        if key not in edition.made:
            with override(edition.language):  # asked for here only: it costs a tenth of a comparison
                edition.made[key] = make(edition, *given)
        made: Made = edition.made[key]
        return made

    return kept


def editions(first: Edition) -> tuple[Edition, ...]:
    """An edition and those in the other public languages."""
    return (first, *(other for other in holder.current().editions.values() if other.language != first.language))

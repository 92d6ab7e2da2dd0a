"""How many requests are in Django at once: the others wait a little, and are told to come back rather than pile up.

Ready pages are answered before, so that they go on being served whatever happens here. What needs the database has
places of its own: while it hangs, the threads that wait for it are few. So has what somebody asks in words, which costs
most: a flood of searches closes no page. And so has what comes with a body, which may be sent as
slowly as somebody likes.
"""

import threading
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language_from_request, gettext, override

from codes.rendering import come_back
from smtpref.workshop import inside

# More would only take turns, since one thread computes at a time; all kinds and those who wait fit into the threads.
AT_ONCE, WAITING = 4, 3
# Readers are many in the moment after a change of content, when no page is ready, and each is done in an instant.
READERS_WAITING = 16
# A team of eight editors fits into one worker, each with a save that waits for its turn.
EDITORS_AT_ONCE, EDITORS_WAITING = 8, 4
SECONDS_OF_PATIENCE = 2.0


class Room:
    """A number of places, and of seats for those who wait for one."""

    def __init__(self, places: int, seats: int) -> None:
        self.inside = threading.BoundedSemaphore(places + seats)
        self.places = threading.BoundedSemaphore(places)

    def enter(self) -> bool:
        """Take a place, if need be after a wait; False where all seats are taken or the wait was in vain."""
        if not self.inside.acquire(blocking=False):
            return False
        if self.places.acquire(timeout=SECONDS_OF_PATIENCE):
            return True
        self.inside.release()
        return False

    def leave(self) -> None:
        """Give the place back."""
        self.places.release()
        self.inside.release()


class Admission:
    """Answers 503 at once where there is no room; monitors are always let in to ask for a sign of life."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.pages = Room(AT_ONCE, READERS_WAITING)
        self.questions, self.pastes = (Room(AT_ONCE, WAITING) for _kind in range(2))
        self.with_database = Room(EDITORS_AT_ONCE, EDITORS_WAITING)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == "/healthz":
            return self.get_response(request)
        room = self.room(request)
        if not room.enter():
            with override(get_language_from_request(request, check_path=True)):
                return come_back(gettext("Too many people ask at once. Try again in a few seconds."))
        try:
            return self.get_response(request)
        finally:
            room.leave()

    def room(self, request: HttpRequest) -> Room:
        """Where a request takes its place."""
        if inside(request.path) or request.path == "/readyz":
            return self.with_database
        if request.method == "POST":
            return self.pastes
        return self.questions if request.META["QUERY_STRING"] else self.pages

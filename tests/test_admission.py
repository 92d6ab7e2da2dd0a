"""More requests than Django can take: those inside go on, the others hear at once when to come back."""

import threading
import time

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from smtpref import admission

EVERY_SEAT = admission.AT_ONCE + admission.READERS_WAITING
EVERY_QUESTION = admission.AT_ONCE + admission.WAITING
EVERY_DESK = admission.EDITORS_AT_ONCE + admission.EDITORS_WAITING


@pytest.fixture
def door(monkeypatch):
    """A door before a slow site, and what opens it."""
    monkeypatch.setattr(admission, "SECONDS_OF_PATIENCE", 30)
    opened = threading.Event()

    def slow(request):
        if request.path != "/healthz" and "quick" not in request.GET:
            opened.wait(30)
        return HttpResponse("ok")

    yield admission.Admission(slow), opened
    opened.set()


def ask(door, path: str, times: int) -> tuple[list[int], list[threading.Thread]]:
    """Ask from a thread each; the list fills with the statuses as they come."""
    statuses: list[int] = []
    threads = [
        threading.Thread(target=lambda: statuses.append(door(RequestFactory().get(path)).status_code))
        for _number in range(times)
    ]
    for thread in threads:
        thread.start()
    return statuses, threads


def wait_until(true) -> None:
    end = time.monotonic() + 30
    while not true():
        assert time.monotonic() < end
        time.sleep(0.005)


def test_too_many_are_refused_at_once_and_the_others_answered(door):
    site, opened = door
    statuses, threads = ask(site, "/en/search/", EVERY_SEAT + 20)
    wait_until(lambda: len(statuses) == 20)
    assert set(statuses) == {503}
    opened.set()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [200] * EVERY_SEAT + [503] * 20
    assert site(RequestFactory().get("/en/search/")).status_code == 200


def test_a_database_that_hangs_leaves_room_for_readers(door):
    site, opened = door
    statuses, threads = ask(site, "/admin/", EVERY_DESK + 1)
    wait_until(lambda: statuses == [503])
    for path in ("/en/search/?quick", "/healthz"):
        assert site(RequestFactory().get(path)).status_code == 200
    opened.set()
    for thread in threads:
        thread.join()


def test_a_flood_of_searches_leaves_room_for_pages(door):
    site, opened = door
    statuses, threads = ask(site, "/en/search/?q=slow", EVERY_QUESTION + 1)
    wait_until(lambda: statuses == [503])
    assert site(RequestFactory().get("/en/codes/550/?quick")).status_code == 503
    opened.set()
    assert site(RequestFactory().get("/en/codes/550/")).status_code == 200
    for thread in threads:
        thread.join()


def test_who_waits_too_long_is_sent_away_in_the_language_of_the_page(door, monkeypatch):
    site, opened = door
    _statuses, threads = ask(site, "/fr/search/", admission.AT_ONCE)
    wait_until(lambda: site.pages.places._value == 0)
    monkeypatch.setattr(admission, "SECONDS_OF_PATIENCE", 0.01)
    refused = site(RequestFactory().get("/fr/search/"))
    assert (refused.status_code, refused["Retry-After"], refused["Cache-Control"]) == (503, "5", "no-store")
    assert refused.content.decode().startswith("Trop de demandes en même temps")
    opened.set()
    for thread in threads:
        thread.join()
    assert site.pages.inside._value == EVERY_SEAT


def test_every_seat_has_a_thread(settings):
    """Else those who wait would keep ready pages from being served."""
    assert EVERY_SEAT + 2 * EVERY_QUESTION + EVERY_DESK < settings.THREADS

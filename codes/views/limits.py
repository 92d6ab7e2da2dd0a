"""How often one address may ask for what costs most; counted in memory, and nothing of what was asked is kept."""

import time
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from codes.rendering import come_back
from smtpref.clients import address_of

View = Callable[[HttpRequest], HttpResponse]


def limited(kind: str) -> Callable[[View], View]:
    """For a view that is costly when it is asked something, in its address or with a body."""

    def decorate(view: View) -> View:
        @wraps(view)
        def asked(request: HttpRequest) -> HttpResponse:
            if (request.META["QUERY_STRING"] or request.method == "POST") and is_too_often(kind, address_of(request)):
                wait = 60 - int(time.time()) % 60
                return come_back(gettext("You ask very often. Try again in a minute."), 429, wait)
            return view(request)

        return asked

    return decorate


def is_too_often(kind: str, address: str) -> bool:
    """Whether an address has asked more often in this minute than it may; counts it."""
    most = settings.PER_MINUTE[kind]
    if not most or not address:
        return False
    key = f"{kind}/{address}/{int(time.time() // 60)}"
    counted = caches["visitors"]
    counted.add(key, 0, timeout=120)
    try:
        return counted.incr(key) > most
    except ValueError:  # so many others came that it was forgotten in between
        return False

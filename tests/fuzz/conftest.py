"""How long to go on: FUZZ names the number of a visitor's requests; without it the same few are asked each time."""

import logging
import os
from collections.abc import Iterator

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings

FUZZ = int(os.environ.get("FUZZ", "0"))


def requests(usual: int, share: float = 1) -> settings:
    """How many requests to try: the usual number, or a share of what was asked for, and then others each time."""
    return settings(
        max_examples=int(FUZZ * share) or usual,
        derandomize=not FUZZ,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


@pytest.fixture(autouse=True)
def undisturbed() -> Iterator[None]:
    """The connection of the test outlives each request, and nobody logs the refusals."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)

"""What every test may rely on: the starter content is loaded, the catalogue is this test's own."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.models import User
from django.core.cache import cache
from django.core.management import call_command
from django.utils import translation
from pytest_django.plugin import blocking_manager_key

from codes import catalogue
from tests.editors import PASSWORD

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


def pytest_configure(config: pytest.Config) -> None:
    """Tests need neither compressed static files nor slow passwords nor patience."""
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's sync API runs inside a loop
    django_settings.STORAGES = {
        **django_settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    Path(django_settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)  # WhiteNoise warns of a missing folder
    django_settings.PER_MINUTE = dict.fromkeys(django_settings.PER_MINUTE, 0)
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A module's tests share their fixtures in one worker, unless they are marked for groups of their own."""
    for item in items:
        if not item.get_closest_marker("xdist_group"):
            item.add_marker(pytest.mark.xdist_group(item.location[0]))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> None:
    """Every test database holds the starter content."""
    with django_db_blocker.unblock():
        call_command("load_content", verbosity=0)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """A test with real transactions leaves empty tables behind: load the starter content again for the next."""
    try:
        yield
    finally:  # a fixture may complain: the next test needs its content all the same
        marker = item.get_closest_marker("django_db")
        if nextitem and marker and marker.kwargs.get("transaction"):
            with item.config.stash[blocking_manager_key].unblock():
                call_command("load_content", verbosity=0)
            catalogue.holder.forget()


@pytest.fixture(autouse=True)
def own_catalogue(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that changes content sees and leaves no catalogue of another."""
    changes = "changes_content" in request.keywords
    if changes:
        catalogue.holder.forget()
    yield
    if changes:
        catalogue.holder.forget()


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    """A test leaves no language behind: Django keeps that of the last request for its thread."""
    yield
    translation.deactivate()


@pytest.fixture
def user(db: None) -> User:
    """An administrator who signs in with a password."""
    return User.objects.create_superuser("ann", password=PASSWORD)


@pytest.fixture
def no_guesses_yet(db: None) -> Iterator[None]:
    """Nobody has tried to sign in, neither before the test nor for the next one."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of facts beside the project, which a checkout elsewhere does not have."""
    if not SHARED.is_dir():
        pytest.skip("the facts to check against are not beside this checkout")
    return SHARED

"""Debian's Chromium, driven against the live site; whatever it complains about fails the test."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs the browser; what nobody edits need not be loaded anew after each test."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction="live_server" in item.fixturenames))


@contextmanager
def launched() -> Iterator[Browser]:
    """Debian's Chromium, running."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture(scope="session")
def site(django_db_setup: None) -> Iterator[LiveServer]:
    """A live site to read; tests that edit bring one of their own."""
    server = LiveServer("127.0.0.1")
    server._live_server_modified_settings.enable()
    yield server
    server._live_server_modified_settings.disable()
    server.stop()


def is_advice(text: str) -> bool:
    """Chromium's advice on password forms, of which allauth has one without a name in it; nothing is wrong with it."""
    return text.startswith("[DOM] Password forms should have")


@pytest.fixture
def open_page(chromium: Browser, site: LiveServer) -> Iterator:
    """Opens a path at a width and colour scheme; collects what the console and the CSP say."""
    complaints: list[str] = []
    contexts = []

    def open_at(path: str, width: int = 1280, scheme: str = "light", **options) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, locale="en-GB", **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: is_advice(message.text) or complaints.append(f"{page.url}: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on("request", lambda request: request.url.startswith(site.url) or complaints.append(request.url))
        page.goto(site.url + path)
        return page

    yield open_at
    for context in contexts:
        context.close()
    assert complaints == []

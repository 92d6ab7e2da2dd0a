"""A disk without room while an editor saves: told in words, nothing half-saved, and over when there is room again."""

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client

from codes import models
from tests.test_admin import entry_form

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.changes_content]
ENOUGH = 2**30


def limit(pages: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA max_page_count = {pages}")


@pytest.fixture
def fill_disk():
    """Makes the database as large as it may become."""
    if connection.vendor != "sqlite":
        pytest.skip("limits the pages of a SQLite database")

    def fill() -> None:
        with connection.cursor() as cursor:
            limit(cursor.execute("PRAGMA page_count").fetchone()[0])

    yield fill
    limit(ENOUGH)


def test_an_edit_that_finds_no_room_is_refused_whole(fill_disk):
    editor = Client()
    editor.force_login(get_user_model().objects.create_superuser("editor"))
    entry = entry_form(description_en="A long text. " * 100_000)
    before = (models.Code.objects.count(), models.Revision.current())
    fill_disk()
    refused = editor.post("/admin/codes/code/add/", entry)
    assert (refused.status_code, refused["Retry-After"]) == (503, "5")
    assert "your text still is" in refused.content.decode()
    assert (models.Code.objects.count(), models.Revision.current()) == before
    limit(ENOUGH)
    assert editor.post("/admin/codes/code/add/", entry).status_code == 302
    assert models.Code.objects.filter(pk="599").exists()

"""The last catalogue on disk: whole, signed, of this database and release, or not used."""

from pathlib import Path

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from codes import catalogue, models
from codes.catalogue import snapshot
from codes.catalogue.holding import Holder
from codes.catalogue.rows import build
from tests.builders import make_code

pytestmark = [pytest.mark.django_db, pytest.mark.changes_content]


def away(*args, **kwargs):
    raise DatabaseError("gone")


@pytest.fixture
def holder() -> Holder:
    return Holder()


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "content.snapshot"


@pytest.fixture
def kept(path, holder) -> Holder:
    """A holder that begins, beside what another worker left."""
    snapshot.save(build(), path)
    holder.snapshot = path
    return holder


def test_it_serves_while_the_database_is_away(kept, monkeypatch):
    monkeypatch.setattr("codes.catalogue.holding.build", away)
    assert kept.current().editions["fr"].codes == build().editions["fr"].codes


def test_what_is_still_the_newest_is_not_read_again(kept):
    with CaptureQueriesContext(connection) as asked:
        found = kept.current()
    assert (len(asked), found.editions["fr"].codes) == (1, build().editions["fr"].codes)


def test_what_was_loaded_before_the_split_is_not_read_again(kept, path):
    kept.load(path)
    path.unlink()
    with CaptureQueriesContext(connection) as asked:
        found = kept.current()
    assert (len(asked), found.revision) == (1, models.Revision.current())


def test_a_worker_that_is_split_off_later_serves_nothing_old(kept, path):
    kept.load(path)
    make_code("599")
    assert "599" in kept.current().editions["en"].codes


def test_after_a_backup_was_put_back_the_same_number_is_another_revision(kept):
    number = models.Revision.objects.get().number
    models.Code.objects.filter(pk="550").update(published=False)
    models.Revision.objects.update(number=number)
    assert "550" not in kept.current().editions["en"].codes


def test_the_database_comes_first(kept):
    make_code("599")
    assert "599" in kept.current().editions["en"].codes
    assert "599" in snapshot.load(kept.snapshot).editions["en"].codes


@pytest.mark.parametrize("place", [0, 31, 32, 5_000, -1])
def test_a_changed_byte_is_noticed(kept, path, place, monkeypatch):
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)
    monkeypatch.setattr("codes.catalogue.holding.build", away)
    with pytest.raises(catalogue.Unavailable):
        kept.current()


@pytest.mark.parametrize("size", [0, 10, 32, 10_000])
def test_a_part_is_no_snapshot(kept, path, size):
    path.write_bytes(path.read_bytes()[:size])
    assert snapshot.load(path) is None


@pytest.mark.parametrize(
    ("name", "value"),
    [("DATABASE_URL", "postgres://u@elsewhere/d"), ("SECRET_KEY", "another"), ("LANGUAGES", [("en", "English")])],
)
def test_what_is_foreign_is_not_used(kept, path, settings, name, value):
    assert snapshot.load(path)
    setattr(settings, name, value)
    snapshot.origin.cache_clear()
    assert snapshot.load(path) is None
    snapshot.origin.cache_clear()


def test_a_full_disk_costs_a_line(holder, tmp_path, caplog):
    holder.snapshot = tmp_path / "missing" / "content.snapshot"
    assert holder.current().editions["en"].codes
    assert "The content could not be kept" in caplog.text

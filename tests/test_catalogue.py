"""The catalogue: constant queries, swapped whole, and still there when the database is not."""

import gc
import weakref

import pytest
from django.db import DatabaseError, OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import get_language, gettext, override

from codes import catalogue, explaining, models, searching
from codes.catalogue import rows
from codes.catalogue.holding import Holder
from codes.catalogue.rows import build
from tests.builders import make_code

pytestmark = [pytest.mark.django_db, pytest.mark.changes_content]


class Clock:
    """A clock that moves when told."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def holder(clock) -> Holder:
    return Holder(clock)


def away(*args, **kwargs):
    raise DatabaseError("gone")


def test_building_takes_as_many_queries_for_many_codes_as_for_few():
    with CaptureQueriesContext(
        connection,
    ) as few:
        build()
    for number in range(560, 570):
        make_code(str(number))
    with CaptureQueriesContext(connection) as many:
        build()
    assert len(many) == len(few)


def test_a_change_is_seen_within_a_second_and_not_looked_for_before(holder, clock):
    assert "599" not in holder.current().editions["en"].codes
    make_code("599")
    clock.now = 0.9
    assert "599" not in holder.current().editions["en"].codes
    clock.now = 1.0
    assert "599" in holder.current().editions["en"].codes


def test_the_worker_that_saved_sees_it_at_once(holder, django_capture_on_commit_callbacks):
    holder.current()
    with django_capture_on_commit_callbacks(execute=True):
        make_code("599")
    assert "599" in holder.current().editions["en"].codes


def test_an_unchanged_revision_keeps_the_catalogue(holder, clock):
    first = holder.current()
    clock.now = 5
    assert holder.current() is first


def test_drafts_are_not_in_it(holder):
    make_code("599", published=False)
    assert "599" not in holder.current().editions["en"].codes


def test_a_pair_with_a_draft_is_not_in_it(holder):
    models.Code.objects.filter(pk="450").update(published=False)
    assert not [pair for pair in holder.current().editions["en"].confusions if "450" in pair]


def test_without_the_database_the_last_catalogue_goes_on(holder, clock, monkeypatch, caplog):
    first = holder.current()
    monkeypatch.setattr(models.Revision, "current", away)
    clock.now = 10
    assert holder.current() is first
    assert "the last goes on serving" in caplog.text


def test_without_any_catalogue_the_answer_is_503(client, monkeypatch):
    monkeypatch.setattr("codes.catalogue.holding.build", away)
    response = client.get("/en/codes/550/")
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert [client.get(path).status_code for path in ("/healthz", "/fr/nothing/", "/550")] == [503, 503, 503]


def test_an_empty_database_is_no_site(client, caplog):
    models.Code.objects.all().delete()
    paths = ("/en/", "/fr/codes/550/", "/sitemap.xml", "/healthz")
    assert [client.get(path).status_code for path in paths] == [503] * len(paths)
    assert "Run: python manage.py load_content" in caplog.text


def test_content_that_changes_while_it_is_read_is_read_again(monkeypatch):
    read, changed = rows.read, []

    def read_and_change(languages):
        found = read(languages)
        if not changed:
            changed.append(make_code("599"))
        return found

    monkeypatch.setattr(rows, "read", read_and_change)
    assert "599" in build().editions["en"].codes
    monkeypatch.setattr(rows, "read", lambda languages: models.Revision.advance() or read(languages))
    with pytest.raises(OperationalError):
        build()


def test_readiness_says_what_is_missing(client, monkeypatch):
    assert (client.get("/readyz").status_code, client.get("/readyz").content) == (200, b"ok")
    monkeypatch.setattr(models.Revision, "current", away)
    response = client.get("/readyz")
    assert (response.status_code, response["Cache-Control"]) == (503, "no-store")
    assert response.content.decode().startswith("The database does not answer")
    assert [client.get(path).status_code for path in ("/healthz", "/fr/codes/550/")] == [200, 200]
    catalogue.holder.forget()
    monkeypatch.setattr("codes.catalogue.holding.build", away)
    assert client.get("/readyz").content.decode().splitlines()[1].startswith("There is no content to serve")


def test_an_untranslated_entry_falls_back_and_says_so(client):
    make_code("599", languages=("en",))
    content = client.get("/fr/codes/599/").content.decode()
    assert 'lang="en"' in content
    assert "Des parties de cette page ne sont pas encore traduites" in content
    assert "description of 599 in en." in content


def test_every_kind_of_change_raises_the_revision():
    seen = [models.Revision.current()]
    code = make_code("599")
    for change in (
        code.save,
        lambda: code.phases.create(command="RCPT"),
        lambda: code.references.create(rfc=5321, section="4.2"),
        lambda: code.examples.create(dialogue="C: NOOP"),
        lambda: models.Code.objects.filter(pk="599").update(acts="nobody"),
        lambda: models.Comparison.objects.create(left="550", right="599"),
        lambda: models.Code.objects.filter(pk="599").delete(),
    ):
        change()
        seen.append(models.Revision.current())
    numbers = [int(revision.partition("-")[0]) for revision in seen]
    assert numbers == sorted(set(numbers))
    assert len({revision.partition("-")[2] for revision in seen}) == len(seen)


def test_nearest_prefers_the_same_class():
    nearest = catalogue.current("en").nearest("500", 3)
    assert [entry.value[0] for entry in nearest] == ["5", "5", "5"]
    assert "500" not in [entry.value for entry in nearest]


def test_what_is_made_of_an_edition_goes_with_it(holder, clock):
    made = []

    @catalogue.per_edition
    def count(edition):
        made.append(edition.language)
        return len(edition.codes)

    first = weakref.ref(holder.current().editions["en"])
    assert count(first()) == count(first())
    make_code("599")
    clock.now = 1.0
    second = holder.current().editions["en"]
    gc.collect()
    assert (count(second), first(), made) == (len(second.codes), None, ["en", "en"])


def test_what_is_made_of_an_edition_is_in_its_language_and_once_for_each_argument():
    made = []

    @catalogue.per_edition
    def answer(edition, left, right):
        made.append(get_language())
        return gettext("Search"), left, right

    with override("en"):
        found = [answer(catalogue.current("fr"), "550", right) for right in ("5.1.1", "5.7.1", "5.1.1")]
    assert found == [("Rechercher", "550", "5.1.1"), ("Rechercher", "550", "5.7.1"), ("Rechercher", "550", "5.1.1")]
    assert made == ["fr", "fr"]


def test_a_search_keeps_no_edition_of_the_past(holder, clock):
    first = weakref.ref(holder.current().editions["en"])
    for asked in ("mailbox full", "user unknown"):
        searching.search(first(), asked)
        explaining.explain(first(), f"550 {asked}")
        explaining.explain(first(), asked)
    make_code("599")
    clock.now = 1.0
    holder.current()
    gc.collect()
    assert first() is None

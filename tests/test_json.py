"""The content as JSON: what stands where, who may read it, and that its description tells the truth."""

import json
from collections import Counter
from collections.abc import Iterator

import jsonschema_rs
import pytest
import schemathesis
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given
from hypothesis import settings as budget
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from codes import catalogue, composing, publishing
from codes.rendering import json_of
from tests.reading import Page, strings

pytestmark = pytest.mark.django_db
LANGUAGES = [code for code, _name in settings.LANGUAGES]
CHECKS = (
    not_a_server_error,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)


def at(document: object, path: str) -> object:
    """What stands at a path such as facts.retry.value."""
    for step in path.split("."):
        document = document[int(step)] if isinstance(document, list) else document[step]
    return document


@pytest.mark.parametrize(
    ("address", "path", "expected"),
    [
        ("/en/codes/550.json", "version", 1),
        ("/en/codes/550.json", "language", "en"),
        ("/en/codes/550.json", "licence.identifier", "CC-BY-SA-4.0"),
        ("/en/codes/550.json", "kind", "reply"),
        ("/en/codes/550.json", "outcome", "permanent"),
        ("/en/codes/550.json", "page", f"{settings.SITE_URL}/en/codes/550/"),
        ("/en/codes/550.json", "facts.retry.value", "after_change"),
        ("/fr/codes/550.json", "facts.retry.value", "after_change"),
        ("/fr/codes/550.json", "facts.retry.answer", "Non, il faut d’abord changer quelque chose"),
        ("/en/codes/550.json", "facts.topic.value", "mail_system"),
        ("/en/codes/550.json", "facts.status.value", "standard"),
        ("/en/codes/550.json", "defined_in", [5321]),
        ("/en/codes/354.json", "facts.commands.value", ["DATA"]),
        ("/en/codes/5.1.1.json", "facts.topic.value", "addressing"),
        ("/en/codes/5.1.1.json", "facts.paired.value", ["550", "552", "553", "554"]),
        ("/en/codes/5.1.1.json", "readings", ["5.1.1", "4.1.1"]),
        ("/en/codes/5.7.606.json", "upto", 649),
        ("/en/codes/550.json", "upto", None),
        ("/en/codes/550.json", "references.0.address", "https://www.rfc-editor.org/rfc/rfc5321.html#section-4.2.3"),
        ("/fr/codes/550.json", "texts.description.language", "fr"),
        ("/en/compare/450-vs-550.json", "left.code", "450"),
        ("/en/compare/450-vs-550.json", "right.code", "550"),
        ("/en/compare/450-vs-550.json", "facets.0.aspect", "outcome"),
        ("/en/compare/450-vs-550.json", "facets.0.differs", True),
        ("/en/compare/450-vs-550.json", "facets.0.left.value", "temporary"),
        ("/en/compare/450-vs-550.json", "facets.0.right.value", "permanent"),
        ("/en/compare/211-vs-556.json", "which_to_use", None),
        ("/fr/codes.json", "codes.0.code", "101"),
        ("/fr/codes.json", "comparisons.0.json", f"{settings.SITE_URL}/fr/compare/450-vs-550.json"),
    ],
)
def test_what_stands_where(client, address, path, expected):
    assert at(json.loads(client.get(address).content), path) == expected


@pytest.mark.parametrize(
    ("path", "status", "location"),
    [
        ("/en/codes/５５０.json", 301, "/en/codes/550.json"),
        ("/en/codes/X.2.2.json", 302, "/en/codes/5.2.2.json"),
        ("/en/codes/x.2.2.json", 302, "/en/codes/5.2.2.json"),
        ("/en/compare/550-vs-450.json", 301, "/en/compare/450-vs-550.json"),
        ("/en/compare/450-VS-550.json", 301, "/en/compare/450-vs-550.json"),
        ("/en/compare/550-vs-550.json", 301, "/en/codes/550.json"),
        ("/FR/codes/550.json", 301, "/fr/codes/550.json"),
    ],
)
def test_other_spellings_are_sent_on(client, path, status, location):
    response = client.get(path)
    assert (response.status_code, response["Location"]) == (status, location)


@pytest.mark.parametrize(
    ("path", "unknown", "nearest"),
    [
        ("/en/codes/549.json", ["549"], ["550", "551", "552"]),
        ("/en/codes/abc.json", [], []),
        ("/en/compare/550-vs-549.json", ["549"], ["550", "550", "551", "552"]),
        ("/de/codes/550.json", [], ["550"]),
        ("/en/nothing.json", [], []),
    ],
)
def test_what_is_not_there_is_said_in_json(client, path, unknown, nearest):
    response = client.get(path)
    found = json.loads(response.content)
    assert (response.status_code, response["Cache-Control"]) == (404, "public, max-age=60")
    assert (found["unknown"], [row["code"] for row in found["nearest"]]) == (unknown, nearest)
    assert found["error"] == "There is no page at this address"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/en/codes/550.json", 200),
        ("/en/codes.json", 200),
        ("/en/compare/450-vs-550.json", 200),
        ("/openapi.json", 200),
        ("/en/compare/550-vs-450.json", 301),
        ("/en/codes/999.json", 404),
    ],
)
def test_pages_of_any_site_may_read_it(client, path, status):
    response = client.get(path)
    assert response.status_code == status
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response.cookies == {}


def test_only_the_data_is_open_to_other_sites(client):
    for path in ("/en/", "/en/codes/550/", "/en/explain/", "/admin/login/", "/en/changes.atom"):
        response = client.get(path)
        assert "Access-Control-Allow-Origin" not in response, path
        assert response["Cross-Origin-Resource-Policy"] == "same-origin", path


def test_an_unchanged_document_is_not_sent_again(client):
    first = client.get("/fr/codes/550.json")
    assert first["Cache-Control"] == client.get("/fr/codes/550/")["Cache-Control"]
    again = client.get("/fr/codes/550.json", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_document_is_as_described_and_says_what_its_page_says(client, language):
    edition, description = catalogue.current(language), publishing.openapi()
    schema = {"components": description["components"], "$ref": "#/components/schemas/"}
    code, comparison = (
        jsonschema_rs.validator_for(schema | {"$ref": f"#/components/schemas/{name}"}, validate_formats=True)
        for name in ("Code", "Comparison")
    )
    for entry in edition.codes.values():
        found = json.loads(client.get(f"/{language}/codes/{entry.value}.json").content)
        code.validate(found)
        assert found["texts"]["how_to_fix"]["markdown"] == entry.how_to_fix.plain
        assert {text["language"] for text in found["texts"].values() if text} == {language}
    for left, right in [*edition.confusions, ("211", "556"), ("4.2.2", "5.2.2")]:
        found = json.loads(client.get(f"/{language}/compare/{left}-vs-{right}.json").content)
        comparison.validate(found)
        page = Page(composing.compose(f"/{language}/compare/{left}-vs-{right}/").decode())
        assert page.meta()["og:description"] == [found["lead"]["markdown"].replace("`", "")]
        text = " ".join(page.section_texts["at-a-glance"].split())
        said = [text for name, text in strings(found["facets"]) if name in {"question", "answer"}]
        assert [one for one in said if " ".join(one.split()) not in text] == []


def test_every_field_is_described():
    """Who reads a schema that forbids nothing would not notice a field that it forgot."""
    edition, schemas = catalogue.current("en"), publishing.openapi()["components"]["schemas"]
    left, right = edition.codes["450"], edition.codes["550"]
    for name, document in {
        "Index": publishing.index(edition),
        "Code": publishing.code(edition, right),
        "Comparison": publishing.comparison(edition, left, right),
        "Nothing": publishing.nothing(["549"], [right]),
    }.items():
        assert list(json.loads(json_of(document))) == schemas[name]["required"] == list(schemas[name]["properties"])


@pytest.fixture
def open_connection() -> Iterator[None]:
    """The connection of the test's transaction outlives a request, as it does in Django's own test client."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode))
def test_the_description_is_true_of_what_it_allows_and_of_what_it_does_not(open_connection, mode):
    schema = schemathesis.openapi.from_wsgi("/openapi.json", WSGIHandler())
    statuses = Counter()

    @budget(max_examples=150, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(case=schema.as_strategy(generation_mode=mode))
    def ask(case):
        response = case.call(base_url=settings.SITE_URL)
        case.validate_response(response, checks=CHECKS)
        statuses[response.status_code] += 1

    ask()
    assert statuses.total() > 100
    assert statuses[200 if mode is schemathesis.GenerationMode.POSITIVE else 404] > 20

"""What the entries say, held against the facts: RFC texts and tables, where they lie beside the project."""

import csv
import re
from itertools import chain

import pytest

from codes import catalogue, models
from codes.smtp.dialogue import Command

pytestmark = pytest.mark.django_db
# What people meet or search for without an RFC behind it.
ASKED_FOR = "101 111 200 422 431 432 441 442 446 447 449 471 510 511 512 513 517 522 523 525 541 557 571".split()
STATUS = {"yes": {"standard"}, "historic": {"historic"}, "no": {"wild", "foreign"}}
OBSOLETE = {"SEND", "SOML", "SAML", "TURN"}


@pytest.fixture(scope="module")
def table(shared):
    with (shared / "facts" / "reply_codes.csv").open(encoding="utf-8") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


def commands(row: dict[str, str]) -> set[str]:
    """The points of the session that the table names, in our words."""
    named = {
        re.sub(r"^ANY-.*", "ANY", word).replace("HELO", "EHLO").replace("-", "_") for word in row["commands"].split()
    }
    return named - OBSOLETE


def test_every_code_that_is_asked_for_has_an_entry(table):
    wanted = {code for code, row in table.items() if row["standard"] == "yes"} | {"538", "355", *ASKED_FOR}
    there = set(models.Code.objects.filter(published=True).values_list("pk", flat=True))
    assert len(wanted) == 61
    assert wanted - there == set()


def test_each_is_marked_for_what_it_is(table):
    wrong = {
        code.pk: code.status
        for code in models.Code.objects.exclude(value__startswith="X")
        if code.status not in STATUS[table[code.pk]["standard"]]
    }
    assert wrong == {}


def test_the_rfc_text_is_the_rfcs(shared):
    texts = {}
    for code in models.Code.objects.exclude(rfc_text="").prefetch_related("references"):
        cited = [ref.rfc for ref in code.references.all() if ref.defines]
        for number in cited:
            texts.setdefault(
                number, " ".join((shared / "facts" / "rfc" / f"rfc{number}.txt").read_text().split()).lower()
            )
        if not cited:
            continue  # registered without an RFC
        wanted = [part.strip().lower() for part in code.rfc_text.split("/")]
        assert all(any(part in texts[number] for number in cited) for part in wanted), (code.pk, code.rfc_text)
    assert len(texts) > 5


def test_codes_answer_where_the_table_says(table):
    lacking = {}
    for code in models.Code.objects.filter(status="standard").prefetch_related("phases"):
        missing = commands(table[code.pk]) - {phase.command for phase in code.phases.all()}
        if missing:
            lacking[code.pk] = missing
    assert lacking == {}


def test_every_cited_section_exists(shared):
    visited = 0
    cited = [model.objects.exclude(rfc=None).exclude(section="") for model in (models.Reference, models.Pairing)]
    for reference in chain(*cited):
        visited += 1
        text = (shared / "facts" / "rfc" / f"rfc{reference.rfc}.txt").read_text(errors="replace")
        heading = rf"^ {{0,6}}(?:Appendix )?{re.escape(reference.section)}[.:]?\s+\S"
        assert re.search(heading, text, re.MULTILINE), str(reference)
    assert visited > 120


@pytest.mark.parametrize(
    ("value", "facts"),
    [
        ("421", {"connection": "closes", "retry": "automatic"}),
        ("221", {"connection": "closes"}),
        ("251", {"message": "forwarded", "address": "moved"}),
        ("551", {"address": "moved", "retry": "after_change"}),
        ("550", {"address": "doubtful"}),
        ("556", {"address": "dead"}),
        ("452", {"retry": "automatic"}),
        ("101", {"status": "foreign", "connection": "unopened"}),
        ("538", {"status": "historic"}),
    ],
)
def test_facts_that_careless_references_get_wrong(value, facts):
    code = models.Code.objects.get(pk=value)
    assert {name: getattr(code, name) for name in facts} == facts


@pytest.mark.parametrize(
    ("value", "there", "not_there"),
    [
        ("421", {Command.ANY}, set()),
        ("252", {Command.VRFY, Command.EXPN}, {Command.RCPT}),
        ("556", {Command.RCPT}, {Command.CONNECT, Command.MAIL}),
        ("521", {Command.CONNECT}, {Command.RCPT, Command.MAIL}),
        ("530", {Command.MAIL}, {Command.AUTH}),
        ("453", {Command.ATRN}, {Command.RCPT}),
        ("253", {Command.ETRN}, {Command.RCPT}),
        ("555", {Command.MAIL, Command.RCPT}, {Command.AUTH}),
        ("454", {Command.STARTTLS, Command.AUTH}, set()),
        ("354", {Command.DATA}, {Command.AUTH}),
    ],
)
def test_codes_come_where_the_rfcs_say(value, there, not_there):
    found = {Command(phase.command) for phase in models.Code.objects.get(pk=value).phases.all()}
    assert there <= found
    assert found & not_there == set()


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("452", "too many recipients"),
        ("552", "452"),
        ("502", "252"),
        ("252", "VRFY"),
        ("521", "554"),
        ("556", "null MX"),
        ("550", "policy"),
        ("504", "555"),
        ("500", "502"),
        ("450", "greylist"),
        ("530", "STARTTLS"),
        ("432", "Microsoft"),
        ("101", "Linux"),
        ("111", "Linux"),
        ("220", "STARTTLS"),
        ("250", "responsibility"),
        ("553", "ambiguous"),
    ],
)
def test_pages_speak_of_what_they_must(value, said):
    code = models.Code.objects.get(pk=value)
    texts = [code.description_en, code.when_seen_en, code.when_to_use_en, code.note_en or "", code.how_to_fix_en]
    texts += [phase.meaning_en for phase in code.phases.all()]
    assert said.lower() in " ".join(texts).lower()


@pytest.fixture(scope="module")
def registry(shared):
    with (shared / "facts" / "enhanced_codes.csv").open(encoding="utf-8") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


def readings() -> dict[str, dict[str, str]]:
    """The status of each reading of each enhanced entry, by its class."""
    found: dict[str, dict[str, str]] = {}
    for reading in models.Reading.objects.filter(code__published=True):
        found.setdefault(reading.code_id, {})[reading.digit] = reading.status
    return found


def test_every_row_of_the_registry_has_its_entry_and_words(registry):
    entries = {code.pk: code for code in models.Code.objects.filter(published=True, pk__startswith="X")}
    assert len(registry) == 81
    assert registry.keys() - entries.keys() == set()
    wrong = {
        code: entries[code].rfc_text for code, row in registry.items() if entries[code].rfc_text != row["sample_text"]
    }
    assert wrong == {}


def test_a_class_that_the_definition_excludes_is_marked_so(registry):
    wrong = {}
    for code, statuses in readings().items():
        allowed = set(registry[code]["classes"].split()) if code in registry else set()
        for digit, status in statuses.items():
            if (status == "unregistered") != (code not in registry) or (
                code in registry and code != "X.6.10" and (digit in allowed) == (status == "contrary")
            ):
                wrong[code, digit] = status
    assert wrong == {}


def test_what_nobody_registered_is_marked_with_who_uses_it(registry):
    found = readings()
    unregistered = models.Code.objects.filter(pk__startswith="X").exclude(pk__in=registry)
    assert unregistered.count() >= 40
    assert [
        code.pk for code in unregistered if not code.used_by or set(found[code.pk].values()) != {"unregistered"}
    ] == []


def test_every_wild_code_leads_to_an_entry(shared):
    edition = catalogue.current("en")
    lacking, visited = set(), 0
    with (shared / "facts" / "enhanced_codes_wild.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            for value in re.findall(r"[245]\.\d+\.\d+", row["codes"]):
                visited += 1
                if edition.find(value) is None:
                    lacking.add(value)
    assert visited > 60
    assert lacking == set()


def test_every_pair_of_the_table_stands_on_the_page(shared):
    edition = catalogue.current("en")
    lacking, visited = set(), 0
    with (shared / "facts" / "pairing.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            value = row["concrete_enhanced_code"]
            if value in edition.codes and re.fullmatch(r"[2-5]\d\d", row["basic_code"]):
                visited += 1
                if row["basic_code"] not in edition.codes[value].sheet.paired:
                    lacking.add((value, row["basic_code"]))
    assert visited > 150
    assert lacking == set()

"""Enhanced codes: their readings, their pairs, and what is said of two numbers in one reply."""

import pytest

from codes import catalogue, models
from codes.catalogue import Text
from codes.catalogue.steps import follow
from codes.smtp import enhanced
from codes.smtp.theory import Outcome
from tests.reading import Page

pytestmark = pytest.mark.django_db


def test_steps_are_counted_through():
    own, common = Text("1. Wait.", "en"), Text("1. Call.\n2. Write.", "en")
    assert follow(own, common).plain == "1. Wait.\n2. Call.\n3. Write."
    assert follow(Text("", "en"), common) == common
    assert follow(Text("1. Attendez.", "fr"), common) == common


def test_one_entry_has_a_page_for_each_class(client):
    edition = catalogue.current("en")
    temporary, permanent = edition.codes["4.2.2"], edition.codes["5.2.2"]
    assert temporary.family == permanent.family == "X.2.2"
    assert temporary.description == permanent.description
    assert temporary.summary != permanent.summary
    assert (temporary.outcome, permanent.outcome) == (Outcome.TEMPORARY, Outcome.PERMANENT)
    assert temporary.sheet.retry != permanent.sheet.retry
    assert temporary.how_to_fix.plain.splitlines()[0] != permanent.how_to_fix.plain.splitlines()[0]
    assert [len(entry.examples) for entry in (temporary, permanent)] == [1, 0]
    page = Page(client.get("/en/codes/4.2.2/").content.decode())
    assert "5.2.2" in page.section_texts["readings"]


@pytest.mark.parametrize(
    ("path", "status", "target"),
    [
        ("/en/codes/X.2.2/", 302, "/en/codes/5.2.2/"),
        ("/en/codes/x.1.1/", 302, "/en/codes/5.1.1/"),
        ("/en/search/?q=5.1.1", 302, "/en/codes/5.1.1/"),
        ("/en/search/?q=X.2.2", 302, "/en/codes/5.2.2/"),
        ("/en/search/?q=550+5.1.1", 302, "/en/compare/550-vs-5.1.1/"),
        ("/en/search/?q=550-5.1.1+no+such+user", 302, "/en/compare/550-vs-5.1.1/"),
        ("/en/search/?q=x.7.x", 302, "/en/classes/x.7.x/"),
        ("/en/classes/5.X.X/", 301, "/en/classes/5.x.x/"),
        ("/en/compare/5.1.10-vs-5.1.2/", 301, "/en/compare/5.1.2-vs-5.1.10/"),
        ("/en/compare/5.7.1-vs-550/", 301, "/en/compare/550-vs-5.7.1/"),
        ("/5.1.1", 302, "/en/codes/5.1.1/"),
        ("/4.2.2-vs-5.2.2", 302, "/en/compare/4.2.2-vs-5.2.2/"),
        ("/en/classes/x.8.x/", 404, None),
        ("/en/classes/3.x.x/", 404, None),
        ("/9.1.1", 404, None),
    ],
)
def test_addresses(client, path, status, target):
    response = client.get(path)
    assert (response.status_code, response.get("Location")) == (status, target)


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/en/codes/2.2.2/", "There is no 2.2.2: this code exists only as 4.2.2 and 5.2.2."),
        ("/fr/codes/2.2.2/", "Il n’y a pas de 2.2.2"),
        ("/en/codes/5.6.77/", "5.6.77 is not in the reference"),
        ("/en/codes/X.6.77/", "“X.6.77” is not in the reference."),
        ("/en/codes/5.8.1/", "There is no page at this address"),
    ],
)
def test_a_class_that_cannot_be_is_answered(client, path, told):
    response = client.get(path)
    assert response.status_code == 404
    assert told in response.content.decode()


def test_an_entry_that_does_not_exist_finds_its_neighbours(client):
    page = client.get("/en/search/", {"q": "X.1.99"}).content.decode()
    assert "“X.1.99” is not in the reference." in page
    assert "/en/codes/5.1.10/" in page


@pytest.mark.parametrize("start", ["5.1", "5.1."])
def test_the_beginning_of_an_enhanced_code_lists_what_begins_so(client, start):
    page = client.get("/en/search/", {"q": start}).content.decode()
    assert "/en/codes/5.1.1/" in page
    assert "/en/codes/5.2.2/" not in page


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/en/compare/550-vs-5.1.3/", "550 says what happens, 5.1.3 says why"),
        ("/en/compare/250-vs-5.1.1/", "contradict each other: their first digits have to agree"),
        ("/fr/compare/250-vs-5.1.1/", "se contredisent"),
        ("/en/compare/354-vs-5.1.1/", "never belong to one reply"),
        ("/en/compare/101-vs-5.1.1/", "101 does not come from a mail server at all"),
        ("/en/compare/501-vs-5.1.3/", "Why they count as a pair: the IANA registry names it"),
    ],
)
def test_two_numbers_of_one_reply_are_explained_together(client, path, told):
    assert told in Page(client.get(path).content.decode()).section_texts["summary"]


def test_two_classes_of_one_entry_say_the_common_part_once(client):
    page = Page(client.get("/en/compare/4.1.2-vs-5.1.2/").content.decode())
    entry = catalogue.current("en").codes["5.1.2"]
    assert "name the same condition" in page.section_texts["summary"]
    told = " ".join(page.section_texts["shared"].split())
    assert entry.description.bare.split("\n")[0] in told


@pytest.mark.parametrize("name", [*enhanced.CLASSES, *enhanced.SUBJECT_NAMES])
def test_classes_and_subjects_have_pages(client, name):
    page = Page(client.get(f"/fr/classes/{name}/").content.decode())
    listed = {link.split("/")[3] for link in page.links if link.startswith("/fr/codes/")}
    assert listed == {entry.value for entry in catalogue.current("fr").in_class(name)}
    assert len(listed) >= 2
    assert "Le premier" in page.section_texts["three-numbers"]


def test_pairs_stand_on_both_pages_with_their_source(client):
    enhanced_page = Page(client.get("/en/codes/5.1.1/").content.decode())
    reply_page = Page(client.get("/en/codes/550/").content.decode())
    assert "550" in enhanced_page.section_texts["pairs"]
    assert "the IANA registry names it and RFC\xa02034, §\xa06 shows it" in enhanced_page.section_texts["pairs"]
    assert "5.1.1" in reply_page.section_texts["pairs"]


def test_what_providers_mean_stands_on_the_codes_pages(client):
    assert models.ProviderReply.objects.count() >= 60
    page = Page(client.get("/en/codes/5.7.26/").content.decode())
    assert "Gmail" in page.section_texts["providers"]
    assert "DMARC" in page.section_texts["providers"]


@pytest.mark.changes_content
def test_drafts_have_no_readings_and_pairs_on_the_site(client):
    models.Code.objects.filter(pk="X.1.3").update(published=False)
    assert client.get("/en/codes/5.1.3/").status_code == 404
    assert "5.1.3" not in catalogue.current("en").codes["501"].sheet.paired

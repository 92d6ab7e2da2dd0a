"""The workshop: editors find, are told what is wrong, and see their change on the site at once."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from modeltranslation.utils import build_localized_fieldname

from codes import models
from codes.admin.languages import LANGUAGES
from tests.builders import FACTS, make_code

pytestmark = [pytest.mark.django_db, pytest.mark.changes_content]
LIST = "/admin/codes/code/"
PAIRS = "/admin/codes/comparison/"
TEXTS = {f"{name}_en": f"{name}." for name in ("summary", "description", "when_seen", "how_to_fix", "when_to_use")}
NO_CHILDREN = {
    f"{kind}-{name}": number
    for kind in ("readings", "phases", "references", "pairings", "examples")
    for name, number in (("TOTAL_FORMS", 0), ("INITIAL_FORMS", 0))
}


@pytest.fixture
def editor(client: Client) -> Client:
    user = get_user_model().objects.create_superuser("editor", password="a long enough password")  # noqa: S106
    client.force_login(user)
    return client


NO_FACTS = dict.fromkeys(FACTS, "")


def entry_form(**fields: object) -> dict[str, object]:
    return {
        "value": "599",
        "_anyway": "on",
        "name_en": "Test",
        "published": "on",
        **FACTS,
        **TEXTS,
        **NO_CHILDREN,
        **fields,
    }


def reference(**fields: object) -> dict[str, object]:
    given = {"label_en": "Where", "order": 0, **fields}
    return {"references-TOTAL_FORMS": 1, **{f"references-0-{name}": value for name, value in given.items()}}


def listed(response) -> list[str]:
    return [row.pk for row in response.context["cl"].result_list]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=550", ["550"]),
        ("q=55", ["550", "551", "552", "553", "554", "555", "556", "557"]),
        ("q=%22Utilisateur+non+local%22", ["251", "551"]),
        ("q=no+such+words+anywhere", []),
        ("class=3xx", ["334", "354", "355"]),
        ("status=foreign", ["101", "111"]),
        ("published=0", []),
        ("incomplete=fr", []),
        ("class=nonsense", None),
        ("incomplete=nonsense", None),
    ],
)
def test_list_is_narrowed(editor, query, expected):
    response = editor.get(f"{LIST}?{query}")
    assert response.status_code == 200
    if expected is not None:
        assert listed(response) == expected


def test_incomplete_filter_finds_what_lacks_a_text(editor):
    models.Code.objects.filter(pk="550").update(how_to_fix_fr="")
    assert listed(editor.get(f"{LIST}?incomplete=fr")) == ["550"]
    assert len(listed(editor.get(f"{LIST}?incomplete=de"))) == models.Code.objects.count()


def test_list_costs_few_queries(editor, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        editor.get(LIST)


def test_a_new_entry_is_on_the_site(editor):
    response = editor.post(f"{LIST}add/", entry_form() | reference(rfc=5321, section="4.2"))
    assert response.status_code == 302, response.context["errors"]
    assert "Test" in editor.get("/en/codes/599/").content.decode()


def test_a_published_change_is_on_every_page_at_once(editor, django_capture_on_commit_callbacks):
    before = editor.get("/fr/compare/251-vs-501/").content.decode()
    form = editor.get(f"{LIST}251/change/").context["adminform"].form
    data = {name: value if value is not None else "" for name, value in form.initial.items()}
    data |= {"description_fr": "Une description toute neuve.", "_anyway": "on", **NO_CHILDREN}
    for formset in editor.get(f"{LIST}251/change/").context["inline_admin_formsets"]:
        for child in formset.formset.forms:
            data |= {f"{child.prefix}-{k}": "" if v is None else v for k, v in child.initial.items()}
        data[f"{formset.formset.prefix}-TOTAL_FORMS"] = len(formset.formset.forms)
        data[f"{formset.formset.prefix}-INITIAL_FORMS"] = len(formset.formset.initial_forms)
        for child in formset.formset.initial_forms:
            data[f"{child.prefix}-id"] = child.instance.pk
            data[f"{child.prefix}-code"] = "251"
    with django_capture_on_commit_callbacks(execute=True):
        response = editor.post(f"{LIST}251/change/", data)
    assert response.status_code == 302, response.context["errors"]
    for path in ("/fr/compare/251-vs-501/", "/fr/codes/251/", "/fr/compare/250-vs-251/"):
        assert "Une description toute neuve." in editor.get(path).content.decode()
    assert "Une description toute neuve." not in before


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"value": "5x0"}, "A code is three digits that do not begin with 0"),
        ({"value": "055"}, "A code is three digits that do not begin with 0"),
        ({"value": "550"}, "Code with this Code already exists."),
        ({"value": "671", "status": "standard"}, "has no code 671, so it cannot be standard"),
        ({"name_en": ""}, "This field is required."),
        (reference(rfc=5321, section="four"), "A section looks like 4.2.3"),
        (reference(url="http://example.org/"), "Give an address with https://."),
        (reference(url="javascript:alert(1)"), "Give an address with https://."),
        (reference(), "Give either an RFC or an address, not both."),
        ({"examples-TOTAL_FORMS": 1, "examples-0-dialogue": "hello", "examples-0-order": 0}, "Each line begins with"),
        ({"summary_en": "a\0b"}, "Null characters are not allowed."),
    ],
)
def test_what_is_wrong_is_said(editor, fields, told):
    count = models.Code.objects.count()
    response = editor.post(f"{LIST}add/", entry_form(**fields))
    assert response.status_code == 200
    assert told in response.content.decode().replace("&#x27;", "'")
    assert models.Code.objects.count() == count


@pytest.mark.parametrize(
    ("left", "right", "told"),
    [
        ("550", "550", "A code cannot be compared with itself."),
        ("550", "450", "This pair has a comparison already."),
        ("450", "550", "This pair has a comparison already."),
        ("599", "550", "There is no such code here; write 550 or 5.1.1."),
        ("abc", "550", "There is no such code here; write 550 or 5.1.1."),
        ("2.2.2", "5.2.2", "There is no such code here; write 550 or 5.1.1."),
    ],
)
def test_a_pair_that_cannot_be_is_refused(editor, left, right, told):
    data = {"left": left, "right": right, "rank": 1, "verdict_en": "x", "which_to_use_en": "x"}
    response = editor.post(f"{PAIRS}add/", data)
    assert response.status_code == 200
    assert told in response.content.decode()


def test_a_pair_in_the_wrong_order_is_turned_round(editor):
    make_code("599")
    data = {"left": "599", "right": "211", "rank": 99, "verdict_en": "x", "which_to_use_en": "x"}
    assert editor.post(f"{PAIRS}add/", data).status_code == 302
    assert models.Comparison.objects.filter(left="211", right="599").exists()


def test_each_language_has_its_direction_and_name(editor):
    for language in LANGUAGES:
        content = editor.get(f"{LIST}550/change/?language={language}").content.decode()
        assert f'id="id_{build_localized_fieldname("name", language)}"' in content
    content = editor.get(f"{LIST}550/change/?language=ar").content.decode()
    assert 'lang="ar"' in content
    assert 'dir="rtl"' in content
    assert 'type="module"' in content
    assert "//ajax.googleapis.com" not in content


def test_view_on_site_only_where_there_is_a_page(editor):
    assert 'href="/en/codes/550/" class="viewsitelink"' in editor.get(f"{LIST}550/change/").content.decode()
    make_code("599", published=False)
    assert "viewsitelink" not in editor.get(f"{LIST}599/change/").content.decode()


def test_a_fresh_site_has_no_account():
    assert get_user_model().objects.count() == 0


def test_the_workshop_is_closed_to_visitors(client):
    assert client.get(LIST)["Location"] == f"/admin/login/?next={LIST}"


@pytest.mark.parametrize(
    ("term", "first", "missing"),
    [("5.1.1", "X.1.1", "X.2.1"), ("4.2", "X.2.0", "X.4.2"), ("x.7.", "X.7.0", "X.6.0"), ("55", "550", "X.5.5")],
)
def test_enhanced_entries_are_found_by_any_class(editor, term, first, missing):
    found = listed(editor.get(LIST, {"q": term}))
    assert found[0] == first
    assert missing not in found


def test_an_enhanced_entry_shows_its_readings_and_pairs(editor):
    formsets = {
        formset.formset.prefix: formset.formset.initial_form_count()
        for formset in editor.get(f"{LIST}X.2.2/change/").context["inline_admin_formsets"]
    }
    assert formsets["readings"] == 2
    assert formsets["pairings"] >= 2


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"value": "X.2.9", "status": "standard"}, "The readings of an enhanced code say this."),
        ({"value": "599", "acts": ""}, "Every reply code and every reading needs this."),
        ({"value": "599", "status": "contrary"}, "This kind of code cannot have this status."),
        ({"value": "4.2.9"}, "or X.1.1 for an enhanced one."),
    ],
)
def test_facts_stand_where_they_belong(editor, fields, told):
    response = editor.post(f"{LIST}add/", entry_form(**fields))
    assert told in response.content.decode()


def reading(**fields: object) -> dict[str, object]:
    given = {**FACTS, "status": "unregistered", "digit": "5", "order": 0, **fields}
    return {"readings-TOTAL_FORMS": 1, **{f"readings-0-{name}": value for name, value in given.items()}}


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"acts": ""}, "Every reply code and every reading needs this."),
        ({"status": "wild"}, "This kind of code cannot have this status."),
    ],
)
def test_a_reading_that_could_not_be_shown_is_refused(editor, fields, told):
    response = editor.post(f"{LIST}add/", entry_form(value="X.2.9", **NO_FACTS, **reading(**fields)))
    assert told in response.content.decode()
    assert not models.Code.objects.filter(pk="X.2.9").exists()


@pytest.mark.changes_content
def test_a_comparison_is_shown_on_the_site_only_when_both_codes_are(editor):
    comparison = models.Comparison.objects.get(left="4.2.2", right="5.2.2")
    assert comparison.is_published
    models.Code.objects.filter(pk="X.2.2").update(published=False)
    assert not comparison.is_published

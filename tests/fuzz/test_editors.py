"""Whatever a signed-in editor sends to the workshop: an answer below 500 and nothing reflected."""

import pytest
from django.core.signals import got_request_exception
from hypothesis import given
from hypothesis import strategies as st

from codes import models
from smtpref.requests import Handler
from tests.editors import editor_named
from tests.fuzz.attacks import PIECE, pairs
from tests.fuzz.conftest import requests
from tests.fuzz.requests import CANARY, Request, ask, faults

pytestmark = [pytest.mark.django_db, pytest.mark.changes_content, pytest.mark.xdist_group("fuzz editors")]
TOKEN = "a" * 32  # a form's token and the cookie's are the same where a test makes both

PLACES = st.sampled_from(
    [
        *(b"/admin/", b"/admin/codes/code/", b"/admin/codes/comparison/", b"/admin/codes/provider/", b"/admin/codes/"),
        *(b"/admin/codes/code/251/change/", b"/admin/codes/code/X.1.1/change/", b"/admin/codes/code/add/"),
        *(b"/admin/codes/code/251/history/", b"/admin/codes/code/251/delete/", b"/admin/codes/code/999/change/"),
        *(b"/admin/codes/comparison/1/change/", b"/admin/codes/provider/gmail/change/", b"/admin/auth/user/"),
        *(b"/admin/overview/", b"/admin/overview/fr/", b"/admin/overview/fr/import/", b"/admin/overview/fr/texts.csv"),
        *(
            b"/admin/jsi18n/",
            b"/admin/autocomplete/",
            b"/admin/r/1/1/",
            b"/admin/account/login/",
            b"/admin/password_change/",
        ),
    ]
)
ADDRESSES = (
    PLACES
    | PLACES
    | st.tuples(
        st.sampled_from(
            [b"/admin/codes/code/", b"/admin/codes/comparison/", b"/admin/overview/", b"/admin/r/", b"/admin/"]
        ),
        PIECE,
        st.sampled_from([b"/change/", b"/history/", b"/delete/", b"/import/", b"/", b""]),
    ).map(b"".join)
)
NAMES = st.sampled_from(
    [
        *(
            b"p",
            b"o",
            b"q",
            b"all",
            b"e",
            b"_facets",
            b"_popup",
            b"_to_field",
            b"_changelist_filters",
            b"draft",
            b"language",
        ),
        *(
            b"class",
            b"incomplete",
            b"status__exact",
            b"published__exact",
            b"changed_at__year",
            b"changed_at__gte",
            b"next",
        ),
        *(
            b"value__regex",
            b"value__in",
            b"upto__lt",
            b"readings__digit",
            b"pk__exact",
            b"password__startswith",
            b"a",
            b"b",
        ),
        *(
            b"_shown",
            b"_seen",
            b"_base",
            b"_save",
            b"_draft",
            b"_preview",
            b"_language",
            b"_minor",
            b"_confirm",
            b"_discard",
        ),
        *(
            b"action",
            b"_selected_action",
            b"index",
            b"select_across",
            b"offered",
            b"refuse",
            b"version",
            b"value",
            b"name_en",
        ),
        *(
            b"readings-TOTAL_FORMS",
            b"readings-INITIAL_FORMS",
            b"phases-0-id",
            b"phases-TOTAL_FORMS",
            b"examples-0-dialogue",
        ),
        *(
            b"app_label",
            b"model_name",
            b"field_name",
            b"term",
            b"upto",
            b"left",
            b"right",
            b"rank",
            b"slug",
            b"file",
            b"undo",
        ),
    ]
)
FORMS = pairs(NAMES).map(lambda body: b"csrfmiddlewaretoken=" + TOKEN.encode() + b"&" + body)
SENT = st.builds(
    Request, ADDRESSES, st.sampled_from(["GET", "GET", "GET", "POST", "POST", "HEAD"]), pairs(NAMES), body=FORMS
)


def test_no_request_of_an_editor_does_harm():
    editor = editor_named("ann")
    cookies = f"sessionid={editor.cookies['sessionid'].value}; csrftoken={TOKEN}"
    django, crashes, statuses = Handler(), [], set()
    headers = {"HTTP_COOKIE": cookies, "CONTENT_TYPE": "application/x-www-form-urlencoded"}

    def note(sender: object, request: object, **_signal: object) -> None:
        crashes.append(request)

    @requests(usual=500, share=0.03)
    @given(SENT)
    def send(request: Request) -> None:
        answer = ask(django, Request(request.path, request.method, request.query, headers, request.body))
        statuses.add(answer.status)
        assert (faults(answer), crashes) == ([], [])

    got_request_exception.connect(note)
    try:
        send()
    finally:
        got_request_exception.disconnect(note)
    assert statuses >= {200, 302, 404}


@pytest.mark.parametrize(
    "query",
    [
        *(
            "p=-1",
            "p=99999999999999999999",
            "p=x",
            "p=%00",
            "o=-1.99.x",
            "o=9999999999",
            "all=1&p=2",
            "e=1",
            "q=%00",
            "q=%FF",
        ),
        *("changed_at__year=99999999999", "changed_at__gte=x", "upto__lt=99999999999999999999999", "value__regex=("),
        *(
            "value__in=%00",
            "published__exact=9",
            "class=%00",
            "incomplete=x",
            "password__startswith=a",
            "_to_field=password",
            "_to_field=",
        ),
        *("_popup=1&_to_field=x", "_facets=x", "draft=99999999999999999999", "draft=-1", "draft=１", "language=%00"),
        *(
            "readings__digit=%F0%9F%98%80",
            "pk__exact=%00",
            "value__isnull=x",
            "rank__range=1",
            "_changelist_filters=%FF",
        ),
    ],
)
@pytest.mark.parametrize("place", ["code/", "comparison/", "code/251/change/", "provider/"])
def test_an_odd_filter_is_no_failure(place, query):
    """An OverflowError is what stock Django answers to a year of eleven digits."""
    answer = editor_named("ann").get(f"/admin/codes/{place}?{query}")
    assert answer.status_code < 500


@pytest.mark.parametrize(
    "name", ["q", "p", "o", "class", "incomplete", "language", "draft", "_changelist_filters", "next", "e"]
)
def test_nothing_of_an_address_becomes_markup(name):
    editor = editor_named("ann")
    for place in ("", "codes/code/", "codes/code/251/change/", "overview/", "overview/fr/", "codes/code/251/history/"):
        page = editor.get(f"/admin/{place}", {name: CANARY}, follow=True).content
        assert (b"zq<zq" in page, b'zq"zq' in page) == (False, False)


def test_what_was_tried_was_a_workshop_with_content():
    assert models.Code.objects.count() > 100


@pytest.mark.parametrize(
    "address", ["/admin/codes/code/a%00b/history/", "/admin/r/1/%00/", "/admin/codes/code/?status__exact=%00"]
)
def test_an_address_that_no_database_can_look_up_is_refused(address):
    assert editor_named("ann").get(address).status_code == 400

"""What is typed survives the end of a session, and goes to nobody but who has typed it."""

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from codes import models
from tests.editors import ENTRY, LOGIN
from tests.posting import Form, form_at

pytestmark = [pytest.mark.django_db, pytest.mark.changes_content, pytest.mark.ignore_template_errors]
HERE = {"Sec-Fetch-Site": "same-origin"}
TYPED = 'Zwei\r\nZeilen & "mehr" <b>'


@pytest.fixture
def editor() -> Client:
    client = Client(enforce_csrf_checks=True, headers=HERE)
    client.force_login(get_user_model().objects.create_superuser("ann"))
    return client


def typed(editor: Client) -> dict[str, list[str]]:
    return form_at(editor, f"{ENTRY}?language=de") | {"description_de": [TYPED], "_continue": ["1"], "_anyway": ["on"]}


def kept(response) -> dict[str, list[str]]:
    assert response.status_code == 403
    return Form(response.content.decode()).data


def bare(form: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: values for name, values in form.items() if name != "csrfmiddlewaretoken"}


def test_who_was_signed_out_sends_it_again(editor):
    form = typed(editor)
    editor.logout()
    page = editor.post(ENTRY, form)
    assert f'href="{LOGIN}"' in page.content.decode()
    assert bare(kept(page)) == bare(form)
    editor.force_login(get_user_model().objects.get(username="ann"))
    assert editor.post(ENTRY, kept(page)).status_code == 302
    assert models.Code.objects.get(pk="251").description_de == TYPED


def test_who_signed_in_anew_in_another_tab_sends_it_again(editor):
    form = typed(editor)
    editor.cookies["csrftoken"] = "b" * 32
    page = editor.post(ENTRY, form)
    assert "You have signed in anew" in page.content.decode()
    assert bare(kept(page)) == bare(form)
    assert editor.post(ENTRY, kept(page)).status_code == 302


def test_files_have_to_be_chosen_again(editor):
    place = "/admin/overview/fr/import/"
    form = form_at(editor, place) | {"file": SimpleUploadedFile("x.po", b"x")}
    editor.cookies["csrftoken"] = "b" * 32
    assert "choose them again" in editor.post(place, form).content.decode()


@pytest.mark.parametrize("site", ["", "cross-site", "same-site", "none"])
@pytest.mark.parametrize("is_signed_in", [True, False])
def test_what_another_site_sends_is_neither_taken_nor_shown(editor, site, is_signed_in):
    form = bare(typed(editor))
    if not is_signed_in:
        editor.logout()
    answer = editor.post(ENTRY, form, headers={"Sec-Fetch-Site": site})
    assert (answer.status_code, TYPED[:4].encode() in answer.content) == (403, False)
    assert answer["Content-Type"] == "text/plain; charset=utf-8"


def test_a_password_is_never_sent_back(client):
    visitor = Client(enforce_csrf_checks=True, headers=HERE)
    answer = visitor.post(LOGIN, {"login": "ann", "password": "CANARY"})
    assert (answer.status_code, b"CANARY" in answer.content) == (403, False)

"""Every address of the workshop for every role: a new one fails here until somebody has decided who may use it."""

import re
from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver

from codes.models import Comparison, Draft, Provider
from codes.transfer import rows
from tests.editors import ENTRY, member
from tests.posting import form_at

# Templates of allauth's own look for what need not be there.
pytestmark = [pytest.mark.django_db, pytest.mark.changes_content, pytest.mark.ignore_template_errors]
ROLES = ["visitor", "Translators: French", "Reviewers", "Editors", "administrator"]
OUT, NOBODY, ALL = "302 302 302 302 302", "302 403 403 403 403", "302 200 200 200 200"
NONE, NO_POST, ONLY_ADMINISTRATORS = "302 404 404 404 404", "302 405 405 405 405", "302 403 403 403 200"
# Route: what GET and an empty POST answer to each role, in the order of ROLES. The language is another translator's.
TABLE = {
    "account/login/": ("200 302 302 302 302",) * 2,
    "account/logout/": ("302 200 200 200 200", OUT),
    "account/inactive/": ("200 200 200 200 200", "405 405 405 405 405"),
    "account/signup/": ("200 302 302 302 302",) * 2,
    "account/reauthenticate/": (NOBODY, NOBODY),
    "account/2fa/": (ALL, NO_POST),
    "account/2fa/authenticate/": (OUT, OUT),
    "account/2fa/reauthenticate/": (NOBODY, NOBODY),
    "account/2fa/totp/activate/": (ALL, ALL),
    "account/2fa/totp/deactivate/": (NONE, NONE),
    "account/2fa/recovery-codes/": (NONE, NO_POST),
    "account/2fa/recovery-codes/generate/": (ALL, ALL),
    "account/2fa/recovery-codes/download/": (NONE, NONE),
    "account/2fa/webauthn/": (ALL, NO_POST),
    "account/2fa/webauthn/add/": (ALL, ALL),
    "account/2fa/webauthn/reauthenticate/": (NOBODY, NOBODY),
    "account/2fa/webauthn/keys/<int:pk>/remove/": (NONE, NONE),
    "account/2fa/webauthn/keys/<int:pk>/edit/": (NONE, NONE),
    "overview/": (ALL, ALL),
    "overview/<language>/": (ALL, ALL),
    "overview/<language>/texts.<form>": ("302 403 200 200 200",) * 2,
    "overview/<language>/import/": ("302 403 200 200 200",) * 2,
    "": (ALL, ALL),
    "login/": (OUT, ALL),
    "logout/": (NO_POST, ALL),
    "password_change/": (ALL, ALL),
    "password_change/done/": (ALL, NO_POST),
    "autocomplete/": (NOBODY, NO_POST),
    "jsi18n/": (ALL, NO_POST),
    "r/<path:content_type_id>/<path:object_id>/": (NONE, NONE),
    "^(<app_label>)/$": (ALL, ALL),
    "(?P<url>.*)$": (NONE, NONE),
}
OF_ENTRIES = {
    "": (ALL, ALL),
    "add/": ("302 403 403 200 200",) * 2,
    "deleted/": ("302 403 403 200 200", "302 403 403 404 404"),
    "<path:object_id>/": (OUT, OUT),
    "<path:object_id>/history/": (ALL, "302 403 404 404 404"),
    "<path:object_id>/delete/": (ONLY_ADMINISTRATORS,) * 2,
    "<path:object_id>/change/": (ALL, ALL),
}
OF_PEOPLE = {
    "": (ONLY_ADMINISTRATORS,) * 2,
    "add/": (ONLY_ADMINISTRATORS,) * 2,
    "<path:object_id>/": (OUT, OUT),
    "<path:object_id>/history/": (ONLY_ADMINISTRATORS,) * 2,
    "<path:object_id>/delete/": (ONLY_ADMINISTRATORS,) * 2,
    "<path:object_id>/change/": (ONLY_ADMINISTRATORS,) * 2,
}
TABLE |= {
    f"codes/{kind}/{end}": told for kind in ("code", "comparison", "provider") for end, told in OF_ENTRIES.items()
}
# A translator's form of a comparison has no field that has to be there: the empty post is a draft.
TABLE["codes/comparison/<path:object_id>/change/"] = (ALL, "302 302 200 200 200")
PEOPLE = ("auth/group", "auth/user", "mfa/authenticator")
TABLE |= {f"{kind}/{end}": told for kind in PEOPLE for end, told in OF_PEOPLE.items()}
TABLE["mfa/authenticator/add/"] = (NOBODY, NOBODY)
TABLE["mfa/authenticator/<path:object_id>/change/"] = (ONLY_ADMINISTRATORS, NOBODY)
TABLE["auth/user/<id>/password/"] = (ONLY_ADMINISTRATORS,) * 2


def routes(resolver=None, before: str = "") -> Iterator[str]:
    """The routes of the URL configuration below /admin/."""
    for pattern in (resolver or get_resolver(settings.WORKSHOP_URLCONF)).url_patterns:
        route = re.sub(r"\?P<app_label>[^)]*", "<app_label>", before + str(pattern.pattern))
        if not isinstance(pattern, URLPattern):
            yield from routes(pattern, route)
        elif route.startswith("admin/"):
            yield route.removeprefix("admin/")


def somebody(role: str) -> Client:
    client = Client()
    if role != "visitor":
        user = get_user_model().objects.create_user("me", is_staff=True, is_superuser=role == "administrator")
        user.groups.set(Group.objects.filter(name=role))
        client.force_login(user)
    return client


@pytest.fixture
def address():
    """The address of a route, with something that exists in its places."""
    other = get_user_model().objects.create_user("other")
    samples = {
        "code": "251",
        "comparison": Comparison.objects.values_list("pk", flat=True)[0],
        "provider": Provider.objects.values_list("pk", flat=True)[0],
        "group": Group.objects.get(name="Editors").pk,
        "user": other.pk,
        "authenticator": Authenticator.objects.create(user=other, type=Authenticator.Type.TOTP, data={}).pk,
    }

    def filled(route: str) -> str:
        kind = route.split("/")[1] if "/" in route else ""
        found = re.sub("<(?:int:)?(?:pk|id)>", str(samples["authenticator" if "webauthn" in route else "user"]), route)
        found = found.replace("<path:object_id>", str(samples.get(kind, 1))).replace("<path:content_type_id>", "1")
        found = found.replace("<language>", "de").replace("<form>", "po")
        return "/admin/" + re.sub(r"^\^?\(.*\$", lambda each: "codes/" if "label" in each[0] else "nonsense", found)

    return filled


def test_somebody_has_decided_about_every_address():
    assert sorted(routes()) == sorted(TABLE)


@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_what_is_its_own(role, address):
    found = {}
    for route in TABLE:
        statuses = []
        for method in ("get", "post"):
            with transaction.atomic():
                statuses.append(getattr(somebody(role), method)(address(route)).status_code)
                transaction.set_rollback(True)
        found[route] = statuses
    number = ROLES.index(role)
    assert found == {route: [int(told.split()[number]) for told in both] for route, both in TABLE.items()}


FORGED = {
    "value": "252",
    "published": "",
    "rfc_text": "Forged",
    "status": "wild",
    "aliases": "forged",
    "name_en": "Forged",
    "name_de": "Falsch",
    "phases-0-meaning_de": "Falsch",
    "phases-0-DELETE": "on",
    "references-0-DELETE": "on",
    "references-0-url": "https://forged.example/",
    "examples-TOTAL_FORMS": "1",
    "examples-0-dialogue": "C: FORGED",
    "_confirm": ["251.name.de"],
    "_minor": "on",
}


@pytest.mark.parametrize("way", [{"_save": "1"}, {"_draft": "1"}, {"_continue": "1"}, {"_addanother": "1"}])
@pytest.mark.parametrize("language", ["fr", "de", "en"])
def test_no_field_that_is_not_a_translators_reaches_the_entry(way, language):
    """Whatever is posted in whichever language: not the site, and not the draft that a reviewer will publish."""
    french, before = member("Translators: French"), rows.read()
    form = form_at(french, f"{ENTRY}?language={language}") | FORGED | {"_shown": language, "_anyway": "on"} | way
    french.post(f"{ENTRY}?language={language}", form | {"name_fr": "Autre nom"})
    assert rows.read() == before
    draft = Draft.objects.get().content
    assert draft["texts"].pop("name") == {"en": before["251"].texts["name", "en"], "fr": "Autre nom"}
    assert "forged" not in str(draft).lower()
    assert "Falsch" not in str(draft)


@pytest.mark.parametrize("address", ["/admin/codes/code/", "/admin/codes/comparison/", "/admin/codes/provider/"])
def test_no_action_of_the_lists_deletes_for_who_may_not(address):
    before = rows.read()
    pks = [
        *Comparison.objects.values_list("pk", flat=True)[:1],
        "251",
        Provider.objects.values_list("pk", flat=True)[0],
    ]
    for group in ("Translators: French", "Reviewers", "Editors"):
        member(group).post(address, {"action": "delete_selected", "_selected_action": pks, "post": "yes"})
    assert rows.read() == before


def test_nobody_sees_the_secret_of_a_second_factor():
    """Not even an administrator, who could sign in with it as somebody else."""
    owner, administrator = get_user_model().objects.create_user("owner"), somebody("administrator")
    for kind in Authenticator.Type.values:
        factor = Authenticator.objects.create(
            user=owner, type=kind, data={"name": "key", "secret": "CANARY", "seed": "CANARY"}
        )
        page = administrator.get(f"/admin/mfa/authenticator/{factor.pk}/change/").content.decode()
        assert ("owner" in page, "CANARY" in page) == (True, False)


def test_no_group_may_touch_accounts():
    """Whoever changes users is as good as an administrator."""
    held = Group.objects.values_list("permissions__content_type__app_label", flat=True).distinct()
    assert list(held) == ["codes"]

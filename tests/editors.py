"""Editors of the workshop, as tests need them."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client

from codes import catalogue

ENTRY = "/admin/codes/code/251/change/"
LOGIN = "/admin/account/login/"
PASSWORD = "a long enough password"  # noqa: S105
STEPS = "1. Corrigez l’adresse.\n2. Renvoyez le message."


def editor_named(name: str) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.create_superuser(name))
    return client


def page(path: str) -> str:
    catalogue.holder.forget()
    return Client().get(path).content.decode()


def save(editor: Client, form: dict, **fields: str):
    return editor.post(ENTRY, form | {"_anyway": "on"} | fields)


def member(group: str) -> Client:
    """Somebody of a group who has just signed in."""
    user = get_user_model().objects.create_user(group, is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return client


def sign_in(client: Client, password: str = PASSWORD, name: str = "ann"):
    """What the sign-in form answers."""
    return client.post(f"{LOGIN}?next=/admin/overview/", {"login": name, "password": password})

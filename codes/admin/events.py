"""What the log says of accounts: who came in, who did not, and who made whom powerful."""

from typing import Any

from allauth.core import context
from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import m2m_changed, post_delete, post_save

from smtpref.clients import network_of
from smtpref.logs import event


def listen() -> None:
    """Hear of everything from now on."""
    user = get_user_model()
    user_logged_in.connect(signed_in, dispatch_uid="signed_in")
    user_logged_out.connect(signed_out, dispatch_uid="signed_out")
    user_login_failed.connect(failed, dispatch_uid="failed")
    post_save.connect(account_changed, sender=LogEntry, dispatch_uid="account_changed")
    post_delete.connect(account_deleted, sender=user, dispatch_uid="account_deleted")
    for through in (user.groups.through, user.user_permissions.through, Group.permissions.through):
        m2m_changed.connect(role_changed, sender=through, dispatch_uid=f"role_changed {through.__name__}")


def signed_in(request: Any, user: Any, **_signal: Any) -> None:
    """Somebody has shown all that is asked for."""
    event("signed in", by=user.get_username(), address=network_of(request) if request.META else "")


def signed_out(request: Any, user: Any, **_signal: Any) -> None:
    """Somebody has left, or their session has ended."""
    event("signed out", by=user.get_username() if user else "")


def failed(credentials: dict[str, Any], request: Any = None, **_signal: Any) -> None:
    """A wrong password; a name that nobody has may be a password in the wrong field and is not noted."""
    name = credentials.get("username", "")
    known = get_user_model()._default_manager.filter(username=name).exists()
    event("failed to sign in", account=name if known else "unknown", address=network_of(request) if request else "")


def account_changed(instance: LogEntry, **_signal: Any) -> None:
    """An account, group or second factor was made or changed in the workshop; the fields, never what is in them."""
    kind = instance.content_type
    if kind and kind.app_label in {"auth", "mfa"} and instance.action_flag != DELETION:
        what, by = f"{kind.model} {instance.object_repr}", instance.user.get_username()
        event("account changed", by=by, what=what, fields=instance.change_message)


def account_deleted(instance: Any, **_signal: Any) -> None:
    """An account is no more."""
    event("account deleted", by=acting(), what=instance.get_username())


def role_changed(instance: Any, action: str, model: Any, pk_set: set[int] | None, **_signal: Any) -> None:
    """Somebody may do more or less than before."""
    if action.startswith("post_") and (by := acting()):
        names = ", ".join(map(str, model._default_manager.filter(pk__in=pk_set or ()))) or "all"
        event("role changed", by=by, what=instance, how=f"{action.removeprefix('post_')} {names}")


def acting() -> str:
    """Who is signed in where this happens; nobody in a command."""
    request = context.request
    return request.user.get_username() if request and hasattr(request, "user") else ""

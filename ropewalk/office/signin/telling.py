"""The audit of what people change in how they sign in, which is written by views that are not ours."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.http import HttpRequest

from ropewalk.accounts.audit import note
from ropewalk.accounts.by import By
from ropewalk.accounts.models import Person


@contextmanager
def telling(request: HttpRequest) -> Iterator[None]:
    """A transaction round a view: where how somebody signs in is another afterwards, the audit tells it."""
    pk = request.user.pk
    with transaction.atomic():
        before = _how(pk)
        yield
        after = _how(pk)
        if before != after and pk is not None:
            email = Person.objects.get(pk=pk).email
            by = By(email, (), request.request_id)  # type: ignore[attr-defined]
            told = {"steps": after["steps"], "password": _changed(before, after)}
            note(by, "sign-in changed", "person", email, told)


def _how(pk: int | None) -> dict[str, Any]:
    """A person's second steps by kind and number, and their password as it is kept."""
    steps = Authenticator.objects.filter(user_id=pk).order_by("pk").values_list("type", "pk")
    password = Person.objects.filter(pk=pk or 0).values_list("password", flat=True).first()
    return {"steps": [f"{kind} {number}" for kind, number in steps], "password": password}


def _changed(before: dict[str, Any], after: dict[str, Any]) -> str:
    return "the same" if before["password"] == after["password"] else "changed"

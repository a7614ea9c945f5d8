"""Who may open which page. Every address of the office stands behind a door; a test walks them all.

``door(needs=Right.SEE_PEOPLE)(view)`` opens for whoever has that right somewhere; the view, or the action
that it calls, then asks for the right over the very thing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from ropewalk.accounts.by import By, NotAllowedError, by_person
from ropewalk.accounts.roles import Right
from ropewalk.office.refused import forbidden
from ropewalk.office.signin.telling import telling

SECOND_STEPS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
View = Callable[..., HttpResponseBase]


class Opens(StrEnum):
    """For whom a door opens."""

    ANYBODY = "anybody"
    FIRST_STEP = "whoever has signed in, with or without a second step"
    SIGNED_IN = "whoever has signed in with a second step"
    RIGHT = "whoever has the right"


@dataclass(frozen=True, slots=True)
class Door:
    """What a page asks of who opens it."""

    opens: Opens
    right: Right | None = None


def door(
    opens: Opens = Opens.RIGHT, *, needs: Right | None = None, whole: bool = False
) -> Callable[[View], View]:
    """Put a view behind a door. ``whole``: what a form writes is one transaction, for views that are not
    ours; our actions see to that themselves."""
    kind = Door(opens, needs)
    if (kind.opens is Opens.RIGHT) != (needs is not None):
        raise ValueError("A door opens for a right, and then names it, or for a kind of person")

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            refused = _refuse(kind, request)
            if refused is not None:
                return refused
            try:
                if whole and request.method == "POST":
                    with telling(request):
                        return view(request, *args, **kwargs)
                return view(request, *args, **kwargs)
            except NotAllowedError:
                return forbidden(request)

        guarded.door = kind  # type: ignore[attr-defined]
        return guarded

    return decorate


def _refuse(kind: Door, request: HttpRequest) -> HttpResponseBase | None:
    """Where somebody is sent for whom the door stays shut; None where it opens."""
    by: By | None = None
    if request.user.is_authenticated:
        by = by_person(request.user, request.request_id)  # type: ignore[attr-defined]
    request.by = by  # type: ignore[attr-defined]
    if kind.opens is Opens.ANYBODY:
        return None
    if by is None:
        return redirect_to_login(request.get_full_path())
    if kind.opens is Opens.FIRST_STEP:
        return None
    if not second_step(request):
        return redirect("mfa_index")
    if kind.right is not None and not by.may_somewhere(kind.right):
        return forbidden(request)
    return None


def second_step(request: HttpRequest) -> bool:
    """Whether who signed in has more than a password: a code, a key, or the council's own sign-in, which asks
    for one itself."""
    records = get_authentication_records(request, request.user)
    if any(record.get("method") == "socialaccount" for record in records):
        return True
    return not steps_of(request).isdisjoint(SECOND_STEPS)


def steps_of(request: HttpRequest) -> frozenset[str]:
    """The kinds of second step that who signed in has set up, recovery codes among them; asked once a
    request."""
    if not hasattr(request, "steps"):
        held = Authenticator.objects.filter(user=request.user).values_list("type", flat=True)
        request.steps = frozenset(held)  # type: ignore[attr-defined]
    return request.steps  # type: ignore[attr-defined, no-any-return]

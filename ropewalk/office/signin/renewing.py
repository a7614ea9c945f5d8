"""A session's key is made anew when somebody shows again who they are: what was got hold of before that is no
use for what they do then (OWASP ASVS 5.0.0, 7.2.4)."""

from typing import Any

from allauth.account.signals import authentication_step_completed
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.http import HttpRequest


def renew_sessions() -> None:
    """From now on. Called once, when applications are ready."""
    authentication_step_completed.connect(_renew, dispatch_uid="ropewalk.renew_sessions")


def _renew(request: HttpRequest, **told: Any) -> None:
    """Only within a session: who is just coming in gets a new one from Django."""
    if not told.get("reauthenticated") or not request.user.is_authenticated:
        return
    with transaction.atomic():
        before = request.session.session_key
        request.session.cycle_key()
        # Where people end their sessions, this one stays the same.
        UserSession.objects.filter(session_key=before).update(session_key=request.session.session_key)

"""Second steps as we hold people to them: a code counts once, and a wrong one is in the audit."""

from typing import Any, Final

from allauth.mfa.base import forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache

from ropewalk.accounts.audit import note
from ropewalk.accounts.by import By

REMEMBERED: Final = 120
"""Seconds for which a code that was used is remembered. It fits for 90: its own half minute, and the one on
either side for clocks that are not quite right."""


def once(step: Any, code: str) -> bool:
    """Note that a code was used; False where it was before."""
    return bool(cache.add(step._get_used_cache_key(code), "y", timeout=REMEMBERED))


def count_codes_once() -> None:
    """Remember codes for as long as they fit. allauth forgets them after half a minute."""
    TOTP._mark_code_used = once


class _Told:
    """A form for a code: what does not fit is told in the audit."""

    user: Any

    def _emit_authentication_failed(self, authenticator: Authenticator) -> None:
        note(By("somebody"), "second step failed", "person", self.user.email)
        super()._emit_authentication_failed(authenticator)  # type: ignore[misc]


class Authenticate(_Told, forms.AuthenticateForm):  # type: ignore[misc]
    """The code after the password."""


class Reauthenticate(_Told, forms.ReauthenticateForm):  # type: ignore[misc]
    """The code before a change of how somebody signs in."""

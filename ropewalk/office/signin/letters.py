"""Letters about signing in: short, plain, and with no link but where one is asked for."""

from collections.abc import Mapping
from typing import Any, Final

from ropewalk.vocabulary.language import _, later

RESET: Final = "account/email/password_reset_key"

CHANGED: Final[Mapping[str, str]] = {
    "account/email/password_changed": later("Your password was changed"),
    "account/email/password_set": later("A password was set for you"),
    "account/email/password_reset": later("Your password was reset"),
    "mfa/email/totp_activated": later("An authenticator app was added"),
    "mfa/email/totp_deactivated": later("Your authenticator app was removed"),
    "mfa/email/webauthn_added": later("A security key was added"),
    "mfa/email/webauthn_removed": later("A security key was removed"),
    "mfa/email/recovery_codes_generated": later("New recovery codes were made"),
    "socialaccount/email/account_connected": later("You can sign in with the council's account"),
    "socialaccount/email/account_disconnected": later("You can no longer sign in with the council's account"),
}
"""What a letter tells of, by the name that allauth has for it."""


def letter(name: str, context: Mapping[str, Any]) -> tuple[str, str]:
    """Subject and text of a letter. Raises KeyError for a letter that we never send."""
    if name == RESET:
        return _("Choose a new password"), _(
            "Somebody asked for a new password for your account. If it was you, open this link within a day:"
            "\n\n"
            "{link}\n\nIf it was not you, you need do nothing."
        ).format(link=context["password_reset_url"])
    told = _(CHANGED[name])
    return told, _(
        "{what}.\n\nIf this was not you, tell an administrator at once, and ask them to end your sessions."
    ).format(what=told)


def invitation_letter(link: str, days: int, by: str) -> tuple[str, str]:
    """Subject and text of an invitation."""
    return _("You are invited to the office of the council's account"), _(
        "{by} invites you to work on the council's public account.\n\nOpen this link to choose a password. "
        "It works once, and for {days} days:\n\n{link}\n\nIf you did not expect this, you need do nothing."
    ).format(by=by, days=days, link=link)

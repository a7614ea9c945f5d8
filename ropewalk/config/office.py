"""Settings of the office: who may sign in and how, all from the environment. docs/office.md explains each.

ROPEWALK_OFFICE           set to 0 for an account without an office
ROPEWALK_OIDC_ISSUER      the address of the council's sign-in service, and its name for us:
ROPEWALK_OIDC_CLIENT      with ROPEWALK_OIDC_SECRET
ROPEWALK_OIDC_NAME        what its button says (default: the council's account)
ROPEWALK_OIDC_TRUST_EMAIL set to 1 when the issuer vouches for addresses without saying so
ROPEWALK_SMTP             where mail is handed in, as smtp://user:password@host:587; folder:NAME keeps letters
                          in that folder of the workspace; else they are printed
ROPEWALK_MAIL_FROM        whom mail is from
ROPEWALK_BREACHED         a file of hashes of stolen passwords, which nobody may choose then
ROPEWALK_IDLE             minutes after which somebody who does nothing is signed out (default 120)
ROPEWALK_PROXIES          how many proxies of ours stand before the server (default 0)
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")
PORTS = {"smtp": 587, "smtps": 465}


def mail(address: str) -> dict[str, Any]:
    """Django's settings for an SMTP address; printing where there is none. STARTTLS is used on ``smtp://``
    unless the host is this machine. Raises ImproperlyConfigured for another kind of address."""
    if not address:
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    parts = urlsplit(address)
    if parts.scheme == "folder" and NAME.fullmatch(parts.path):
        return {"EMAIL_BACKEND": "ropewalk.accounts.letters.Kept", "LETTERS": parts.path}
    if parts.scheme not in PORTS or not parts.hostname:
        raise ImproperlyConfigured("ROPEWALK_SMTP is not an address such as smtp://user:password@host:587")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and parts.hostname not in ("localhost", "127.0.0.1"),
        "EMAIL_TIMEOUT": 20,
    }


def identity(environment: Mapping[str, str]) -> dict[str, Any]:
    """allauth's settings for the council's own sign-in service; empty where none is named. Raises
    ImproperlyConfigured when its parts do not fit together."""
    issuer, client = environment.get("ROPEWALK_OIDC_ISSUER", ""), environment.get("ROPEWALK_OIDC_CLIENT", "")
    if not issuer and not client:
        return {}
    if not client or not issuer.startswith(("https://", "http://localhost", "http://127.0.0.1")):
        raise ImproperlyConfigured(
            "ROPEWALK_OIDC_ISSUER (an https address) and ROPEWALK_OIDC_CLIENT go together"
        )
    app = {
        "provider_id": "council",
        "name": environment.get("ROPEWALK_OIDC_NAME", ""),
        "client_id": client,
        "secret": environment.get("ROPEWALK_OIDC_SECRET", ""),
        # Whoever the service says that it is, a token is taken from the one that was named here alone.
        "settings": {"server_url": issuer, "openid_configuration_overrides": {"issuer": issuer}},
    }
    trusted = environment.get("ROPEWALK_OIDC_TRUST_EMAIL") == "1"
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True, "VERIFIED_EMAIL": trusted}}


def forms_lead_to(environment: Mapping[str, str]) -> list[str]:
    """Where a form of ours may end up beside our own pages: at the council's sign-in service."""
    parts = urlsplit(environment.get("ROPEWALK_OIDC_ISSUER", ""))
    return [f"{parts.scheme}://{parts.netloc}"] if parts.netloc else []


def from_environment(environment: Mapping[str, str], *, https: bool, base: str = "") -> dict[str, Any]:
    """What the office takes from the environment. ``base``: the path of the host below which the site is."""
    return {
        "DEFAULT_FROM_EMAIL": environment.get("ROPEWALK_MAIL_FROM", "ropewalk@localhost"),
        "ALLAUTH_TRUSTED_PROXY_COUNT": int(environment.get("ROPEWALK_PROXIES") or 0),
        "AUTH_PASSWORD_VALIDATORS": [*PASSWORDS, *_breached(environment.get("ROPEWALK_BREACHED", ""))],
        **mail(environment.get("ROPEWALK_SMTP", "")),
        **{
            f"{kind}_COOKIE_{name}": value
            for kind, called in (("SESSION", "office"), ("CSRF", "office-form"))
            for name, value in _cookie(called, https, base)
        },
    }


def _breached(file: str) -> list[dict[str, Any]]:
    """The check against stolen passwords, where there is a list of them. Raises ImproperlyConfigured for a
    file that is not there: nobody should believe that a check is made when it is not."""
    if file and not Path(file).is_file():
        raise ImproperlyConfigured(f"ROPEWALK_BREACHED is {file!r}, and there is no such file")
    return [{"NAME": "ropewalk.office.signin.passwords.Breached", "OPTIONS": {"file": file}}] if file else []


def _cookie(called: str, https: bool, base: str) -> list[tuple[str, Any]]:
    """A cookie that no public page reads, scripts cannot read, and other sites cannot send. By https its name
    begins so that browsers take it from this very host alone, which asks that it be for the whole host; where
    the host is shared with other sites it stays below our own path instead."""
    whole = https and not base
    start = "__Host-" if whole else "__Secure-" if https else ""
    path = "/" if whole else f"{base}/office/"
    told = [("NAME", f"{start}{called}"), ("PATH", path), ("SECURE", https)]
    return [*told, ("HTTPONLY", True), ("SAMESITE", "Lax")]


MIDDLEWARE = [
    "ropewalk.office.below.headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "ropewalk.office.signin.lasting.ending",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "ropewalk.office.below.language",
]
"""What runs below /office/, and nowhere else: see ``ropewalk.office.below``."""

PASSWORDS: Final[list[dict[str, Any]]] = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "ropewalk.office.signin.passwords.MadeOfCommon"},
    {"NAME": "ropewalk.office.signin.passwords.OfThisPlace"},
]
"""What a password must not be; nothing is asked of its signs."""

PERSON = {
    "AUTH_USER_MODEL": "accounts.Person",
    "AUTHENTICATION_BACKENDS": ["allauth.account.auth_backends.AuthenticationBackend"],
    "PASSWORD_HASHERS": [
        "ropewalk.accounts.hashing.Argon2",
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    ],
    "LOGIN_URL": "account_login",
    "LOGIN_REDIRECT_URL": "office",
    "SESSION_COOKIE_AGE": 12 * 60 * 60,
    "SESSION_EXPIRE_AT_BROWSER_CLOSE": True,
    "CSRF_FAILURE_VIEW": "ropewalk.office.refused.no_token",
    "MESSAGE_STORAGE": "django.contrib.messages.storage.session.SessionStorage",
    "PASSWORD_RESET_TIMEOUT": 24 * 60 * 60,
    # Failed sign-ins are counted for all processes of the server together, and a restart forgets none.
    "CACHES": {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "accounts_remembered",
            "OPTIONS": {"MAX_ENTRIES": 100_000},
        }
    },
}
"""Who somebody is, and what is remembered of them while they are here."""

SIGN_IN = {
    "ACCOUNT_ADAPTER": "ropewalk.office.signin.adapter.Adapter",
    "ACCOUNT_USER_MODEL_USERNAME_FIELD": None,
    "ACCOUNT_LOGIN_METHODS": {"email"},
    "ACCOUNT_SIGNUP_FIELDS": ["email*", "password1*"],
    "ACCOUNT_EMAIL_VERIFICATION": "none",  # an invitation proves the address
    "ACCOUNT_EMAIL_NOTIFICATIONS": True,
    "ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS": False,
    "ACCOUNT_EMAIL_SUBJECT_PREFIX": "",
    "ACCOUNT_LOGOUT_REDIRECT_URL": "account_login",
    "ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE": False,
    "ACCOUNT_SESSION_REMEMBER": False,
    "ACCOUNT_LOGIN_ON_PASSWORD_RESET": False,
    # A council's officers come by one address, and on the day that returns are due all at once: what is held
    # down is wrong tries, of one person and of one address. ``login`` bounds what hashing may cost. A
    # challenge makes a letter: so many an hour from where it comes, so many a day to one address.
    "ACCOUNT_RATE_LIMITS": {
        "login": "300/m/ip",
        "login_failed": "20/m/ip,5/300s/key",
        "challenge": "10/h/ip,30/d/ip,3/d/key",
    },
    "ACCOUNT_PREVENT_ENUMERATION": True,
    "SOCIALACCOUNT_ADAPTER": "ropewalk.office.signin.adapter.CouncilAdapter",
    "SOCIALACCOUNT_AUTO_SIGNUP": True,
    "SOCIALACCOUNT_EMAIL_AUTHENTICATION": True,
    "SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT": True,
    "SOCIALACCOUNT_STORE_TOKENS": False,
    "OPENID_CONNECT_URL_PREFIX": "",
    "MFA_ADAPTER": "ropewalk.office.signin.sealing.MFAAdapter",
    "MFA_FORMS": {
        "authenticate": "ropewalk.office.signin.steps.Authenticate",
        "reauthenticate": "ropewalk.office.signin.steps.Reauthenticate",
    },
    "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
    "MFA_TOTP_TOLERANCE": 1,
    "MFA_TOTP_ISSUER": "Ropewalk",
    "MFA_RECOVERY_CODES_SHOW_ONCE": True,
    "USERSESSIONS_TRACK_ACTIVITY": False,
}
"""How people sign in: by address, password and a second step, or by the council's own service."""

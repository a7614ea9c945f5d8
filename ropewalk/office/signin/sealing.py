"""Seeds of second steps, sealed: who reads the database, or a copy of it, cannot make anybody's codes.

AES-256-GCM under a key that is derived (HKDF with SHA-256) from the workspace's secret key, which lies
outside the database. A key that was replaced still opens what it sealed while it stands among
``settings.SECRET_KEY_FALLBACKS``; whoever signs in has theirs sealed anew with the newest.
"""

import base64
import logging
import os
from functools import lru_cache
from typing import Any, Final

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

LOG = logging.getLogger(__name__)
MARK: Final = "sealed1:"
"""What sealed words begin with, and nothing that allauth makes; the number is that of the method."""
FOR: Final = b"ropewalk second steps"
NONCE: Final = 12


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """allauth's second steps, with their seeds sealed where they lie."""

    def encrypt(self, text: str) -> str:
        """Seal a seed."""
        return sealed(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open a seed."""
        return opened(encrypted_text)


def sealed(text: str) -> str:
    """A text that only the holder of the secret key reads; each time another."""
    nonce = os.urandom(NONCE)
    made = AESGCM(_key(settings.SECRET_KEY)).encrypt(nonce, text.encode(), FOR)
    return MARK + base64.b64encode(nonce + made).decode("ascii")


def opened(text: str) -> str:
    """What was sealed; a text that was written before there were seals is given as it is. Where no key fits,
    or somebody changed it, a new seed that no code of anybody's fits: the door stays shut."""
    if not text.startswith(MARK):
        return text
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        found = _with(key, text)
        if found is not None:
            return found
    LOG.error("A second step cannot be opened: its key is gone, or it was changed")
    return str(generate_totp_secret())


def seal_again(person: Any) -> None:
    """Seal a person's seeds with the newest key, where they are not yet."""
    for row in Authenticator.objects.filter(user=person):
        told = {name: row.data[name] for name in ("secret", "seed") if name in row.data}
        old = {name: text for name, text in told.items() if _with(settings.SECRET_KEY, text) is None}
        if old and all(_is_known(text) for text in old.values()):
            row.data |= {name: sealed(opened(text)) for name, text in old.items()}
            row.save(update_fields=["data"])


def _is_known(text: str) -> bool:
    fits = (_with(key, text) is not None for key in settings.SECRET_KEY_FALLBACKS)
    return not text.startswith(MARK) or any(fits)


def _with(key: str, text: str) -> str | None:
    """What a key opens; None where it does not."""
    if not text.startswith(MARK):
        return None
    try:
        both = base64.b64decode(text.removeprefix(MARK), validate=True)
        return AESGCM(_key(key)).decrypt(both[:NONCE], both[NONCE:], FOR).decode()
    except (InvalidTag, ValueError):
        return None


@lru_cache(maxsize=8)
def _key(secret: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=FOR).derive(secret.encode())

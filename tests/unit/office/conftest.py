"""Browsers of people who have signed in, without typing a password each time."""

from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from ropewalk.accounts.models import Person


@pytest.fixture
def entered() -> Callable[..., Client]:
    """A browser of somebody who has signed in; with a second step unless said."""

    def enter(person: Person, *, second_step: bool = True) -> Client:
        if second_step:
            TOTP.activate(person, generate_totp_secret())
        client = Client()
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return enter

"""The pages of the toy city, asked for without a network."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client

from ropewalk.plan import actions
from ropewalk.publish.website.account import Account, open_account
from ropewalk.workspace.definitions import read_definitions
from ropewalk.workspace.folder import Folder

Get = Callable[[str], HttpResponse]


@pytest.fixture
def account(db: None, built_toy: Path, settings) -> Account:
    """The toy city's account: its findings as built, its definitions in the test's own database."""
    settings.WORKSPACE = built_toy
    actions.load_definitions(read_definitions(Folder(built_toy)), by="A. Officer")
    return open_account()


@pytest.fixture
def get(account: Account) -> Get:
    """Ask for a page."""
    client = Client(HTTP_HOST="localhost")
    return client.get

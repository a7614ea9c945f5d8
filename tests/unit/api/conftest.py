"""The toy city's account, asked for as programs do."""

from pathlib import Path

import pytest
from asked import Ask, Read, asking

from ropewalk.plan import actions
from ropewalk.publish.account import Account, open_account
from ropewalk.workspace.definitions import read_definitions
from ropewalk.workspace.folder import Folder


@pytest.fixture
def account(db: None, built_toy: Path, settings) -> Account:
    """The toy city's account: its findings as built, its definitions in the test's own database."""
    settings.WORKSPACE = built_toy
    actions.load_definitions(read_definitions(Folder(built_toy)), by="A. Officer")
    return open_account()


@pytest.fixture
def ask(account: Account) -> Ask:
    """Ask for an address below the API's."""
    return asking()


@pytest.fixture
def read(ask: Ask) -> Read:
    """What an address answers, as JSON."""
    return lambda path: ask(path).json()

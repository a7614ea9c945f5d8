"""The open data of the toy city, asked for without a network."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.http.response import HttpResponseBase
from django.test import Client

from ropewalk.plan import actions
from ropewalk.publish.opendata.holding import Holding, open_holding
from ropewalk.workspace.definitions import read_definitions
from ropewalk.workspace.folder import Folder


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where made files are kept: what one test had made, the next need not make again."""
    return tmp_path_factory.mktemp("shelf")


@pytest.fixture
def holding(db: None, built_toy: Path, shelf: Path, settings, monkeypatch: pytest.MonkeyPatch) -> Holding:
    """What the toy city holds."""
    settings.WORKSPACE = built_toy
    monkeypatch.setattr("ropewalk.publish.opendata.holding.FOLDER", (str(shelf),))
    actions.load_definitions(read_definitions(Folder(built_toy)), by="A. Officer")
    return open_holding()


@pytest.fixture
def get(holding: Holding) -> Callable[..., HttpResponseBase]:
    """Ask for a file or a page; what is streamed is read to its end into ``whole``, and closed."""
    client = Client(HTTP_HOST="localhost")

    def ask(address: str, **headers: str) -> HttpResponseBase:
        answer = client.get(address, headers=headers)
        answer.whole = b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined]
        answer.close()
        return answer

    return ask


@pytest.fixture
def body(get) -> Callable[[str], bytes]:
    """The bytes of a file that must be there."""

    def found(address: str) -> bytes:
        answer = get(address)
        assert answer.status_code == 200, address
        return answer.whole  # type: ignore[attr-defined]

    return found

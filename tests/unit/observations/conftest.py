"""An empty store in a folder whose name no tool should stumble over."""

from pathlib import Path

import pytest

from ropewalk.observations.store import Store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "a city's store é=1 #2"


@pytest.fixture
def store(folder: Path) -> Store:
    return Store.create(folder)

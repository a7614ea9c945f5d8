"""Shared by every test. The network is shut by pytest-socket's options in pyproject.toml."""

from pathlib import Path

import pytest
from toy_city import write_toy_city


@pytest.fixture(scope="session")
def toy_city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small made-up city's folder. Do not write into it: copy it first."""
    return write_toy_city(tmp_path_factory.mktemp("city") / "toy")

"""Where the reference files are: beside the tests, or in the folder named by ROPEWALK_REFERENCE."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def folder() -> Path:
    """The folder of reference files."""
    return Path(os.environ.get("ROPEWALK_REFERENCE") or Path(__file__).parent)

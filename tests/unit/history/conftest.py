"""The toy city over three editions of one source: in the second, work rises no more; in the third it does."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from editions import FALLS, SLIGHTLY, edition, keep_shipped

from ropewalk.workspace.definitions import read_definitions
from ropewalk.workspace.folder import Folder
from ropewalk.workspace.refresh import refresh

LATER = datetime(2027, 1, 1, tzinfo=UTC)


@pytest.fixture
def folder(workspace: Path) -> Folder:
    return keep_shipped(Folder(workspace))


@pytest.fixture
def edited(folder: Folder) -> Folder:
    """Revision 5 is the shipped edition; in 6 the rise is gone; 7 is the shipped one with one year mended."""
    edition(folder, *FALLS, published=date(2024, 6, 10), at=LATER, note="the survey was weighted anew")
    edition(folder, *SLIGHTLY, published=date(2024, 7, 1), at=LATER)
    refresh(folder, read_definitions(folder), today=date(2024, 8, 1))
    return folder

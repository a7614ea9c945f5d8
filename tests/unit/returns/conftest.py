"""A plan and people for tests of returns."""

import pytest
from asked_for import a_plan, a_team

from ropewalk.accounts.models import Person


@pytest.fixture
def team(db) -> dict[str, Person]:
    """People, in a workspace whose plan is the toy's."""
    a_plan()
    return a_team()

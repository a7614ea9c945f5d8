"""What the office lists can be taken away as a sheet, from the page that lists it, or it is said why not."""

from collections.abc import Callable

import pytest
from django.test import Client
from office_pages import OFFICE, address, somebody_of_all_roles, something_everywhere

pytestmark = pytest.mark.django_db
WITHOUT = {
    "office": "what waits for me: rows of other lists",
    "audit": "the log is exported whole, so that its chain can be checked",
    "later": "the program's own work: nothing of it is anybody's to edit",
    "polls": "each row opens or shuts publishing: set one by one, with what it does in sight",
    "recognitions": "about people who agree one by one to being named",
    "returns-late": "a part of the list of returns",
    "threads": "actions and milestones, by team",
    "timeline": "actions and milestones, drawn",
}
"""Lists without a sheet of their own, and why."""
OF_MYSELF = "me/"


@pytest.fixture
def lists(entered: Callable[..., Client]) -> dict[str, str]:
    """Every page that lists something, of no one thing: its name, and what it says."""
    something_everywhere()
    client, found = entered(somebody_of_all_roles()), {}
    for at, one in OFFICE:
        if "<" in at or OF_MYSELF in at or one.name == "account_logout":
            continue
        answer = client.get(address(at))
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            page = answer.content.decode().partition("<main")[2]
            if "<table" in page or "rw-list" in page:
                found[one.name] = page
    return found


def test_each_list_has_a_sheet_or_a_reason(lists: dict[str, str]) -> None:
    assert len(lists) > 20
    without = {name for name, page in lists.items() if "/office/sheets/" not in page}
    assert without ^ set(WITHOUT) == set()

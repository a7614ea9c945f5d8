"""Rows that a sheet adds to the lists of changes, comments and releases, and rows that these lists refuse."""

from datetime import timedelta

import pytest
from asked_for import MONTH
from deliveries import soon
from django.utils import timezone
from edited_sheets import looked, somebody_with_everything, taken

from ropewalk.accounts import sheets
from ropewalk.accounts.by import By
from ropewalk.commentary.models import Comment
from ropewalk.office.lists.register import LISTS
from ropewalk.plan.models import ChangeRequest
from ropewalk.releases.models import Release
from ropewalk.vocabulary import clock

pytestmark = pytest.mark.django_db
NEW = {"Number in the office": "", "Mark (leave as it is)": ""}


@pytest.fixture
def by() -> By:
    return somebody_with_everything()


def brought(by: By, name: str, row: dict[str, str]) -> list[str]:
    """Bring one row back, and say yes where nothing is wrong with it. Returns what is."""
    listed = LISTS[name]
    target, table = listed.target(by, ""), listed.table(by, "")
    found = sheets.tried(by, looked([NEW | row], table), target)
    wrong = [one.problem for line in found.lines for one in line.wrong]
    if not wrong:
        sheets.applied(by, sheets.kept(by, found, target, b"the file").pk, target)
    return wrong


A_CHANGE = {
    "Of what": "Work clubs",
    "What should change": "Another end for an action",
    "The new day": soon(400).isoformat(),
    "Why": "The hall burned down.",
    "Who asks": "Head of Work",
}


def test_a_change_is_asked_for_by_a_sheet_and_its_asker_does_not_decide_it(by: By) -> None:
    before = ChangeRequest.objects.count()
    assert brought(by, "changes-asked", A_CHANGE) == []
    row = ChangeRequest.objects.get(made_by=by.name)
    assert (ChangeRequest.objects.count(), row.subject, row.day) == (before + 1, "work-clubs", soon(400))
    held = next(
        one for one in taken(LISTS["changes-asked"].table(by, "")) if one["Who asks"] == "Head of Work"
    )
    told = {
        "Answer": "Agree to it",
        "Decided by": "Cabinet",
        "Why, in words that readers will see": "So be it.",
    }
    assert brought(by, "changes-asked", held | told) == ["your roles do not let you do this"]


@pytest.mark.parametrize(
    ("told", "problem"),
    [
        ({"The new day": ""}, "a new day or target is missing, or is one too many"),
        ({"The new target": "7"}, "a new day or target is missing, or is one too many"),
        ({"What should change": "Another target"}, "what should change does not go with what it is about"),
        ({"Decided by": "Cabinet"}, "what is asked for now cannot be decided already"),
    ],
)
def test_a_change_that_is_not_whole_is_refused(by: By, told: dict[str, str], problem: str) -> None:
    assert brought(by, "changes-asked", A_CHANGE | told) == [problem]


def test_what_is_taken_back_is_decided_by_nobody(by: By) -> None:
    held = taken(LISTS["changes-asked"].table(by, ""))[0]
    told = {"Answer": "Take it back", "Decided by": "Cabinet", "Why, in words that readers will see": "No."}
    assert brought(by, "changes-asked", held | told) == ["what is taken back is decided by nobody"]
    told = {"Decided by": "Cabinet"}
    assert brought(by, "changes-asked", held | told) == ["it is not said what becomes of it"]


def test_a_comment_is_begun_as_a_draft_and_only_its_writer_changes_it(by: By) -> None:
    row = {"About what": "Waiting time", "Period": MONTH, "Comment": "Longer.", "What you are": "Head",
           "For whom you speak": "Housing"}  # fmt: skip
    assert brought(by, "comments", row) == []
    assert Comment.objects.get(text="Longer.").state == "draft"
    other = next(one for one in taken(LISTS["comments"].table(by, "")) if one["Comment"] == "Words.")
    assert brought(by, "comments", other | {"Comment": "Mine now."}) == ["your roles do not let you do this"]
    assert brought(by, "comments", row | {"Period": "last May"}) == ["this is not a period"]


def test_a_release_is_announced_for_a_time_of_the_councils_own(by: By) -> None:
    day = (clock.today() + timedelta(days=40)).isoformat()
    row = {"What it is called": "Second quarter", "Its day": day, "Its time": "7.05"}
    assert brought(by, "releases", row) == []
    planned = timezone.localtime(Release.objects.get(title="Second quarter").planned_for)
    assert f"{planned:%Y-%m-%d %H:%M}" == f"{day} 07:05"
    assert brought(by, "releases", row | {"Its time": "25:00"}) == ["this is not a day and a time"]
    assert brought(by, "releases", row | {"Cancelled, because": "No."}) == [
        "a new release was neither moved nor cancelled"
    ]


def test_a_release_is_moved_only_with_a_reason_and_a_time(by: By) -> None:
    held = taken(LISTS["releases"].table(by, ""))[0]
    assert brought(by, "releases", held | {"Its time": "08:00"}) == ["its time was moved without a reason"]
    assert brought(by, "releases", held | {"Moved, because": "It rained."}) == [
        "there is a reason for moving it, and its time is the same"
    ]
    assert brought(by, "releases", held | {"Cancelled, because": "No figures came."}) == []
    assert Release.objects.get(title=held["What it is called"]).cancelled_because == "No figures came."

"""Every list of the office as a sheet, by walking their register: what is taken away and brought back says
the same, and what is changed in it is changed in the office, by the actions of its pages."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from edited_sheets import found_in, looked, of, somebody_with_everything, taken
from office_pages import more_of_everything

from ropewalk.accounts import sheets
from ropewalk.accounts.by import By
from ropewalk.accounts.models import Event
from ropewalk.office.lists.listed import Listed
from ropewalk.office.lists.register import LISTS
from ropewalk.plan import public
from ropewalk.sheets.columns import Kind, Table, When
from ropewalk.sheets.csv_file import csv_file
from ropewalk.sheets.found import Found
from ropewalk.sheets.ods import ods
from ropewalk.sheets.told import ID, heads
from ropewalk.sheets.xlsx import xlsx
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.language import _

pytestmark = pytest.mark.django_db
FILES: dict[str, Callable] = {"csv": csv_file, "xlsx": xlsx, "ods": lambda table: ods(table, clock.now())}


@pytest.fixture
def by() -> By:
    return somebody_with_everything()


def test_every_list_brought_back_as_it_was_changes_nothing(by: By) -> None:
    assert len(LISTS) == 22
    for listed in LISTS.values():
        table = listed.table(by, of(listed))
        assert table.rows, listed.name
        for ending, make in FILES.items():
            found = found_in(make(table), table, f"back.{ending}")
            assert (listed.name, found.lines, found.faults) == (listed.name, (), ()), ending
            assert (found.same, found.out, found.missing, found.strange) == (len(table.rows), 0, (), ())


def test_no_list_has_two_columns_of_one_heading(by: By) -> None:
    for listed in LISTS.values():
        titles = [head.title for head in heads(listed.table(by, of(listed)))]
        assert len(titles) == len(set(titles)), listed.name


def test_reading_a_list_asks_no_more_often_where_there_is_more(by: By) -> None:
    def asked() -> dict[str, int]:
        found = {}
        for listed in LISTS.values():
            with CaptureQueriesContext(connection) as queries:
                listed.table(by, of(listed))
            found[listed.name] = len(queries)
        return found

    before = asked()
    more_of_everything(4)
    public.definitions()  # read once for each of its versions, and kept
    assert {name: count for name, count in asked().items() if count > before[name]} == {}


def soon(days: int) -> str:
    return (clock.today() + timedelta(days=days)).isoformat()


WITH = {
    ("targets", "value"): {"To be reached by": soon(900), "Reason": "Higher now.", "Approved by": "Cabinet"},
    ("targets", "date"): {"Target": "80", "Reason": "Later now.", "Approved by": "Cabinet"},
    ("targets", "reason"): {"Target": "81", "To be reached by": soon(900), "Approved by": "Cabinet"},
    ("targets", "approved_by"): {"Target": "82", "To be reached by": soon(900), "Reason": "Approved anew."},
    ("milestones", "due"): {"Moved, because": "It rained."},
    ("milestones", "moved_because"): {"Promised for": soon(77)},
    ("milestones", "done"): {"Done on": soon(-1), "What shows it": "A report"},
    ("milestones", "evidence"): {"Done on": soon(-1)},
    ("recovery-plans", "reviewed_on"): {
        "Looked at on": soon(-1), "Has it worked?": "In part", "What was found": "Some"},
    ("recovery-plans", "worked"): {"Looked at on": soon(-1), "What was found": "Some"},
    ("recovery-plans", "found"): {"Looked at on": soon(-1), "Has it worked?": "In part"},
    ("ideas", "becomes"): {"Next step": "Stopped", "Reason for the step": "a", "What happened": "b",
                           "What shows it": "c"},
    ("ideas", "why"): {"Next step": "Stopped", "What happened": "b", "What shows it": "c"},
    ("ideas", "result"): {"Next step": "Stopped", "Reason for the step": "b", "What shows it": "c"},
    ("ideas", "evidence"): {"Next step": "Stopped", "Reason for the step": "b", "What happened": "c"},
    ("actions", "expected"): {"Hopes": "work | 3 | 2029-01-01"},
    ("changes-asked", "becomes"): {"Answer": "Take it back", "Why, in words that readers will see": "No."},
    **{
        ("changes-asked", name): {
            "Answer": "Refuse it", "Decided by": "Cabinet", "Decided on": soon(0),
            "Why, in words that readers will see": "Too late."}
        for name in ("decided_by", "decided_on", "because")
    },
    ("releases", "day"): {"Moved, because": "It rained."},
    ("releases", "time"): {"Its time": "07:05", "Moved, because": "It rained."},
    ("releases", "moved_because"): {"Its day": soon(50)},
    ("organisations", "parent"): {"Below": "Toy Council"},
    ("actions", "indicators"): {"Hopes": ""},
    ("peer-sets", "members"): {"Codes of the places": "E99000001\nE99000002"},
    ("promises", "not_held"): {"What is not held": "Polls | They tell."},
    ("risks", "likelihood_after"): {"How likely after controls, 1 to 5": "1"},
}  # fmt: skip
"""What has to be said with a change of some columns, or what it is changed to."""
ROWS: dict[object, int] = {
    "organisations": 2,
    "people": 1,
    "roles": 2,
    ("aims", "out"): -1,
    ("peer-sets", "default"): -1,
}
"""Which row is changed, where the first cannot be."""


def other(table: Table, name: str, now: str) -> str:
    """Another text that a cell could hold."""
    column = next(one for one in table.columns if one.name == name)
    if column.kind is Kind.DAY:
        return soon(60 + len(name))
    if column.kind in (Kind.NUMBER, Kind.WHOLE):
        return "77"
    choices = [text for text in table.choices.get(name, {}).values() if text not in now.split("\n")]
    return choices[-1] if choices else f"{now} anew".strip()


def applied(by: By, listed: Listed, rows: list[dict[str, str]]) -> Found:
    """Bring rows back, and say yes to what they would do."""
    target, table = listed.target(by, of(listed)), listed.table(by, of(listed))
    found = sheets.tried(by, looked(rows, table), target)
    assert found.is_fine, [(line.title, line.wrong) for line in found.lines] or found.faults
    row = sheets.kept(by, found, target, b"the file")
    return sheets.applied(by, row.pk, target)[0]


EDITED = [(one.name, c.name) for one in LISTS.values() for c in one.columns if c.when is When.ALWAYS]


def test_each_column_that_may_be_changed_is_changed_by_its_sheet(by: By) -> None:
    for name, column in EDITED:
        mark = transaction.savepoint()
        changed(by, LISTS[name], column)
        transaction.savepoint_rollback(mark)


def changed(by: By, listed: Listed, column: str) -> None:
    """Change one cell of a column, and look whether the office says so, and who told the audit."""
    table, named = listed.table(by, of(listed)), (listed.name, column)
    rows, title = taken(table), next(_(c.title) for c in table.columns if c.name == column)
    row = rows[ROWS.get(named, ROWS.get(listed.name, 0))]
    row[title] = other(table, column, row[title])
    row |= WITH.get(named, {})
    wanted, events = row[title], Event.objects.count()
    assert len(applied(by, listed, rows).lines) == 1, named
    told = list(Event.objects.order_by("number").values_list("what", flat=True)[events:])
    assert told[-1] == "sheet applied"
    assert len(told) >= 2, named
    if column not in GONE:
        after = {one[ID]: one for one in taken(listed.table(by, of(listed)))}
        assert after[row[ID]][title] == wanted, named


GONE = {"out", "end", "withdraw", "becomes", "why", "result", "evidence"}
"""Columns that say what is to be done, and are empty again once it is done."""

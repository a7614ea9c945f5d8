"""Three texts for each cell, yours, theirs and what it was: nobody writes over what they have not seen."""

from dataclasses import replace

import pytest
from edited_sheets import looked, taken

from ropewalk.sheets.columns import Column, Kind, Row, Table, When
from ropewalk.sheets.found import Fate
from ropewalk.sheets.told import ID, MARK

COLUMNS = (
    Column("name", "Name"),
    Column("day", "Day", Kind.DAY),
    Column("code", "Code", when=When.NEW),
    Column("status", "Status", when=When.NEVER),
)


def toys(**changed: str) -> Table:
    """Two toys, the first with some texts changed."""
    first = {"name": "Bear", "day": "2027-01-01", "code": "b", "status": "Late"}
    second = {"name": "Ball", "day": "", "code": "c", "status": ""}
    rows = (Row("1.1", "Bear", first | changed), Row("1.10", "Ball", second))
    return Table("toys", "Toys", COLUMNS, rows)


def test_your_change_is_told_from_and_to() -> None:
    rows = taken(toys())
    rows[0]["Name"] = "Big bear"
    line = looked(rows, toys()).lines[0]
    assert (line.fate, line.id, line.row) == (Fate.CHANGED, "1.1", 2)
    assert [(cell.name, cell.now, cell.yours) for cell in line.cells] == [("name", "Bear", "Big bear")]


def test_what_you_left_alone_and_somebody_else_changed_stays_theirs() -> None:
    found = looked(taken(toys()), toys(name="Old bear"))
    assert (found.lines, found.same, found.others) == ((), 2, 1)


def test_your_change_of_one_cell_goes_beside_their_change_of_another() -> None:
    rows = taken(toys())
    rows[0]["Name"] = "Big bear"
    line = looked(rows, toys(day="2028-02-02")).lines[0]
    assert (line.fate, line.others, [cell.name for cell in line.cells]) == (Fate.CHANGED, ("day",), ["name"])


def test_a_cell_that_both_changed_is_refused_with_all_three_texts() -> None:
    rows = taken(toys())
    rows[0]["Name"] = "Big bear"
    line = looked(rows, toys(name="Old bear")).lines[0]
    wrong = line.wrong[0]
    assert (line.fate, wrong.was, wrong.now, wrong.says) == (Fate.REFUSED, "Bear", "Old bear", "Big bear")


def test_a_cell_that_both_changed_to_the_same_is_left_alone() -> None:
    rows = taken(toys())
    rows[0]["Name"] = "Old bear"
    assert looked(rows, toys(name="Old bear")).lines == ()


def test_a_day_that_a_spreadsheet_wrote_anew_is_no_change() -> None:
    rows = taken(toys())
    rows[0]["Day"] = "01/01/2027"
    assert looked(rows, toys()).lines == ()
    assert looked(rows, toys(day="2028-02-02")).lines == ()


REFUSED = {
    "a number that is not there": {ID: "9.9"},
    "no number": {ID: ""},
    "no mark": {MARK: ""},
    "a broken mark": {MARK: "m1.0.0"},
    "what only new rows have": {"Code": "z"},
    "what is only read": {"Status": "Fine"},
    "no day": {"Day": "soon"},
}


@pytest.mark.parametrize("why", REFUSED)
def test_a_row_is_refused_with_its_cell_a_reason_and_a_remedy(why: str) -> None:
    rows = taken(toys())
    rows[0] |= REFUSED[why]
    lines = looked(rows, toys()).lines
    assert [line.fate for line in lines] == [Fate.REFUSED]
    assert lines[0].row == 2
    assert all(one.problem and one.remedy for one in lines[0].wrong)


def test_a_row_that_stands_twice_is_refused_in_both_places() -> None:
    rows = taken(toys())
    assert [line.fate for line in looked([*rows, rows[0]], toys()).lines] == [Fate.REFUSED] * 2


def test_rows_of_two_marks_are_refused() -> None:
    rows = taken(toys())
    rows[0][MARK], rows[1][MARK] = rows[1][MARK], rows[0][MARK]
    found = looked([replace_id(rows[0], "x"), rows[1]], toys())
    assert len(found.having(Fate.REFUSED)) >= 1


def replace_id(row: dict[str, str], code: str) -> dict[str, str]:
    return row | {ID: code}


def test_a_code_that_a_spreadsheet_made_a_number_of_is_known_by_its_mark() -> None:
    rows = taken(toys())
    rows[1] |= {ID: "1.1", "Name": "Red ball"}
    found = looked([rows[1]], toys())
    assert [(line.id, line.fate) for line in found.lines] == [("1.10", Fate.CHANGED)]


def test_a_row_left_out_stays_and_is_counted() -> None:
    found = looked(taken(toys())[1:], toys())
    assert (found.lines, found.same, found.out) == ((), 1, 1)


def test_a_new_row_is_added_or_refused_where_none_can_be() -> None:
    rows = [*taken(toys()), {"Name": "Kite", "Code": "k", "Day": "1/5/2027", "Status": "mine"}]
    line = looked(rows, toys()).lines[0]
    assert (line.fate, line.row) == (Fate.ADDED, 4)
    assert {cell.name: cell.then for cell in line.cells} == {"name": "Kite", "code": "k", "day": "2027-05-01"}
    assert looked(rows, replace(toys(), adds=False)).lines[0].fate is Fate.REFUSED


def test_too_many_rows_or_a_heading_twice_refuse_the_whole_sheet() -> None:
    rows = taken(toys())
    from edited_sheets import found_in, written

    assert found_in(written(rows), toys(), most=1).faults
    twice = written(rows).replace(b"Status", b"Name", 1)
    found = found_in(twice, toys())
    assert found.faults
    assert not found.is_fine

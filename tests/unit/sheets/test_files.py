"""A list as a file and back: whatever its texts say, all three files bring them back as they were."""

import io
import zipfile
from datetime import date
from hashlib import sha256

import pytest
import xlsxwriter
from edited_sheets import OURS, found_in, taken, workbook, written
from hypothesis import given, settings
from hypothesis import strategies as st

from ropewalk.sheets.cells import CellError, read_cell
from ropewalk.sheets.columns import Column, Kind, Row, Table, When, named, text_of
from ropewalk.sheets.csv_file import csv_file
from ropewalk.sheets.guards import guarded, unguarded
from ropewalk.sheets.ods import ods
from ropewalk.sheets.opening import opened
from ropewalk.sheets.stamps import read_stamp, stamp
from ropewalk.sheets.xlsx import xlsx
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.errors import SourceError

COLUMNS = (
    Column("name", "Name"),
    Column("words", "Words", most=4000),
    Column("day", "Day", Kind.DAY),
    Column("size", "Size", Kind.NUMBER),
    Column("team", "Team", Kind.CHOICE),
    Column("teams", "Teams", Kind.CHOICES),
    Column("lines", "Lines", Kind.LINES, most=4000),
    Column("code", "Code", when=When.NEW),
    Column("status", "Status", when=When.NEVER),
)
TEAMS = named([("a", "Housing"), ("b", "=Homes"), ("c", "housing"), ("1.10", "1.10 Repairs")])


def a_row(id_: str = "r-1", /, **told: object) -> Row:
    texts = {one.name: "" for one in COLUMNS} | {name: text_of(value) for name, value in told.items()}
    return Row(id_, str(told.get("name", "")), texts)


def a_table(*rows: Row, adds: bool = True) -> Table:
    return Table("toys", "Toys", COLUMNS, rows, {"team": TEAMS, "teams": TEAMS}, adds)


TEXTS = st.text(max_size=60) | st.sampled_from(
    ["=1+1", "'=1", "-", "@x", "\t", "a\nb", "a\r\nb", " a", "1.10", "007", "1e5", "_x0041_", "2027-01-01",
     "31/12/2027", "TRUE", "a  b", "<b>&amp;", "\x00", "\ufffe", "NaN", "€ – ’", "12%"]
)  # fmt: skip
ROWS = st.builds(
    a_row,
    st.sampled_from(["r-1", "1.10", "12"]),
    name=TEXTS,
    words=TEXTS,
    day=st.none() | st.dates(date(1901, 1, 1), date(2199, 12, 31)),
    size=st.none() | st.floats(-1e9, 1e9, width=32),
    team=st.sampled_from(["", *TEAMS, "gone"]),
    teams=st.lists(st.sampled_from([*TEAMS, "gone"]), max_size=3, unique=True),
    lines=st.lists(TEXTS.filter(str.strip), max_size=3),
    code=TEXTS,
    status=TEXTS,
)


@settings(max_examples=25, deadline=None)
@given(ROWS)
def test_what_is_taken_away_and_brought_back_says_the_same_whatever_it_says(row: Row) -> None:
    table = a_table(row)
    for ending, data in (("csv", csv_file(table)), ("xlsx", xlsx(table)), ("ods", ods(table, clock.now()))):
        found = found_in(data, table, f"x.{ending}")
        assert (found.lines, found.same, found.others, found.out, found.faults) == ((), 1, 0, 0, ()), ending


@given(st.text(max_size=20))
def test_a_text_that_a_spreadsheet_would_run_is_guarded_and_comes_back(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@given(st.text(max_size=20), st.dictionaries(st.text(max_size=9), st.text(max_size=40), max_size=4))
def test_a_mark_tells_what_a_row_was_and_no_changed_mark_passes(code: str, texts: dict[str, str]) -> None:
    mark = stamp(code, texts)
    assert (read_stamp(mark).id, read_stamp(mark).texts) == (code, texts)
    for wrong in ("", mark[:-1], mark[1:], mark.replace("m1.", "m1.0"), f"{mark}A", "m1..", "m1.ff.zz"):
        with pytest.raises(ValueError, match="no mark of ours"):
            read_stamp(wrong)


NOISE = "".join(sha256(str(n).encode()).hexdigest() for n in range(900))
"""A text that cannot be made short."""


def test_a_mark_of_long_texts_fits_a_cell_and_still_knows_them() -> None:
    mark = stamp("x", {"a": NOISE})
    assert len(mark) <= 32_000
    assert read_stamp(mark).was("a", NOISE)
    assert not read_stamp(mark).was("a", NOISE[:-1])
    assert read_stamp(mark).text("a") is None


def test_a_text_too_long_for_a_cell_is_cut_stays_as_it_is_and_is_not_changed_here() -> None:
    table = a_table(a_row(name="One", words=NOISE * 2))
    assert found_in(xlsx(table), table, "x.xlsx").lines == ()
    rows = taken(table)
    rows[0]["Words"] = f"x{rows[0]['Words'][1000:2000]} [cut short]"
    assert [line.fate for line in found_in(written(rows), table).lines] == ["refused"]


DAYS = {
    "2027-03-31": "2027-03-31", "2027-03-31 00:00:00": "2027-03-31", "31/03/2027": "2027-03-31",
    "1.4.2027": "2027-04-01", "31 March 2027": "2027-03-31", "3 Sep 2027": "2027-09-03", "": "",
}  # fmt: skip


@pytest.mark.parametrize(("cell", "day"), DAYS.items())
def test_a_day_is_read_as_people_and_spreadsheets_write_it(cell: str, day: str) -> None:
    assert read_cell(Column("d", "Day", Kind.DAY), cell, {}) == day


WRONG = [
    (Kind.DAY, "30/02/2027"), (Kind.DAY, "46112"), (Kind.DAY, "soon"), (Kind.DAY, "2027-03-31 12:30:00"),
    (Kind.NUMBER, "about 5"), (Kind.NUMBER, "inf"), (Kind.NUMBER, "£5"), (Kind.WHOLE, "1.5"),
    (Kind.CHOICE, "Parks"), (Kind.CHOICES, "Housing (a)\nParks"), (Kind.TEXT, "x" * 201),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "cell"), WRONG)
def test_a_cell_that_cannot_be_read_says_why_and_what_to_do(kind: Kind, cell: str) -> None:
    with pytest.raises(CellError) as error:
        read_cell(Column("c", "Column", kind), cell, TEAMS)
    assert error.value.problem
    assert error.value.remedy


def test_choices_are_read_by_name_or_code_one_a_line_or_parted_by_semicolons() -> None:
    column = Column("c", "Column", Kind.CHOICES)
    assert read_cell(column, "housing (A); 1.10 repairs\n=homes", TEAMS) == "a\n1.10\nb"
    assert read_cell(column, "c\nc", TEAMS) == "c"


def test_columns_may_stand_in_another_order_be_missing_or_be_more() -> None:
    table = a_table(a_row(name="One", size=3.0), a_row("r-2", name="Two"))
    rows = taken(table)
    rows[0] |= {"Name": "Uno", "My notes": "ask Ann"}
    names = ["My notes", "Mark (leave as it is)", "Size", "Name", "Number in the office"]
    found = found_in(written(rows, names), table)
    assert [(line.id, [cell.name for cell in line.cells]) for line in found.lines] == [("r-1", ["name"])]
    assert found.strange == ("My notes",)
    assert {"Words", "Day"} <= set(found.missing)
    assert (found.same, found.out) == (1, 0)


def test_a_workbook_of_another_program_is_read_with_rows_above_and_below() -> None:
    table = a_table(a_row(name="One", day=date(2027, 3, 31), size=3.0))
    row = taken(table)[0] | {"Day": date(2027, 4, 1), "Size": 4}
    found = found_in(workbook([row]), table, "x.xlsx")
    assert [(cell.name, cell.then) for cell in found.lines[0].cells] == [("day", "2027-04-01"), ("size", "4")]


def sparse(row: int, column: int) -> bytes:
    """A workbook of two cells, far apart."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "Number in the office")
        sheet.write(row, column, "x")
    return out.getvalue()


JUNK = {
    "nothing of ours": b"a,b\n1,2\n",
    "an empty file": b"",
    "no text": bytes(range(256)) * 40,
    "a broken archive": b"PK\x03\x04" + b"\x00" * 400,
    "one quotation mark": b'"' * 999,
    "vast, and far": sparse(1_048_575, 16_383),
    "vast, and near": sparse(900_000, 25),
    "one bare line": b"Number in the office",
}


@pytest.mark.parametrize("what", JUNK)
def test_junk_is_refused_in_words_before_it_fills_the_memory(what: str) -> None:
    with pytest.raises(SourceError):
        opened(JUNK[what], "x.csv", OURS)


def test_a_workbook_whose_parts_are_missing_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(SourceError):
        opened(out.getvalue(), "x.xlsx", OURS)

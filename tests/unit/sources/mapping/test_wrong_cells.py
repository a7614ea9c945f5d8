"""Every wrong cell that is planted is found, and none other; the marked copy says so, and loads mended."""

import io

import msgspec
import openpyxl
import pytest
from council_sheets import KNO, LIV, MAN, gazetteer
from hypothesis import given, settings
from hypothesis import strategies as st
from workbooks import xlsx

from ropewalk.sources.mapping.book import FAULT_SHEET, NOTE_COLUMN, read_book
from ropewalk.sources.mapping.marking import marked_book, place_marks
from ropewalk.sources.mapping.propose import propose
from ropewalk.sources.mapping.wrong_cells import look_over
from ropewalk.sources.opening import Files
from ropewalk.sources.table import read_table

GAZETTEER = gazetteer()
HEAD = ["ONS code", "Sex", "Year", "Number", "Rate per 1,000"]
WRONG = {"ONS code": "E0800001", "Sex": "Mael", "Year": "2022/24", "Number": "12O", "Rate per 1,000": "=1+1"}


def good_rows():
    keys = [(p, s, y) for p in (LIV, MAN, KNO) for s in ("Male", "Female") for y in ("2021/22", "2022/23")]
    return [[*key, str(100 + n), str(n + 0.5)] for n, key in enumerate(keys)]


def csv_of(rows):
    return "\n".join(",".join(f'"{c}"' if "," in c else c for c in row) for row in [HEAD, *rows]).encode()


def marks_of(data, name, table):
    files = Files("toy", {name: data})
    looked = look_over(table, files, GAZETTEER)
    return place_marks(data, name, [looked], {table.sheet: files.cells(table)} if looked.cells else {})


TABLE = propose(read_book(csv_of(good_rows()), "a.csv"), GAZETTEER).table
CELLS = st.tuples(st.integers(0, 11), st.integers(0, len(HEAD) - 1))


@settings(max_examples=80, deadline=None)
@given(st.sets(CELLS, max_size=12))
def test_every_planted_cell_is_found_and_none_other(planted):
    rows = good_rows()
    for row, column in planted:
        rows[row][column] = WRONG[HEAD[column]]
    marks = marks_of(csv_of(rows), "a.csv", TABLE)
    assert {(mark.row - 2, mark.column - 1) for mark in marks.marks} == planted
    assert marks.faults == ()


@settings(max_examples=30, deadline=None)
@given(st.sets(CELLS, min_size=1, max_size=6), st.booleans())
def test_the_marked_copy_marks_those_cells_and_reads_the_same(planted, as_workbook):
    rows = good_rows()
    for row, column in planted:
        rows[row][column] = WRONG[HEAD[column]]
    data, name, table = csv_of(rows), "a.csv", TABLE
    if as_workbook:
        data, name = xlsx({"Data": [HEAD, *rows]}, start=(3, 2)), "a.xlsx"
        table = msgspec.structs.replace(
            TABLE, file=name, format="excel", sheet="Data", header_row=3, last_row=None
        )
    marks = marks_of(data, name, table)
    book = openpyxl.load_workbook(io.BytesIO(marked_book(data, marks)))
    first, sheet = book.worksheets[0], book.worksheets[-1]
    down, right = (3, 2) if as_workbook else (1, 1)
    expected = {(row + down + 1, column + right) for row, column in planted}
    filled = {(c.row, c.column) for cells in sheet.iter_rows() for c in cells if c.fill.fill_type == "solid"}
    assert filled == expected
    assert {(c.row, c.column) for cells in sheet.iter_rows() for c in cells if c.comment} == expected
    assert first.title == FAULT_SHEET
    listed = {first.cell(6 + n, 1).value for n in range(len(planted))}
    assert listed == {sheet.cell(*where).coordinate for where in expected}
    notes = [c.row for cells in sheet.iter_rows() for c in cells if str(c.value).startswith("▲")]
    assert sorted(notes) == sorted({row for row, _ in expected})
    texts = [[str(sheet.cell(r + down + 1, c + right).value) for c in range(len(HEAD))] for r in range(12)]
    assert [[_plain(c) for c in row] for row in texts] == [[_plain(c) for c in row] for row in rows]


def _plain(text):
    return text.removesuffix(".0")


def test_no_cell_of_a_marked_copy_is_a_formula():
    rows = good_rows()
    rows[0][4], rows[1][3], rows[2][0] = '=cmd|" /C calc"!A0', "@SUM(1)", "+1+1"
    for data, name in ((csv_of(rows), "a.csv"), (xlsx({"Data": [HEAD, *rows]}), "a.xlsx")):
        sheet = "Data" if name == "a.xlsx" else ""
        form = "excel" if sheet else "csv"
        table = msgspec.structs.replace(TABLE, file=name, sheet=sheet, format=form)
        copy = openpyxl.load_workbook(io.BytesIO(marked_book(data, marks_of(data, name, table))))
        cells = [cell for each in copy.worksheets for row in each.iter_rows() for cell in row]
        assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
        assert sum(cell.quotePrefix for cell in cells) >= 3


def test_the_same_key_with_two_numbers_marks_both_cells_and_names_the_rows():
    rows = good_rows()
    rows.append([*rows[0][:3], "999", "9"])
    marks = marks_of(csv_of(rows), "a.csv", TABLE)
    assert [(mark.address, mark.wrong) for mark in marks.marks] == [
        ("E2", "Rows 2, 14 give different numbers for the same place and period"),
        ("E14", "Rows 2, 14 give different numbers for the same place and period"),
    ]


def test_what_to_do_is_said_in_the_sheets_own_words():
    rows = good_rows()
    rows[0][0], rows[1][1], rows[2][2] = "", "Mael", "2022/24"
    told = {mark.name: (mark.wrong, mark.remedy) for mark in marks_of(csv_of(rows), "a.csv", TABLE).marks}
    assert told["ONS code"][0] == "There is no place here"
    assert told["Sex"] == ("“Mael” is not one of the words used here", "Use one of: Male, Female")
    assert told["Year"][1].startswith("Type it as the others are, such as 202")


def test_a_heading_that_is_no_period_is_marked_once_in_the_header():
    good = xlsx({"Data": [["Area", "2021/22", "2022/23"], ["Liverpool", 1, 2], ["Knowsley", 3, 4]]})
    bad = xlsx({"Data": [["Area", "2021/22", "2022/24"], ["Liverpool", 1, 2], ["Knowsley", 3, 4]]})
    table = propose(read_book(good, "a.xlsx"), GAZETTEER).table
    wide = msgspec.structs.replace(table.wide, columns=("2021/22", "2022/24"))
    marks = marks_of(bad, "a.xlsx", msgspec.structs.replace(table, wide=wide))
    assert [mark.address for mark in marks.marks] == ["C1"]


def test_a_word_in_a_merged_cell_is_marked_where_it_stands():
    rows = [
        ["Area", "Year", "Rate"],
        ["Liverpol", "2021/22", 1],
        ["", "2022/23", 2],
        ["Knowsley", "2021/22", 3],
    ]
    table = msgspec.structs.replace(
        TABLE,
        file="a.xlsx",
        format="excel",
        sheet="Data",
        fill_down=("Area",),
        place=msgspec.structs.replace(TABLE.place, column="Area", scheme="name"),
        series=(msgspec.structs.replace(TABLE.series[0], value="Rate", numerator="", breakdown_columns={}),),
    )
    marks = marks_of(xlsx({"Data": rows}), "a.xlsx", table)
    assert [(mark.address, mark.remedy) for mark in marks.marks] == [
        ("A2", "Use the official name or code: did you mean Liverpool?")
    ]


def test_a_mended_copy_loads_as_it_is_and_its_fault_sheet_is_passed_over():
    rows = good_rows()
    rows[0][4] = "abc"
    data = csv_of(rows)
    copy = openpyxl.load_workbook(io.BytesIO(marked_book(data, marks_of(data, "a.csv", TABLE))))
    copy["a"]["E2"] = 0.5
    out = io.BytesIO()
    copy.save(out)
    table = msgspec.structs.replace(TABLE, file="a.xlsx", format="excel", sheet="a")
    read = read_table(table, Files("toy", {"a.xlsx": out.getvalue()}), GAZETTEER.register, {}.__getitem__)
    assert sorted(read.rows["value"]) == [n + 0.5 for n in range(12)]
    again = propose(read_book(out.getvalue(), "a.xlsx"), GAZETTEER)
    assert again.table.sheet == "a"
    assert NOTE_COLUMN not in [taken.column for taken in again.taken]


def test_a_sheet_with_nothing_wrong_has_no_marks():
    assert marks_of(csv_of(good_rows()), "a.csv", TABLE).marks == ()


def test_a_row_of_another_width_is_listed_without_a_cell():
    data = csv_of(good_rows()) + b"\nE08000012,Male"
    marks = marks_of(data, "a.csv", TABLE)
    assert marks.marks == ()
    assert [(fault.row, fault.problem) for fault in marks.faults] == [
        (14, "the row has 2 cells and the header has 5")
    ]
    book = openpyxl.load_workbook(io.BytesIO(marked_book(data, marks)))
    assert book[FAULT_SHEET]["A6"].value == "Row 14"


@pytest.mark.parametrize("sheet", ["What to mend", "a[b]:c*?/\\d", "x" * 60, ""])
def test_a_text_file_of_any_name_becomes_a_sheet(sheet):
    rows = good_rows()
    rows[0][4] = "abc"
    table = msgspec.structs.replace(TABLE, file=f"{sheet}.csv")
    data = csv_of(rows)
    book = openpyxl.load_workbook(io.BytesIO(marked_book(data, marks_of(data, f"{sheet}.csv", table))))
    assert len(book.worksheets) == 2

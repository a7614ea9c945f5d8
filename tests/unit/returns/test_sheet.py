"""Returns by spreadsheet: what is written out can be filled in and read back; what is wrong is marked."""

import io
from contextlib import suppress

import openpyxl
import pytest
from asked_for import DEATHS, DUE, MONTH, QUEUES, TODAY, WORK, of_housing
from hypothesis import given
from hypothesis import strategies as st
from office_people import as_

from ropewalk.returns import actions, reads
from ropewalk.returns.models.ask import Wants
from ropewalk.returns.sheet.check import Looked, look_over
from ropewalk.returns.sheet.columns import COLUMNS
from ropewalk.returns.sheet.read import read_sheet
from ropewalk.returns.sheet.write import sheet_of
from ropewalk.sheets.numbers import number
from ropewalk.sources.mapping.book import FAULT_SHEET
from ropewalk.vocabulary.errors import SourceError, UserError

YEAR = "2023-01-01/P1Y"


@pytest.fixture
def owed(team) -> bytes:
    """The sheet of what Carol owes: a mean, a rate, a comment."""
    paula = as_(team["paula"])
    actions.ask(paula, QUEUES, MONTH, DUE, of_housing())
    actions.ask(paula, DEATHS, YEAR, DUE, of_housing(Wants.BOTH))
    actions.ask(paula, WORK, YEAR, DUE, of_housing(Wants.COMMENT))
    return sheet_of(reads.owed(as_(team["carol"])))


def filled(data: bytes, *cells: tuple[int, str, object]) -> bytes:
    """The sheet with some cells written: row, heading, what."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for row, heading, text in cells:
        book.worksheets[0].cell(row, COLUMNS.index(heading) + 1).value = text
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def looked(team, data: bytes, name: str = "back.xlsx") -> Looked:
    return look_over(as_(team["carol"]), read_sheet(data, name), TODAY)


def test_a_sheet_that_is_filled_in_is_sent_in(team, owed: bytes) -> None:
    data = filled(
        owed,
        *((2, "Value", 21.5), (3, "Numerator", 400), (3, "Denominator", 200000), (3, "Comment", "Fewer.")),
        (4, "Comment", "Going well."),
    )
    found = looked(team, data)
    assert found.is_fine
    made = actions.send_many(as_(team["carol"]), found.sendings, today=TODAY)
    assert [(one.value, one.value_state, one.comment) for one in made] == [
        (21.5, "measured", ""),
        (200.0, "measured", "Fewer."),
        (None, "", "Going well."),
    ]


def test_rows_that_nobody_filled_in_are_left_alone(team, owed: bytes) -> None:
    found = looked(team, filled(owed, (2, "Value", 21)))
    assert len(found.sendings) == 1
    assert looked(team, owed).sendings == ()


def test_wrong_cells_are_named_and_marked(team, owed: bytes) -> None:
    data = filled(
        owed,
        *((2, "Value", "about 20"), (3, "Numerator", 5), (3, "Denominator", 0), (4, "Value", 3)),
    )
    found = looked(team, data)
    assert not found.is_fine
    assert {(mark.row, mark.name) for mark in found.marks.marks} == {
        *((2, "Value"), (3, "Value"), (3, "Denominator"), (3, "Comment")),
        *((4, "Value"), (4, "Comment")),
    }
    book = openpyxl.load_workbook(io.BytesIO(found.marked(data)))
    assert book.sheetnames[0] == FAULT_SHEET
    assert "not a number" in str(book["Returns"]["J2"].comment.text)


def test_a_marked_copy_that_was_mended_is_read(team, owed: bytes) -> None:
    wrong = filled(owed, (2, "Value", "about 20"))
    mended = openpyxl.load_workbook(io.BytesIO(looked(team, wrong).marked(wrong)))
    mended["Returns"]["J2"].value = 20
    out = io.BytesIO()
    mended.save(out)
    assert looked(team, out.getvalue()).is_fine


def test_somebody_elses_return_a_row_twice_and_an_older_sheet_are_refused(team, owed: bytes) -> None:
    data = filled(owed, (2, "Value", 20), (3, "Return", 999), (3, "Comment", "x"))
    assert [mark.wrong for mark in looked(team, data).marks.marks] == ["no return of yours has this number"]
    book = openpyxl.load_workbook(io.BytesIO(data))
    first = book.worksheets[0]["A2"].value
    twice = filled(data, (3, "Return", first), (3, "Value", 20))
    assert {mark.wrong for mark in looked(team, twice).marks.marks} == {
        "the same return stands in another row too"
    }
    one = filled(owed, (2, "Value", 20))
    actions.send_many(as_(team["colin"]), looked(team, one).sendings, today=TODAY)
    assert "somebody has changed" in looked(team, one).marks.marks[0].wrong


def test_text_files_are_read_too(team, owed: bytes) -> None:
    row = reads.owed(as_(team["carol"])).first()
    text = f"Return;Seen;Value;State\n{row.pk};{row.version};1,021.5;provisional\n"
    found = looked(team, text.encode(), "back.csv")
    assert found.sendings[0].said.value == 1021.5


def test_a_sheet_that_is_another_is_refused_with_words() -> None:
    with pytest.raises(SourceError, match="no sheet has the columns Return and Seen"):
        read_sheet(b"a,b\n1,2\n", "other.csv")


@given(st.sampled_from(["csv", "xlsx", "ods"]), st.binary(max_size=200))
def test_no_bytes_break_the_reader(kind: str, data: bytes) -> None:
    with suppress(SourceError, UserError):
        assert read_sheet(data, f"x.{kind}").columns


@given(st.floats(allow_nan=False, allow_infinity=False, width=32))
def test_a_number_is_read_as_it_was_written(value: float) -> None:
    assert number(f"{value}") == value
    assert number(f"{value:,}") == value


@pytest.mark.parametrize("text", ["£5", "5%", "1.2.3", "1,2", "five", "nan", "inf", "0x10", "1_000"])
def test_what_is_no_plain_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        number(text)

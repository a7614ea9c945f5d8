"""A list as a spreadsheet in a real browser: taken away, changed, brought back, looked over, written."""

import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from fair_pages import fair
from openpyxl.worksheet.worksheet import Worksheet
from playwright.sync_api import Browser, Download, Page, expect
from serving import serving
from staged import staged

MAKE = """
from edited_sheets import somebody_with_everything
from ropewalk.accounts.models import Person
client = enter(Person.objects.get(email=somebody_with_everything().name))
print(client.cookies["office"].value)
"""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture(scope="module")
def page(browser: Browser, built_toy: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Somebody of all roles, at the list of lists."""
    workspace, (session,) = staged(built_toy, tmp_path_factory.mktemp("sheets"), MAKE)
    with serving(workspace) as office:
        context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=office)
        cookie = {"name": "office", "value": session, "domain": "127.0.0.1", "path": "/office/"}
        context.add_cookies([cookie])  # type: ignore[list-item]
        page = context.new_page()
        page.goto("/office/sheets/")
        yield page
        context.close()


def first_sheet(saved: Download) -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(saved.path().read_bytes())).worksheets[0]


def taken(page: Page) -> Worksheet:
    """The list of actions, as the browser saves it."""
    page.goto("/office/sheets/actions/")
    with page.expect_download() as saved:
        page.get_by_role("link", name="XLSX").click()
    return first_sheet(saved.value)


def cell(sheet: Worksheet, heading: str, row: int) -> openpyxl.cell.Cell:
    """A cell below a heading; ``row`` 1 is the first below it."""
    for line in sheet.iter_rows():
        for one in line:
            if one.value == heading:
                return sheet.cell(one.row + row, one.column)
    raise AssertionError(f"no column {heading}")


def brought(page: Page, sheet: Worksheet) -> None:
    out = io.BytesIO()
    sheet.parent.save(out)
    page.goto("/office/sheets/actions/")
    page.get_by_label("File").set_input_files(
        {"name": "actions.xlsx", "mimeType": XLSX, "buffer": out.getvalue()}
    )
    page.get_by_role("button", name="Show what would change").click()


def test_a_list_is_taken_away_changed_and_written_once_somebody_says_yes(page: Page) -> None:
    fair(page)
    page.get_by_role("link", name="Actions").first.click()
    fair(page)
    sheet = taken(page)
    was = str(cell(sheet, "What is done", 1).value)
    cell(sheet, "What is done", 1).value = "Clubs for everybody"
    cell(sheet, "Who answers for it", 1).value = "Head of clubs"
    brought(page, sheet)
    expect(page.get_by_role("heading", name="What the sheet would change")).to_be_visible()
    changed = page.get_by_role("region", name="Would change")
    for words in (was, "Clubs for everybody", "Head of clubs"):
        expect(changed).to_contain_text(words)
    fair(page)
    page.get_by_role("button", name="Write 1 row").click()
    expect(page.get_by_text("1 row was written.")).to_be_visible()
    page.get_by_role("link", name="Clubs for everybody").first.click()
    expect(page.get_by_text("Head of clubs").first).to_be_visible()
    page.goto("/office/audit/")
    expect(page.get_by_text("sheet applied").first).to_be_visible()


def test_what_cannot_be_is_refused_by_its_cell_and_nothing_is_written(page: Page) -> None:
    sheet = taken(page)
    began = cell(sheet, "Begins, or began", 1)
    began.value = "soon"
    brought(page, sheet)
    refused = page.get_by_role("region", name="Refused")
    expect(refused).to_contain_text(began.coordinate)
    expect(refused).to_contain_text("soon")
    expect(page.get_by_text("nothing can be until what is refused is mended")).to_be_visible()
    expect(page.get_by_role("button", name="Write")).to_have_count(0)
    fair(page)


def test_what_somebody_else_has_changed_meanwhile_is_shown_and_not_written_over(page: Page) -> None:
    mine, theirs = taken(page), taken(page)
    was = str(cell(mine, "Who answers for it", 1).value)
    cell(theirs, "Who answers for it", 1).value = "Head of sport"
    brought(page, theirs)
    page.get_by_role("button", name="Write 1 row").click()
    cell(mine, "Who answers for it", 1).value = "Head of play"
    brought(page, mine)
    refused = page.get_by_role("region", name="Refused")
    for words in (was, "Head of sport", "Head of play"):
        expect(refused).to_contain_text(words)
    fair(page)


def test_what_is_refused_comes_back_marked_in_a_copy(page: Page) -> None:
    sheet = taken(page)
    cell(sheet, "Begins, or began", 1).value = "soon"
    out = io.BytesIO()
    sheet.parent.save(out)
    page.goto("/office/sheets/actions/")
    page.get_by_label("File").set_input_files(
        {"name": "actions.xlsx", "mimeType": XLSX, "buffer": out.getvalue()}
    )
    with page.expect_download() as saved:
        page.get_by_role("button", name="Mark what is refused in a copy").click()
    said = [str(one.value) for line in first_sheet(saved.value) for one in line]
    assert any("soon" in words for words in said)

"""Every table of the account in every format: equal to the store, described, and asked for by address."""

import json
from pathlib import Path

import fastexcel
import openpyxl
import polars as pl
import pytest
from csvw import CSVW
from polars.testing import assert_frame_equal
from read_back import from_csv, from_json_stat, from_ods, from_parquet, from_xlsx, parts_of

from ropewalk.findings.exchange.datasets import DATASETS, EVERY
from ropewalk.findings.exchange.tables import rows
from ropewalk.publish.opendata.endings import FORMATS
from ropewalk.publish.opendata.files import asked
from ropewalk.publish.opendata.files import file as file_of
from ropewalk.publish.opendata.formats.json_stat import measures_of
from ropewalk.publish.opendata.given import give

TABLES = pytest.mark.parametrize("name", DATASETS)
READERS = {"csv": from_csv, "parquet": from_parquet, "xlsx": from_xlsx, "ods": from_ods}


def saved(body, tmp_path: Path, name: str) -> Path:
    path = tmp_path / name.replace("/", "-")
    path.write_bytes(body(f"/data/{name}"))
    return path


@TABLES
@pytest.mark.parametrize("ending", READERS)
def test_a_file_is_equal_to_the_store(holding, body, tmp_path: Path, name: str, ending: str) -> None:
    dataset = DATASETS[name]
    held = rows(holding.library, dataset, holding.revision)
    found = READERS[ending](saved(body, tmp_path, f"{name}.{ending}"), dataset)
    if held.is_empty() and ending in ("xlsx", "ods"):
        assert found.height == 1  # a marked-up table must have a row: it says that there is nothing
        return
    assert_frame_equal(found, held, check_exact=True)


def test_figures_are_those_that_the_store_shows(holding, body, tmp_path: Path) -> None:
    shown = holding.library.series("work", published_only=True)
    found = from_csv(saved(body, tmp_path, "observations/work.csv"), DATASETS["observations"])
    order = ["place", "breakdown", "period"]
    assert_frame_equal(found.sort(order), shown.select(found.columns).sort(order))


@TABLES
def test_csv_is_described_so_that_a_machine_agrees(holding, body, tmp_path: Path, name: str) -> None:
    path = saved(body, tmp_path, f"{name}.csv")
    saved(body, tmp_path, f"{name}.csv-metadata.json")
    read = CSVW(str(path))
    assert read.is_valid
    table = read.tables[0]
    assert [column.name for column in table.tableSchema.columns] == [c.name for c in DATASETS[name].columns]
    held = rows(holding.library, DATASETS[name], holding.revision)
    cells = list(table.iterdicts())
    assert len(cells) == held.height
    for column in ("breakdown", "value", "numerator", "valid_from", "default", "own"):
        if column in held.columns:
            assert [row[column] for row in cells] == held[column].to_list() or column == "valid_from"


def test_the_metadata_of_one_measure_names_its_licence(body) -> None:
    said = json.loads(body("/data/observations/work.csv-metadata.json"))
    assert said["url"] == "work.csv"
    assert said["dc:license"] == [
        {"@id": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"}
    ]
    assert said["tableSchema"]["primaryKey"] == ["indicator", "place", "period", "breakdown"]


@pytest.mark.parametrize("name", [one.name for one in EVERY if one.cube and one.by_indicator])
def test_json_stat_of_a_measure_is_equal_to_the_store(holding, get, body, tmp_path: Path, name: str) -> None:
    dataset = DATASETS[name]
    for indicator in holding.known.indicators:
        given = give(holding.library, dataset, holding.revision, indicator)
        if given.rows.is_empty():
            assert get(f"/data/{name}/{indicator}.json").status_code == 404
            continue
        path = saved(body, tmp_path, f"{name}/{indicator}.json")
        measures = [column.name for column in measures_of(given)]
        keys = list(dataset.keys)
        plain = given.rows.with_columns(pl.col(keys).cast(pl.String), pl.col(measures).cast(pl.Float64))
        long = plain.unpivot(measures, index=keys, variable_name="measure", value_name="number")
        order = [*keys, "measure"]
        found = from_json_stat(path, dataset).rename({"value": "number"})
        assert_frame_equal(found.sort(order), long.sort(order), check_exact=True)


def test_all_cubes_are_listed_by_address(holding, get, body) -> None:
    said = json.loads(body("/data/observations.json"))
    assert said["class"] == "collection"
    assert len(said["link"]["item"]) == 4
    for item in said["link"]["item"]:
        assert get(f"/data/{item['href']}").status_code == 200


def test_a_cube_says_the_state_of_a_figure_that_is_not_plainly_measured(holding, body) -> None:
    for indicator in holding.known.indicators:
        said = json.loads(body(f"/data/observations/{indicator}.json"))
        states = rows(holding.library, DATASETS["observations"], holding.revision, indicator)["state"]
        assert sorted(said["status"].values()) == sorted(s for s in states if s != "measured")


def test_the_whole_account_is_one_archive_that_describes_itself(holding, body, tmp_path: Path) -> None:
    path = tmp_path / "account.zip"
    path.write_bytes(body("/data/account.zip"))
    parts = parts_of(path)
    assert {f"{one.name}.csv" for one in EVERY} < set(parts)
    for name, content in parts.items():
        (tmp_path / name).write_bytes(content)
    group = CSVW(str(tmp_path / "csv-metadata.json"))
    assert group.is_valid
    text = parts["README.txt"].decode()
    for origin in holding.known.origins.values():
        assert origin.licence in text
        assert origin.attribution in text
    for one in EVERY:
        assert parts[f"{one.name}.csv"] == body(f"/data/{one.name}.csv")
        assert parts[f"{one.name}.csv-metadata.json"] == body(f"/data/{one.name}.csv-metadata.json")


def test_the_whole_account_in_parquet_holds_every_table(holding, body, tmp_path: Path) -> None:
    path = tmp_path / "account.zip"
    path.write_bytes(body("/data/account-parquet.zip"))
    parts = parts_of(path)
    for one in EVERY:
        assert_frame_equal(
            pl.read_parquet(parts[f"{one.name}.parquet"]), rows(holding.library, one, holding.revision)
        )


def test_parquet_says_who_gives_it_and_what_it_means(body, tmp_path: Path) -> None:
    said = pl.read_parquet_metadata(saved(body, tmp_path, "observations/work.parquet"))
    assert said["publisher"] == "Northport City Council"
    assert said["licence"]
    assert json.loads(said["csvw"])["tableSchema"]["columns"][0]["name"] == "indicator"


@pytest.mark.parametrize("ending", FORMATS)
def test_the_same_state_gives_the_same_bytes_anew(holding, body, ending: str) -> None:
    address = f"/data/observations/early-deaths.{ending}"
    before = body(address)
    for file in holding.shelf.home.rglob("*"):
        if file.is_file():
            file.unlink()
    assert body(address) == before


def test_the_archive_has_the_same_bytes_anew(holding, body) -> None:
    before = body("/data/account.zip")
    next(holding.shelf.home.rglob("account.zip")).unlink()
    assert body("/data/account.zip") == before


def test_a_file_is_made_once(holding, monkeypatch: pytest.MonkeyPatch) -> None:
    one = asked(holding, "observations", "ods", "work")
    first = file_of(holding, one)
    monkeypatch.setattr("ropewalk.publish.opendata.files.give", lambda *_: pytest.fail("made again"))
    assert file_of(holding, one) == first


def workbook(body, tmp_path: Path, name: str) -> openpyxl.Workbook:
    return openpyxl.load_workbook(saved(body, tmp_path, name))


@TABLES
def test_a_workbook_follows_the_rules_for_everyone(body, tmp_path: Path, name: str) -> None:
    book = workbook(body, tmp_path, f"{name}.xlsx")
    assert book.sheetnames == ["Cover", "Contents", "Columns", "Notes", "Table"]
    assert book.properties.title
    for sheet in book:
        assert not sheet.merged_cells.ranges
        cells = [list(row) for row in sheet.iter_rows(values_only=True)]
        assert isinstance(cells[0][0], str)
        assert all(row[0] is not None for row in cells), "no row is empty or begins further right"
        if sheet.title == "Cover":
            assert not sheet.tables
            continue
        assert len(sheet.tables) == 1, "one table a sheet"
        assert "one table" in cells[1][0]
        top = len([row for row in cells if row[1] is None])
        table = next(iter(sheet.tables.values()))
        last = openpyxl.utils.get_column_letter(len(cells[top]))
        assert table.ref == f"A{top + 1}:{last}{len(cells)}"
        assert all(cell is not None for row in cells[top:] for cell in row), "no cell is empty"


@TABLES
def test_an_open_workbook_marks_its_tables_and_heads(body, tmp_path: Path, name: str) -> None:
    content = parts_of(saved(body, tmp_path, f"{name}.ods"))
    text = content["content.xml"].decode()
    assert next(iter(content)) == "mimetype"
    assert text.count("<table:table ") == 5
    assert text.count("<table:table-header-rows>") == 4
    assert text.count("<table:database-range ") == 4
    assert "covered-table-cell" not in text
    assert "spanned" not in text
    assert "<text:p></text:p></table:table-cell>" not in text
    sheet = fastexcel.read_excel(tmp_path / f"{name}.ods").load_sheet("Table", header_row=2)
    assert sheet.available_columns()[0].name == DATASETS[name].columns[0].title
    assert sheet.width == len(DATASETS[name].columns)


def test_a_table_longer_than_a_sheet_says_so(holding, get, monkeypatch: pytest.MonkeyPatch) -> None:
    for made in holding.shelf.home.rglob("observations.xlsx"):
        made.unlink()
    monkeypatch.setattr("ropewalk.publish.opendata.formats.spreadsheet.MOST_ROWS", 50)
    monkeypatch.setattr("ropewalk.publish.opendata.endings.MOST_ROWS", 50)
    answer = get("/data/observations.xlsx")
    assert answer.status_code == 404
    assert "A spreadsheet holds 50" in answer.content.decode()


def test_what_is_no_cube_is_refused_as_json_stat_in_plain_words(get) -> None:
    answer = get("/data/findings.json")
    assert answer.status_code == 404
    assert "mostly words" in answer.content.decode()

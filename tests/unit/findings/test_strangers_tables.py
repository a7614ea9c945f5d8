"""What a stranger's table and definitions may get wrong, and what they may well do: told by file and row."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from ropewalk.findings.standalone import assess_files, read_measures
from ropewalk.vocabulary.errors import DefinitionError, Fault, RopewalkError, SourceError, UserError

TODAY = date(2024, 6, 1)
FIVE = """
[[indicator]]
id = "work"
kind = "proportion"
polarity = "higher"
frequency = "annual"
"""
HEAD = "indicator,place,period,value"
GOOD = "work,A,2015-01-01/P1Y,50"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "indicators.toml").write_text(FIVE)
    return tmp_path


def assessed(folder: Path, content: str | bytes, name: str = "table.csv") -> int:
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return assess_files(folder / name, folder / "indicators.toml", folder / "findings.csv", today=TODAY)


def fault(folder: Path, content: str | bytes, kind: type[RopewalkError] = SourceError) -> Fault:
    with pytest.raises(kind) as caught:
        assessed(folder, content)
    assert not (folder / "findings.csv").exists()
    assert len(caught.value.faults) == 1
    return caught.value.faults[0]


def test_a_row_cut_short_or_too_long_is_named(folder: Path) -> None:
    for bad in ("work,A,2016-01-01/P1Y", "work,A,2016-01-01/P1Y,50,51"):
        found = fault(folder, "\n".join([HEAD, GOOD, bad, ""]))
        assert (found.file, found.row, found.value) == ("table.csv", 3, bad)


def test_the_first_row_that_is_not_utf8_is_named(folder: Path) -> None:
    content = "\n".join([HEAD, GOOD, "work,Café,2016-01-01/P1Y,50", ""]).encode("latin-1")
    found = fault(folder, content)
    assert (found.file, found.row, found.value) == ("table.csv", 3, "work,Café,2016-01-01/P1Y,50")
    assert fault(folder, f"{HEAD}\n{GOOD}\n".encode("utf-16")).row == 1


def test_a_column_that_stands_twice_is_named_as_it_is_written(folder: Path) -> None:
    found = fault(folder, f"{HEAD},value\n{GOOD},51\n")
    assert (found.row, found.value) == (1, "value")


def test_blank_lines_are_no_rows_but_are_counted(folder: Path) -> None:
    assert assessed(folder, f"{HEAD}\n\n{GOOD}\n\n") == 2
    (folder / "findings.csv").unlink()
    assert fault(folder, f"{HEAD}\n\n{GOOD}x\n").row == 3


def test_spaces_are_no_place(folder: Path) -> None:
    assert fault(folder, f"{HEAD}\nwork,  ,2015-01-01/P1Y,50\n").row == 2


def test_a_name_with_brackets_or_a_star_is_just_a_name(folder: Path) -> None:
    assert assessed(folder, f"{HEAD}\n{GOOD}\n", "a[1]*.csv") == 2


def test_findings_are_never_written_over_what_they_are_made_from(folder: Path) -> None:
    table = folder / "table.csv"
    table.write_text(f"{HEAD}\n{GOOD}\n")
    with pytest.raises(UserError, match="over what they are made from"):
        assess_files(table, folder / "indicators.toml", table, today=TODAY)
    assert table.read_text().startswith(HEAD)


@pytest.mark.parametrize("ending", ["csv", "json", "parquet"])
def test_a_folder_that_is_not_there_is_told_in_words(folder: Path, ending: str) -> None:
    (folder / "table.csv").write_text(f"{HEAD}\n{GOOD}\n")
    files = (folder / "table.csv", folder / "indicators.toml", folder / "no" / f"out.{ending}")
    with pytest.raises(UserError, match="No such file or directory"):
        assess_files(*files, today=TODAY)


@pytest.mark.parametrize(
    "line",
    [
        "multiplier = 0",
        "multiplier = -100.0",
        "multiplier = nan",
        "floor = 5\nceiling = 1",
        "floor = inf",
        "target = { value = nan, date = 2030-12-31 }",
    ],
)
def test_a_number_that_cannot_be_meant_is_refused(folder: Path, line: str) -> None:
    (folder / "indicators.toml").write_text(f"{FIVE}{line}\n")
    with pytest.raises(DefinitionError) as caught:
        read_measures(folder / "indicators.toml")
    assert "work" in str(caught.value)


def test_an_indicator_without_a_name_is_refused(folder: Path) -> None:
    (folder / "indicators.toml").write_text(FIVE.replace('"work"', '" "'))
    with pytest.raises(DefinitionError, match="id is empty"):
        read_measures(folder / "indicators.toml")


def test_a_target_on_the_last_day_there_is_stops_nothing(folder: Path) -> None:
    (folder / "indicators.toml").write_text(f"{FIVE}target = {{ value = 60, date = 9999-12-31 }}\n")
    rise = "\n".join(f"work,A,{2015 + n}-01-01/P1Y,{20 + n + n % 2}" for n in range(8))
    assert assessed(folder, f"{HEAD}\n{rise}\n") == 3
    found = pl.read_csv(folder / "findings.csv").filter(pl.col("question") == "prospect")
    assert found["verdict"].to_list() == ["likely"]

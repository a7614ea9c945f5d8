"""Findings for anybody's table: strict about what it reads, whole in what it writes."""

import json
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from ropewalk.findings.standalone import assess_files, read_measures
from ropewalk.vocabulary.errors import DefinitionError, RopewalkError, SourceError, UserError
from ropewalk.vocabulary.tables import FINDINGS

TODAY = date(2024, 6, 1)
INDICATORS = """
[[indicator]]
id = "work"
kind = "proportion"
polarity = "higher"
frequency = "annual"
multiplier = 100.0
comparators = ["B"]
target = { value = 80.0, date = 2030-12-31 }
"""
HEAD = "indicator,place,period,value,lower,upper"
BODY = [f"work,{p},{y}-01-01/P1Y,{v},{v - 1},{v + 1}" for p, b in (("A", 50), ("B", 40)) for y, v in
        ((2016 + k, b + 2 * k) for k in range(8))]  # fmt: skip


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path, Path]:
    (tmp_path / "indicators.toml").write_text(INDICATORS)
    (tmp_path / "table.csv").write_text("\n".join([HEAD, *BODY]) + "\n")
    return tmp_path / "table.csv", tmp_path / "indicators.toml", tmp_path / "findings.csv"


def faults(
    files: tuple[Path, Path, Path], kind: type[RopewalkError]
) -> list[tuple[str, int | None, str | None]]:
    with pytest.raises(kind) as caught:
        assess_files(*files, today=TODAY)
    assert not files[2].exists()
    assert all(fault.remedy for fault in caught.value.faults)
    return [(fault.file, fault.row, fault.value) for fault in caught.value.faults]


@pytest.mark.parametrize("suffix", ["csv", "json", "parquet"])
def test_three_questions_for_each_series_in_each_format(files: tuple[Path, Path, Path], suffix: str) -> None:
    out = files[2].with_suffix(f".{suffix}")
    assert (
        assess_files(*files[:2], out, today=TODAY) == 7
    )  # two directions, two prospects, A to B, two to target
    read = {
        "csv": pl.read_csv,
        "parquet": pl.read_parquet,
        "json": lambda p: pl.DataFrame(json.loads(p.read_text())),
    }
    found = read[suffix](out)
    assert found.columns == list(FINDINGS)
    verdicts = dict(
        found.select(pl.concat_str("place", "question", pl.col("comparator").fill_null("")), "verdict").rows()
    )
    assert verdicts["Adirection"] == "improving"
    assert verdicts["ApositionB"] == "better"
    assert verdicts["Apositiontarget"] == "worse"
    assert verdicts["Bprospect"] == "unlikely"


def test_parquet_is_read_like_csv(files: tuple[Path, Path, Path]) -> None:
    assess_files(*files, today=TODAY)
    table = pl.read_csv(files[0])
    table.write_parquet(files[0].with_suffix(".parquet"))
    again = files[2].with_name("again.csv")
    assess_files(files[0].with_suffix(".parquet"), files[1], again, today=TODAY)
    assert again.read_text() == files[2].read_text()


def test_a_byte_order_mark_is_no_part_of_a_name(files: tuple[Path, Path, Path]) -> None:
    files[0].write_text("\ufeff" + files[0].read_text(), encoding="utf-8")
    assert assess_files(*files, today=TODAY) == 7


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("work,A,2015-01-01/P1Y,fifty,1,2", "fifty"),
        ("work,A,2015-01-01/P1Y,inf,1,2", "inf"),
        ("work,A,2015,50,1,2", "2015"),
        ("play,A,2015-01-01/P1Y,50,1,2", "play"),
        ("work,,2015-01-01/P1Y,50,1,2", ""),
        ("work,A,2016-01-01/P1Y,50,1,2", "work A 2016-01-01/P1Y"),
    ],
)
def test_a_bad_row_is_named(files: tuple[Path, Path, Path], line: str, value: str) -> None:
    files[0].write_text("\n".join([HEAD, *BODY, line]) + "\n")
    assert faults(files, SourceError) == [("table.csv", 18, value)]


def test_a_bad_state_and_a_bad_breakdown_are_named(files: tuple[Path, Path, Path]) -> None:
    row = "work,A,2015-01-01/P1Y,50"
    files[0].write_text(f"indicator,place,period,value,state,breakdown\n{row},guessed,\n{row},,sex\n")
    assert faults(files, SourceError) == [("table.csv", 2, "guessed"), ("table.csv", 3, "sex")]


def test_wrong_columns_are_named_all_at_once(files: tuple[Path, Path, Path]) -> None:
    files[0].write_text("indicator,place,period,amount\nwork,A,2015-01-01/P1Y,5\n")
    assert faults(files, SourceError) == [("table.csv", 1, "amount"), ("table.csv", 1, "value")]


def test_many_faults_are_counted(files: tuple[Path, Path, Path]) -> None:
    files[0].write_text("\n".join([HEAD, *(f"work,A,{2000 + k},5,4,6" for k in range(30))]))
    found = faults(files, SourceError)
    assert len(found) == 21
    assert found[0] == ("table.csv", 2, "2000")


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00bad", b'indicator,place\n"open'])
def test_a_damaged_file_is_named(files: tuple[Path, Path, Path], content: bytes) -> None:
    files[0].write_bytes(content)
    assert {fault[0] for fault in faults(files, SourceError)} == {"table.csv"}


def test_a_damaged_parquet_or_a_file_that_is_not_there(files: tuple[Path, Path, Path]) -> None:
    broken = files[0].with_suffix(".parquet")
    broken.write_bytes(b"PAR1")
    assert faults((broken, *files[1:]), SourceError) == [("table.parquet", None, None)]
    assert faults((files[0].with_name("no.csv"), *files[1:]), SourceError) == [("no.csv", None, None)]
    assert faults((files[0].with_suffix(".xlsx"), *files[1:]), SourceError) == [("table.xlsx", None, None)]


@pytest.mark.parametrize(
    "text",
    [
        INDICATORS + "colour = 'red'\n",
        INDICATORS.replace('"higher"', '"up"'),
        INDICATORS.replace('kind = "proportion"\n', ""),
        INDICATORS + INDICATORS,
        "title = 'x'\n" + INDICATORS,
        "[[indicator",
        "",
    ],
)
def test_a_bad_definition_is_an_error(files: tuple[Path, Path, Path], text: str) -> None:
    files[1].write_text(text)
    assert faults(files, DefinitionError)[0][0] == "indicators.toml"


def test_further_fields_of_a_whole_definition_are_accepted(files: tuple[Path, Path, Path]) -> None:
    files[1].write_text(INDICATORS + 'title = "In work"\nunit = "%"\n')
    assert read_measures(files[1])[0].id == "work"


def test_an_ending_that_cannot_be_written(files: tuple[Path, Path, Path]) -> None:
    assert faults((*files[:2], files[2].with_suffix(".docx")), UserError) == [
        ("", None, str(files[2].with_suffix(".docx")))
    ]
    assert faults((*files[:2], files[2].parent / "no" / "f.csv"), UserError)[0][0].endswith("f.csv")


@pytest.mark.parametrize("word", ["region", "country"])
def test_a_parent_that_no_table_names_is_refused(files: tuple[Path, Path, Path], word: str) -> None:
    files[1].write_text(INDICATORS.replace('["B"]', f'["B", "{word}"]'))
    assert faults(files, DefinitionError) == [("indicators.toml", None, word)]

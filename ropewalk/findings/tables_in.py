"""Somebody else's table of observations, read strictly: every fault named by file, row and value."""

from collections.abc import Collection
from io import BytesIO
from pathlib import Path
from typing import Final

import polars as pl

from ropewalk.findings.csv_shape import capped, check_shape
from ropewalk.vocabulary.breakdown import read_breakdown
from ropewalk.vocabulary.errors import Fault, SourceError
from ropewalk.vocabulary.period import parse_period
from ropewalk.vocabulary.tables import OBSERVATION_KEY, OBSERVATIONS
from ropewalk.vocabulary.words import State

NEEDED: Final = ("indicator", "place", "period", "value")
NUMBERS: Final = tuple(name for name, kind in OBSERVATIONS.items() if kind is float)
DEFAULTS: Final = {"breakdown": "", "state": State.MEASURED.value}
_STATES: Final = tuple(state.value for state in State)


def read_observations(path: Path, indicators: Collection[str]) -> pl.DataFrame:
    """The exchange table of observations from a CSV or Parquet file, by its suffix.

    ``indicators``: the ids that have a definition. Absent optional columns get their default (no number,
    no breakdown, measured). Raises SourceError with every fault, at most 20 and a count of the rest.
    Rows are counted as the file shows them: from 1, a CSV's header included.
    """
    raw, first_row = _read(path)
    _check_columns(path, raw.columns)
    raw = raw.with_row_index("row", offset=first_row).filter(
        ~pl.all_horizontal(pl.all().exclude("row").is_null())
    )
    table = raw.with_columns(
        pl.lit(DEFAULTS.get(name), dtype=pl.String).alias(name)
        for name in OBSERVATIONS
        if name not in raw.columns
    )
    filled = [pl.col(name).fill_null(default).alias(name) for name, default in DEFAULTS.items()]
    table = table.with_columns(
        *filled, *(pl.col(name).fill_null("") for name in ("indicator", "place", "period"))
    )
    numbers = table.with_columns(pl.col(name).cast(pl.Float64, strict=False) for name in NUMBERS)
    faults = [
        *_number_faults(path, table, numbers),
        *_word_faults(path, table, set(indicators)),
        *_repeats(path, table),
    ]
    if faults:
        raise SourceError(*capped(faults, path.name))
    return numbers.select(list(OBSERVATIONS))


def _read(path: Path) -> tuple[pl.DataFrame, int]:
    """Every cell as text, and the number of the first row; blank lines are rows of nothing."""
    suffix = path.suffix.lower()
    if suffix not in (".csv", ".parquet"):
        raise SourceError(
            Fault("the table is neither .csv nor .parquet", "Save it as one of these", file=path.name)
        )
    try:
        content = path.read_bytes()
        if suffix == ".parquet":
            return pl.read_parquet(BytesIO(content)).cast(pl.String, strict=False), 1
        check_shape(path.name, content)
        # Everything as text first: a cell that is no number can then be shown as it stands.
        raw = pl.read_csv(content, infer_schema=False, encoding="utf8", null_values=[""])
        return raw.rename({name: name.removeprefix("\ufeff") for name in raw.columns}), 2
    except FileNotFoundError as error:
        raise SourceError(Fault("there is no such file", "Check the path", file=path.name)) from error
    except OSError as error:
        problem = f"the file cannot be read ({error.strerror})"
        raise SourceError(Fault(problem, "Check the path, and that you may read it", path.name)) from error
    except pl.exceptions.PolarsError as error:
        problem = f"the file cannot be read ({str(error).splitlines()[0][:120]})"
        remedy = "Check that it is whole, and that a CSV is UTF-8 with one header row and commas"
        raise SourceError(Fault(problem, remedy, file=path.name)) from error


def _check_columns(path: Path, columns: list[str]) -> None:
    unknown = [name for name in columns if name not in OBSERVATIONS]
    absent = [name for name in NEEDED if name not in columns]
    remedy = f"Use exactly these columns: {', '.join(OBSERVATIONS)}"
    faults = [
        Fault("the table has a column that nothing reads", remedy, path.name, 1, name) for name in unknown
    ]
    faults += [Fault("the table lacks a column", remedy, path.name, 1, name) for name in absent]
    if faults:
        raise SourceError(*capped(faults, path.name))


def _number_faults(path: Path, table: pl.DataFrame, numbers: pl.DataFrame) -> list[Fault]:
    faults = []
    for name in NUMBERS:
        bad = table.filter(table[name].is_not_null() & ~numbers[name].is_finite().fill_null(value=False))
        remedy = "Write a plain number such as 1234.5, or leave the cell empty and give its state"
        faults += [
            Fault(f"{name} is not a number", remedy, path.name, row, v)
            for row, v in bad.select("row", name).rows()
        ]
    return faults


def _word_faults(path: Path, table: pl.DataFrame, indicators: set[str]) -> list[Fault]:
    checks = (
        (
            "indicator",
            indicators.__contains__,
            "this indicator has no definition",
            "Define it or leave it out",
        ),
        ("place", str.strip, "the row names no place", "Give the official code of a place"),
        ("period", _is_period, "this is not a period", "Write an ISO 8601 interval such as 2022-01-01/P1Y"),
        (
            "breakdown",
            _is_breakdown,
            "this is not a breakdown",
            "Write name=value pairs in name order, with ;",
        ),
        ("state", _STATES.__contains__, "this state is unknown", f"Use one of: {', '.join(_STATES)}"),
    )
    faults = []
    for name, is_good, problem, remedy in checks:
        bad = [text for text in table[name].unique().to_list() if not is_good(text)]
        rows = table.filter(pl.col(name).is_in(bad)).select("row", name).rows()
        faults += [Fault(problem, remedy, path.name, row, value) for row, value in rows]
    return faults


def _repeats(path: Path, table: pl.DataFrame) -> list[Fault]:
    repeated = table.filter(table.select(OBSERVATION_KEY).is_duplicated())
    later = repeated.filter(~pl.struct(OBSERVATION_KEY).is_first_distinct())
    remedy = "Keep one row for each indicator, place, period and breakdown"
    return [
        Fault("the same key stands in an earlier row", remedy, path.name, row, " ".join(filter(None, key)))
        for row, *key in later.select("row", *OBSERVATION_KEY).rows()
    ]


def _is_period(text: str) -> bool:
    try:
        parse_period(text)
    except (ValueError, OverflowError):
        return False
    return True


def _is_breakdown(text: str) -> bool:
    try:
        read_breakdown(text)
    except ValueError:
        return False
    return True

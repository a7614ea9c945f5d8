"""Column maps: how a source's files become observations, as ``map.toml`` says it. See docs/column-maps.md."""

from pathlib import Path
from typing import Literal

import msgspec

from ropewalk.sources.documents import read_document
from ropewalk.vocabulary.breakdown import write_breakdown
from ropewalk.vocabulary.errors import DefinitionError, Fault
from ropewalk.vocabulary.period import parse_period
from ropewalk.vocabulary.words import State

Notation = Literal[
    "iso",
    "calendar-year",
    "financial-year",
    "financial-year-ending",
    "academic-year",
    "academic-year-ending",
    "academic-year-starting",
    "rolling",
    "financial-rolling",
    "month",
    "financial-quarter",
    "calendar-quarter",
    "day",
    "year-ending-month",
    "mixed",
]
Scheme = Literal["gss", "dfe-number", "dfe-name", "e-code", "name"]
Policy = Literal["stop", "refuse"]
Where = dict[str, str | tuple[str, ...]]

PRESENT = (State.MEASURED, State.PROVISIONAL)


class PlaceColumn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which place a row is about: a column (or one ``constant`` for all rows) in a scheme of codes.

    ``kinds`` narrows a scheme whose names are shared ("North East" is a region and an authority).
    ``words``: text of a cell -> official code, for places that a person has looked up; asked first.
    """

    column: str = ""
    constant: str = ""
    scheme: Scheme = "gss"
    kinds: tuple[str, ...] = ()
    words: dict[str, str] = {}


class PeriodColumn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which period a row is about: a column in a notation, or one ``constant`` ISO interval.

    ``year_means`` tells the mixed notation what a bare year or 2022/23 is; ``as_day`` (MM-DD) turns
    every period into that one day of it; ``begins`` (MM-DD) lets it start on that day of its first year,
    for years that run from October or November.
    """

    column: str = ""
    constant: str = ""
    notation: Notation = "iso"
    year_means: Literal["academic", "calendar", "financial", ""] = ""
    split_year_means: Literal["academic", "financial", ""] = ""
    as_day: str = ""
    begins: str = ""


class StateColumn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A column of words that say what a value is; an empty cell says measured."""

    column: str
    words: dict[str, State]


class Numbers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a table writes its numbers, beyond figures with commas between thousands.

    ``ignore``: marks before or after a number that say its unit ("£", "%"). ``brackets``: what (12) means.
    ``thousands``: " " where spaces part thousands. ``flags``: marks after a number that say its state.
    """

    ignore: tuple[str, ...] = ()
    brackets: Literal["negative", ""] = ""
    thousands: Literal[",", " "] = ","
    flags: dict[str, State] = {}


class Wide(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Columns whose headings say what a row should: years, sexes, measures beside one another.

    Each part of a heading (two header rows make two parts) becomes the column of that place in ``names``;
    a part whose name is "" stays the name of a column of cells. Without such a part they go into ``cells``.
    """

    columns: tuple[str, ...]
    names: tuple[str, ...] = ("heading",)
    cells: str = "cell"


class LeaveOut(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Rows left out on purpose, and why."""

    where: Where
    reason: str


class BreakdownColumn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A column whose words become a breakdown's value; the value "" makes a row the headline."""

    column: str
    words: dict[str, str]


class Per(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A denominator from another source of the city: value = multiplier x value / denominator.

    ``breakdown``: "headline" divides by the headline denominator whatever the row's breakdown
    (spending by service over all people); "same" needs one with the row's own breakdown.
    """

    source: str
    indicator: str
    multiplier: float = 1.0
    breakdown: Literal["headline", "same"] = "headline"


class Series(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One indicator in a table: which rows, which columns.

    All but ``indicator`` may be absent; without ``value`` it is multiplier x numerator / denominator.
    """

    indicator: str
    where: Where = {}
    value: str = ""
    lower: str = ""
    upper: str = ""
    numerator: str = ""
    denominator: str = ""
    multiplier: float = 1.0
    scale: float = 1.0
    breakdown: dict[str, str] = {}
    breakdown_columns: dict[str, BreakdownColumn] = {}
    periods: str = ""
    per: Per | None = None


class Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One file, or one sheet of one. Rows count from 1 as the file or the sheet shows them.

    ``header_row`` is the last of the ``header_rows`` that hold the names.
    """

    file: str = ""
    format: Literal["csv", "parquet", "excel"] = "csv"
    encoding: str = "utf-8"
    delimiter: str = ","
    sheet: str = ""
    header_row: int = 1
    header_rows: int = 1
    first_row: int | None = None
    last_row: int | None = None
    expect: tuple[str, ...] = ()
    fill_down: tuple[str, ...] = ()
    wide: Wide | None = None
    numbers: Numbers = Numbers()
    place: PlaceColumn | None = None
    period: PeriodColumn | None = None
    contradictions: Policy = "stop"
    unknown_places: Policy = "stop"
    markers: dict[str, State] = {}
    state: StateColumn | None = None
    leave_out: tuple[LeaveOut, ...] = ()
    series: tuple[Series, ...] = ()
    code: str = ""
    options: dict[str, str] = {}


class SourceMap(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A whole ``map.toml``. ``no_tables`` says why a source holds no observations (lists of peers).

    ``doubts``: what a proposed map is not sure of. A map with doubts is not read until a person has
    looked at each and taken it out.
    """

    table: tuple[Table, ...] = ()
    no_tables: str = ""
    doubts: tuple[str, ...] = ()


def read_map(folder: Path) -> SourceMap:
    """Read ``map.toml``. Raises DefinitionError naming the file, the field and the remedy."""
    path = folder / "map.toml"
    file = f"{folder.name}/{path.name}"
    found = read_document(path, SourceMap, file)
    faults = [
        Fault(f"table {number} ({table.file or table.code}): {problem}", remedy, file=file)
        for number, table in enumerate(found.table, start=1)
        for problem, remedy in _problems(table)
    ]
    if bool(found.table) == bool(found.no_tables):
        remedy = "Add a [[table]] for each file to read, or say in no_tables why there is none; not both"
        faults.append(Fault("`table` and `no_tables` do not fit", remedy, file=file))
    remedy = "Look at it in map.toml, mend it if need be, and take the line out of `doubts`"
    faults += [Fault(f"not confirmed yet: {doubt}", remedy, file=file) for doubt in found.doubts]
    if faults:
        raise DefinitionError(*faults)
    return found


def _problems(table: Table) -> list[tuple[str, str]]:
    if table.code:
        return _unread(table)
    found = []
    if not table.file:
        found.append(("`file` is missing", "Name the file, as it lies in the source's folder"))
    if table.format == "excel" and not table.sheet:
        found.append(("`sheet` is missing", "Name the sheet to read"))
    found += _row_problems(table)
    if not table.series:
        found.append(("there is no [[table.series]]", "Add one for each indicator in the file"))
    if table.options:
        found.append(("`options` is read only where `code` is given", "Take it out"))
    present = [word for word, state in table.markers.items() if state in PRESENT]
    if present:
        found.append((f"markers {present} cannot stand for a number", "Give them a state without a number"))
    found += _place_problems(table.place) + _period_problems(table.period)
    for series in table.series:
        found += [(f"series {series.indicator}: {problem}", remedy) for problem, remedy in _in_series(series)]
    return found


def _row_problems(table: Table) -> list[tuple[str, str]]:
    found = []
    if table.format != "excel" and table.sheet:
        found.append((f"a {table.format} file has no sheet", "Take out `sheet`: it is for excel"))
    rows = (table.header_row, table.header_rows, table.first_row, table.last_row)
    if table.format == "parquet" and rows != (1, 1, None, None):
        remedy = "Take out header_row, header_rows, first_row and last_row"
        found.append(("a parquet file has no header rows", remedy))
    if not 1 <= table.header_rows <= table.header_row:
        remedy = "header_row is the last of the header_rows, and both count from 1"
        found.append((f"there are no {table.header_rows} rows ending in row {table.header_row}", remedy))
    return found + _wide_problems(table.wide) + _number_problems(table.numbers)


def _wide_problems(wide: Wide | None) -> list[tuple[str, str]]:
    if wide is None:
        return []
    found = []
    named = [name for name in wide.names if name]
    if not wide.columns or len(set(wide.columns)) != len(wide.columns):
        found.append(("`wide.columns` names no column, or one twice", "Name each column once"))
    if not named or len(set(named)) != len(named) or wide.names.count("") > 1:
        remedy = 'Give each part of a heading its own name, and "" to one at most'
        found.append((f"`wide.names` {list(wide.names)} does not name the parts of a heading", remedy))
    return found


def _number_problems(numbers: Numbers) -> list[tuple[str, str]]:
    absent = [mark for mark, state in numbers.flags.items() if state not in PRESENT]
    found = []
    if absent:
        remedy = "Use measured or provisional; a cell that holds no number has a marker"
        found.append((f"numbers.flags {absent} stand beside a number", remedy))
    if [mark for mark in (*numbers.ignore, *numbers.flags) if not mark.strip()]:
        found.append(("a mark in `numbers` is empty", "Write it out"))
    return found


def _unread(table: Table) -> list[tuple[str, str]]:
    read = {"code", "file", "options", "contradictions", "unknown_places"}
    plain = Table()
    fields = [n for n in Table.__struct_fields__ if n not in read and getattr(table, n) != getattr(plain, n)]
    remedy = "Take it out: a table with `code` reads only file, options, contradictions and unknown_places"
    return [(f"`{name}` is not read", remedy) for name in fields]


def _place_problems(place: PlaceColumn | None) -> list[tuple[str, str]]:
    if place is None or bool(place.column) == bool(place.constant):
        return [("`place` needs a column or a constant, and not both", 'Write place = { column = "..." }')]
    return []


def _period_problems(period: PeriodColumn | None) -> list[tuple[str, str]]:
    if period is None or bool(period.column) == bool(period.constant):
        return [("`period` needs a column or a constant, and not both", 'Write period = { column = "..." }')]
    found = []
    if period.constant and not _is_period(period.constant):
        found.append((f"period.constant {period.constant!r} is not a period", "Write 2017-04-01/P1Y"))
    if (period.year_means or period.split_year_means) and period.notation != "mixed":
        found.append(("year_means and split_year_means are read only by the mixed notation", "Take them out"))
    if period.as_day and not _is_day(period.as_day):
        found.append((f"period.as_day {period.as_day!r} is not a day", "Write month and day, such as 03-31"))
    if period.begins and not _is_day(period.begins):
        found.append((f"period.begins {period.begins!r} is not a day", "Write month and day, such as 10-01"))
    if period.begins and period.as_day:
        found.append(("a period cannot be one day and begin on another", "Keep as_day or begins"))
    return found


def _in_series(series: Series) -> list[tuple[str, str]]:
    found = []
    if not series.value and not (series.numerator and series.denominator):
        found.append(("`value` is missing", "Name its column, or both numerator and denominator"))
    if series.value and series.multiplier != 1.0:
        found.append(("`multiplier` is not read when there is a `value`", "Use scale, or take it out"))
    if series.per and (series.denominator or series.numerator):
        found.append(("`per` brings numerator and denominator itself", "Take numerator and denominator out"))
    if series.periods and not _is_range(series.periods):
        found.append((f"`periods` {series.periods!r} is not a range", "Write 2015-01-01/2025-01-01"))
    if set(series.breakdown) & set(series.breakdown_columns):
        found.append(("a name is both in breakdown and in breakdown_columns", "Keep one of them"))
    values = [w for b in series.breakdown_columns.values() for w in b.words.values() if w]
    try:
        write_breakdown({**series.breakdown, **dict.fromkeys(series.breakdown_columns, "x")})
        for value in values:
            write_breakdown({"x": value})
    except ValueError as error:
        found.append((f"breakdown: {error}", "Use names and values without ; and ="))
    return found


def _is_period(text: str) -> bool:
    try:
        return bool(parse_period(text))
    except ValueError:
        return False


def _is_day(text: str) -> bool:
    # 2001 is no leap year, so that a day that some years lack is refused.
    return _is_period(f"2001-{text}/P1D")


def _is_range(text: str) -> bool:
    return text.count("/") == 1 and all(_is_period(f"{day}/P1D") for day in text.split("/"))

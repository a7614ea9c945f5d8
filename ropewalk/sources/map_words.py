"""The words of a column map, as ``map.toml`` writes them. See docs/column-maps.md."""

from datetime import date
from typing import Literal

import msgspec

from ropewalk.sources.boundaries.declared import Layer
from ropewalk.sources.contracts.terms import Contract
from ropewalk.sources.table_file import TableFile
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
NUMBERS = ("value", "lower", "upper", "numerator", "denominator")

PRESENT = (State.MEASURED, State.PROVISIONAL)


class PlaceColumn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which place a row is about: a column (or one ``constant`` for all rows) in a scheme of codes.

    ``kinds`` narrows a scheme whose names are shared ("North East" is a region and an authority).
    ``words``: text of a cell -> official code, for places that a person has looked up; asked first.
    ``otherwise``: what an empty cell means, where only parts of a place are named.
    """

    column: str = ""
    constant: str = ""
    scheme: Scheme = "gss"
    kinds: tuple[str, ...] = ()
    words: dict[str, str] = {}
    otherwise: str = ""


class PeriodColumn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which period a row is about: a column in a notation, or one ``constant`` ISO interval.

    ``year_means`` tells the mixed notation what a bare year or 2022/23 is; ``as_day`` (MM-DD) turns
    every period into that one day of it; ``begins`` (MM-DD) lets it start on that day of its first year,
    for years that run from October or November. ``hyphen_means`` tells the mixed notation whether 2022-09 is
    a month or years from 2022 to 2009 ("either": months, unless a label of the file cannot be one).
    ``days``: days of reference; a period becomes the one that lies in its first month, else in it.
    ``second`` names a column of quarters or months beside one of years, whose word is read before the
    first's ("Q1 2023/24").
    """

    column: str = ""
    second: str = ""
    constant: str = ""
    notation: Notation = "iso"
    year_means: Literal["academic", "calendar", "financial", ""] = ""
    split_year_means: Literal["academic", "financial", ""] = ""
    as_day: str = ""
    begins: str = ""
    hyphen_means: Literal["years", "months", "either"] = "years"
    days: tuple[date, ...] = ()


class StateColumn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A column of words that say what a value is; an empty cell says measured.

    ``beside_a_number``: words that say nothing of a number that stands beside them ("obsolete code").
    """

    column: str = ""
    words: dict[str, State]
    beside_a_number: tuple[str, ...] = ()


class Numbers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a table writes its numbers, beyond figures with commas between thousands.

    ``ignore``: marks before or after a number that say its unit ("£", "%"). ``brackets``: what (12) means.
    ``thousands``: " " where spaces part thousands. ``decimal``: "," where a comma stands before decimals; a
    point then parts thousands. ``flags``: marks after a number that say its state.
    """

    ignore: tuple[str, ...] = ()
    brackets: Literal["negative", ""] = ""
    thousands: Literal[",", " "] = ","
    decimal: Literal[".", ","] = "."
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
    """A column whose words become a breakdown's value; the value "" makes a row the headline.

    ``as_written``: a word that ``words`` does not have stands for itself, and an empty cell for the headline.
    """

    column: str
    words: dict[str, str] = {}
    as_written: bool = False


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
    In a table with a layout ``names`` are what the publisher has called the indicator, and the layout finds
    the columns; an edition may then lack a series that ``may_be_absent``. ``state``: its own state column.
    ``breakdown_text``: a column that holds whole breakdowns, as the exchange table writes them.
    """

    indicator: str
    names: tuple[str, ...] = ()
    may_be_absent: bool = False
    where: Where = {}
    value: str = ""
    lower: str = ""
    upper: str = ""
    numerator: str = ""
    denominator: str = ""
    state: str = ""
    multiplier: float = 1.0
    scale: float = 1.0
    breakdown: dict[str, str] = {}
    breakdown_columns: dict[str, BreakdownColumn] = {}
    breakdown_text: str = ""
    periods: str = ""
    per: Per | None = None


class Table(TableFile, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One file (its own fields are TableFile's) and what its cells mean.

    ``layout`` names a file of layouts that finds the columns; ``columns`` adds names to its roles.
    ``same``: columns in which all rows of a series must say the same (one unit, one age group).
    ``must_be``: columns whose cells must be one of these words (that a figure is free to be published).
    """

    layout: str = ""
    columns: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    expect: tuple[str, ...] = ()
    fill_down: tuple[str, ...] = ()
    wide: Wide | None = None
    numbers: Numbers = Numbers()
    place: PlaceColumn | None = None
    period: PeriodColumn | None = None
    contradictions: Policy = "stop"
    unknown_places: Policy = "stop"
    markers: dict[str, State] = msgspec.field(default_factory=dict)
    state: StateColumn | None = None
    leave_out: tuple[LeaveOut, ...] = ()
    same: tuple[str, ...] = ()
    must_be: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    series: tuple[Series, ...] = ()
    code: str = ""
    options: dict[str, str] = msgspec.field(default_factory=dict)


class SourceMap(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A whole ``map.toml``. ``no_tables`` says why a source holds no observations (lists of peers,
    boundaries). ``layer``: the boundaries that it holds.

    ``doubts``: what a proposed map is not sure of. A map with doubts is not read until a person has
    looked at each and taken it out.
    """

    table: tuple[Table, ...] = ()
    contract: Contract = Contract()
    no_tables: str = ""
    doubts: tuple[str, ...] = ()
    layer: tuple[Layer, ...] = ()

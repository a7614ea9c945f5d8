"""What a table that an account gives out is, and what its columns are: name, type, and meaning, once."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import polars as pl


class Type(StrEnum):
    """What a column holds, as CSVW names it."""

    TEXT = "string"
    NUMBER = "double"
    WHOLE = "integer"
    YES_NO = "boolean"
    DAY = "date"
    MOMENT = "dateTimeStamp"


POLARS: Final[dict[Type, pl.DataType]] = {
    Type.TEXT: pl.String(),
    Type.NUMBER: pl.Float64(),
    Type.WHOLE: pl.Int64(),
    Type.YES_NO: pl.Boolean(),
    Type.DAY: pl.Date(),
    Type.MOMENT: pl.Datetime("us", "UTC"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column. ``about``: what it means, one sentence; ``title``: its heading in a spreadsheet."""

    name: str
    about: str
    type: Type = Type.TEXT

    @property
    def title(self) -> str:
        """The name as words."""
        return self.name.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Dataset:
    """A table. ``keys``: the columns that tell its rows apart, and its dimensions as a cube;
    ``by_indicator``: it is given for each measure, too; ``kept``: it can be given as of every revision;
    ``cube``: it is a cube of numbers, and so can be JSON-stat; ``status``: the column that says what a number
    is, or why there is none; ``written``: its rows are what people wrote, which the library does not hold."""

    name: str
    title: str
    about: str
    columns: tuple[Column, ...]
    keys: tuple[str, ...]
    by_indicator: bool = False
    kept: bool = True
    cube: bool = False
    status: str = ""
    written: bool = False


def texts(**about: str) -> tuple[Column, ...]:
    """Columns of text, by name."""
    return tuple(Column(name, what) for name, what in about.items())


def numbers(**about: str) -> tuple[Column, ...]:
    """Columns of numbers, by name."""
    return tuple(Column(name, what, Type.NUMBER) for name, what in about.items())


def wholes(**about: str) -> tuple[Column, ...]:
    """Columns of whole numbers, by name."""
    return tuple(Column(name, what, Type.WHOLE) for name, what in about.items())


INDICATOR: Final = texts(indicator="The id of a measure; the table indicators tells what it is")
PLACE: Final = texts(place="The official code of an area; the table places gives its name")
PERIOD: Final = texts(period="An ISO 8601 interval, start and length: 2022-01-01/P3Y is three years")
BREAKDOWN: Final = texts(
    breakdown="Whom the figure is about: name=value pairs joined by semicolons; empty for everyone"
)
STATE: Final = texts(
    state="measured, provisional, suppressed, not applicable, not available or not yet published; "
    "none of them means nought"
)
REVISION: Final = wholes(revision="The numbered state of our store")
LIMITS: Final = numbers(lower="The lower 95% limit", upper="The upper 95% limit")
VALUE: Final = numbers(value="The figure, in the measure's unit, as published")

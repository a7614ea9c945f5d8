"""Every cell of a table that its map cannot read: which, what is wrong, and how to put it right."""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from ropewalk.sources.faults import Wrong, every_wrong_row
from ropewalk.sources.mapping.place_words import Gazetteer
from ropewalk.sources.mapping.saying import Saying
from ropewalk.sources.maps import PeriodColumn, PlaceColumn, Table
from ropewalk.sources.numbers import read_numbers
from ropewalk.sources.opening import Files
from ropewalk.sources.periods import period_table
from ropewalk.sources.reshaping import cell_column, columns_under
from ropewalk.sources.selecting import choose_rows
from ropewalk.sources.understanding import read_periods, read_place_codes
from ropewalk.vocabulary.errors import Fault, RopewalkError
from ropewalk.vocabulary.tables import OBSERVATION_KEY

NAMED = 4  # rows that are named where several contradict one another


@dataclass(frozen=True)
class WrongCell:
    """A cell by its row (from 1) and the file's column; what it says, what is wrong, what to do."""

    row: int
    column: str
    says: str
    wrong: str
    remedy: str


@dataclass(frozen=True)
class Looked:
    """What was found wrong in one table: cells, and faults of rows or of the whole file."""

    table: Table
    cells: tuple[WrongCell, ...]
    faults: tuple[Fault, ...]


def look_over(table: Table, files: Files, gazetteer: Gazetteer) -> Looked:
    """Every wrong cell of a table, found by the very code that loads it, so that the two cannot differ.

    A row with two wrong cells has both found. Raises DefinitionError when the map itself is wrong.
    """
    file = files.name(table)
    with every_wrong_row() as listed:
        try:
            rows, chosen = choose_rows(table, files.open(table), file)
        except RopewalkError as error:
            return Looked(table, (), error.faults)
        wrong_words = len(listed)
        read = _in_span(table, rows)
        read_periods(table, rows, file)
        place = table.place or PlaceColumn()
        placed = read_place_codes(place, table.unknown_places, read, gazetteer.register, file)
        numbered, _ = read_numbers(table, read if table.unknown_places == "stop" else placed.rows, file)
    whole = tuple(fault for fault in chosen if fault.row is None and not wrong_words)
    say = Saying(table, gazetteer, rows)
    wrong = {row for each in listed for row in each.rows["row"]}
    twice = list(_twice(table, numbered, placed.rows.filter(~pl.col("row").is_in(wrong))))
    found = [cell for wrong in (*listed, *twice) for cell in _cells(table, wrong, files, say)]
    return Looked(table, tuple(dict.fromkeys(found)), whole)


def _in_span(table: Table, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows that a load would look at: those of an unreadable period too, but none outside ``periods``."""
    labels, _ = period_table(rows["period_text"], table.period or PeriodColumn())
    joined = rows.join(labels, left_on="period_text", right_on="label", how="left", maintain_order="left")
    inside = pl.col("first").is_null() | pl.col("start").is_null()
    inside |= (pl.col("start") >= pl.col("first")) & (pl.col("start") < pl.col("before"))
    return joined.filter(inside).with_columns(pl.col("provisional").fill_null(value=False))


def _twice(table: Table, numbered: pl.DataFrame, placed: pl.DataFrame) -> Iterator[Wrong]:
    """Cells that give two values for one indicator, place, period and breakdown."""
    own = ["row", "series", *(["heading"] if "heading" in numbered.columns else [])]
    known = numbered.join(placed.select(*own, "place"), on=own, how="inner").drop_nulls("period")
    key = list(OBSERVATION_KEY)
    figures = pl.struct("value", "lower", "upper", "numerator", "denominator", "state")
    wrong = known.filter(figures.n_unique().over(key) > 1)
    if wrong.height and table.contradictions == "stop":
        rows = pl.col("row").unique().sort().head(NAMED).cast(pl.String).implode().list.join(", ")
        columns = [series.value or series.numerator for series in table.series]
        named = wrong.with_columns(rows.over(key).alias("rows"))
        yield Wrong("", named, "value_text", lambda row: columns[int(str(row["series"]))], _said_twice)


def _said_twice(row: dict[str, object]) -> tuple[str, str]:
    problem = f"Rows {row['rows']} give different numbers for the same place and period"
    return problem, "Keep the right one, and take the other out"


def _cells(table: Table, wrong: Wrong, files: Files, say: Saying) -> Iterator[WrongCell]:
    raw = files.cells(table)
    above = {name: _filled_above(raw, name) for name in table.fill_down}
    for row in wrong.rows.iter_rows(named=True):
        column = wrong.column if isinstance(wrong.column, str) else wrong.column(row)
        heading = str(row["heading"]) if row.get("heading") is not None else None
        says = "" if wrong.kind == "missing" or row[wrong.value] is None else str(row[wrong.value])
        told = say.of(wrong, row, says)
        if table.wide and column in table.wide.names:
            # The heading itself is wrong: one cell of the header, however many rows are below it.
            for name in columns_under(heading or "", table.wide):
                yield WrongCell(table.header_row, name, name, *told)
            continue
        number = int(str(row["row"]))
        number = above[column].get(number, number) if column in above else number
        yield WrongCell(number, cell_column(heading, column, table.wide), says, *told)


def _filled_above(raw: pl.DataFrame, name: str) -> dict[int, int]:
    """Row -> the row whose words it takes, where a column is filled down."""
    filled = pl.when(pl.col(name).is_not_null()).then(pl.col("row")).forward_fill()
    return dict(raw.select("row", filled.alias("from")).drop_nulls().iter_rows())

"""Which rows and columns of a table belong to which series, before anything is understood."""

from datetime import date

import polars as pl

from ropewalk.sources.agreeing import unknown_words, unlike
from ropewalk.sources.maps import PeriodColumn, Series, Table, Where
from ropewalk.sources.reshaping import HEADING
from ropewalk.vocabulary.errors import Fault, SourceError

NUMBERS = ("value", "lower", "upper", "numerator", "denominator")


def select_rows(table: Table, cells: pl.DataFrame, file: str, *, whole: bool = True) -> pl.DataFrame:
    """One row an observation to be: the series' constants, and the cells it names, still as text.

    Columns: row, series (its place in the map), indicator, place_text, period_text, state_text,
    breakdown, value_text, lower_text, upper_text, numerator_text, denominator_text, scale,
    multiplier, derived (no value column), first, before (the range of ``periods``); of a wide table
    also heading, which says what column the cells came from.
    Raises SourceError for a series without rows (unless the cells are not the ``whole`` file's) or a
    breakdown's word that the map does not know.
    """
    rows, faults = choose_rows(table, cells, file, whole=whole)
    if faults:
        raise SourceError(*faults)
    return rows


def choose_rows(
    table: Table, cells: pl.DataFrame, file: str, *, whole: bool = True
) -> tuple[pl.DataFrame, list[Fault]]:
    """As ``select_rows``, with the faults beside the rows that could be chosen all the same."""
    kept = _narrowed(table, cells)
    for left in table.leave_out:
        kept = kept.filter(~where_expr(left.where))
    kept = kept.with_columns(
        _place(table).alias("place_text"),
        _period_text(table.period).alias("period_text"),
    )
    parts, faults = [], []
    for number, series in enumerate(table.series):
        rows = kept.filter(where_expr(series.where)) if series.where else kept
        if rows.is_empty():
            faults += [no_rows(series, file)] if whole else []
            continue
        faults += unknown_words(series, rows, file)
        faults += unlike(table, series, rows, file)
        parts.append(_series_rows(table, number, rows))
    return pl.concat(parts or [_series_rows(table, 0, kept.clear())]), faults


def _narrowed(table: Table, cells: pl.DataFrame) -> pl.DataFrame:
    """Only rows that some series may want, where every series asks about the same column.

    A file of 434 measures in 641,000 rows is then looked through once, not once a series.
    """
    asked = [set(series.where) for series in table.series]
    for column in sorted(set.intersection(*asked)):
        words = {w for series in table.series for w in _words(series.where[column])}
        cells = cells.filter(where_expr({column: tuple(words)}))
    return cells


def where_expr(where: Where) -> pl.Expr:
    """Rows whose cells are equal to the text (an empty text: an empty cell), in every column named."""
    tests = []
    for column, wanted in where.items():
        words = _words(wanted)
        cell = pl.col(column).str.strip_chars().fill_null("")
        tests.append(cell.is_in(words) if len(words) != 1 else cell == words[0])
    return pl.all_horizontal(tests) if tests else pl.lit(value=True)


def _words(wanted: str | tuple[str, ...]) -> list[str]:
    return [wanted] if isinstance(wanted, str) else list(wanted)


def _series_rows(table: Table, number: int, rows: pl.DataFrame) -> pl.DataFrame:
    series = table.series[number]
    first, before = (
        (date.fromisoformat(day) for day in series.periods.split("/")) if series.periods else (None, None)
    )
    return rows.select(
        "row",
        pl.lit(number, pl.Int32).alias("series"),
        pl.lit(series.indicator).alias("indicator"),
        "place_text",
        "period_text",
        _cell(series.state or (table.state.column if table.state else "")).alias("state_text"),
        _breakdown(series).alias("breakdown"),
        *(_cell(getattr(series, name)).alias(f"{name}_text") for name in NUMBERS),
        pl.lit(series.scale).alias("scale"),
        pl.lit(series.multiplier).alias("multiplier"),
        pl.lit(not series.value).alias("derived"),
        pl.lit(first, pl.Date).alias("first"),
        pl.lit(before, pl.Date).alias("before"),
        *([pl.col(HEADING).alias("heading")] if HEADING in rows.columns else []),
    )


def _cell(column: str, constant: str = "") -> pl.Expr:
    """A cell without the white space around it; empty is null."""
    if not column:
        return pl.lit(constant or None, pl.String)
    text = pl.col(column).str.strip_chars()
    return pl.when(text != "").then(text)


def _place(table: Table) -> pl.Expr:
    if table.place is None:
        return pl.lit(None, pl.String)
    cell = _cell(table.place.column, table.place.constant)
    return cell.fill_null(table.place.otherwise) if table.place.otherwise else cell


def _period_text(period: PeriodColumn | None) -> pl.Expr:
    if period is None or not period.second:
        return _cell(period.column if period else "", period.constant if period else "")
    return pl.concat_str(_cell(period.second), _cell(period.column), separator=" ")


def _breakdown(series: Series) -> pl.Expr:
    """``name=value`` pairs in name order; a word that means "" leaves its pair out."""
    if series.breakdown_text:
        return _cell(series.breakdown_text).fill_null("")
    pairs = {name: pl.lit(f"{name}={value}") for name, value in series.breakdown.items()}
    for name, column in series.breakdown_columns.items():
        known = {word: f"{name}={value}" if value else None for word, value in column.words.items()}
        cell = pl.col(column.column).str.strip_chars().fill_null("")
        # Without words of its own an empty cell is the headline; any other word stands for itself.
        other = pl.when(cell != "").then(pl.lit(f"{name}=") + cell) if column.as_written else None
        pairs[name] = cell.replace_strict(known, default=other, return_dtype=pl.String)
    if not pairs:
        return pl.lit("")
    return pl.concat_str([pairs[name] for name in sorted(pairs)], separator=";", ignore_nulls=True)


def no_rows(series: Series, file: str) -> Fault:
    """The fault of a series for which a file has no row."""
    where = ", ".join(f"{column} = {words}" for column, words in series.where.items()) or "all rows"
    remedy = "The map no longer fits the file: look at the file's words and mend `where`"
    return Fault(f"no row is for {series.indicator} ({where})", remedy, file=file)

"""Numbers and states: a cell is a number, a word that the map knows, or a fault."""

from collections.abc import Callable, Mapping

import polars as pl

from ropewalk.sources.faults import faults_of, first_of_each
from ropewalk.sources.maps import Numbers, Table
from ropewalk.sources.written import flagged_provisional, number
from ropewalk.vocabulary.errors import Fault
from ropewalk.vocabulary.words import State

NUMBERS = ("value", "lower", "upper", "numerator", "denominator")
PRESENT = (State.MEASURED.value, State.PROVISIONAL.value)


def read_numbers(table: Table, rows: pl.DataFrame, file: str) -> tuple[pl.DataFrame, list[Fault]]:
    """Adds value, lower, upper, numerator, denominator (float or null) and ``state``; and the faults.

    A value column is scaled, with its limits; a derived value is multiplier x numerator / denominator,
    "not applicable" over nought. A value that is absent says why by a marker or by the state column.
    """
    markers = {word: state.value for word, state in table.markers.items()}
    words = {word: state.value for word, state in table.state.words.items()} if table.state else {}
    silent = list(table.state.beside_a_number) if table.state else []
    numbers = rows.with_columns(number(f"{name}_text", table.numbers).alias(name) for name in NUMBERS)
    # A word that says nothing of a number beside it (that the place's code is old, say) is not read there.
    beside = pl.col("state_text").is_in(silent) & pl.col("value").is_not_null()
    read = numbers.with_columns(
        *(_word(f"{name}_text", markers).alias(f"{name}_mark") for name in NUMBERS),
        pl.when(beside).then(None).otherwise(pl.col("state_text")).alias("state_text"),
        (pl.col("provisional") | _flagged(table.numbers)).alias("provisional"),
    ).with_columns(_word("state_text", words).alias("said"))
    faults = [fault for name in NUMBERS for fault in _not_numbers(table, read, name, file)]
    stated = read.with_columns(_mark().alias("mark")).with_columns(_state().alias("state"))
    faults += _unknown_states(table, stated, file) + _missing(table, stated, file)
    faults += _contradicted(table, stated, file)
    return _values(stated), faults


def _flagged(written: Numbers) -> pl.Expr:
    return pl.any_horizontal(flagged_provisional(f"{name}_text", written) for name in NUMBERS)


def _word(column: str, words: dict[str, str]) -> pl.Expr:
    """What a word means; an empty cell means what the word "" means, if the map has it."""
    if not words:
        return pl.lit(None, pl.String)
    return pl.col(column).fill_null("").replace_strict(words, default=None, return_dtype=pl.String)


def _mark() -> pl.Expr:
    either = pl.coalesce("numerator_mark", "denominator_mark")
    return pl.when("derived").then(either).otherwise(pl.col("value_mark"))


def _state() -> pl.Expr:
    """A word of the state column that says why there is no number says more than an empty cell does."""
    over_nought = pl.col("derived") & (pl.col("denominator") == 0)
    vague = pl.col("mark").is_null() | (pl.col("mark") == State.NOT_AVAILABLE.value)
    said_absent = vague & pl.col("said").is_not_null() & ~pl.col("said").is_in(PRESENT)
    return (
        pl.when(said_absent)
        .then(pl.col("said"))
        .when(pl.col("mark").is_not_null())
        .then(pl.col("mark"))
        .when(pl.col("said").is_not_null())
        .then(pl.col("said"))
        .when(over_nought)
        .then(pl.lit(State.NOT_APPLICABLE.value))
        .when("provisional")
        .then(pl.lit(State.PROVISIONAL.value))
        .otherwise(pl.lit(State.MEASURED.value))
    )


def _values(rows: pl.DataFrame) -> pl.DataFrame:
    """Values where the state says there is one; null elsewhere, and never nought."""
    ratio = pl.col("multiplier") * pl.col("numerator") / pl.col("denominator")
    value = pl.when("derived").then(ratio).otherwise(pl.col("value")) * pl.col("scale")
    present = pl.col("state").is_in(PRESENT)
    return rows.with_columns(
        pl.when(present).then(value).alias("value"),
        pl.when(present).then(pl.col("lower") * pl.col("scale")).alias("lower"),
        pl.when(present).then(pl.col("upper") * pl.col("scale")).alias("upper"),
    )


def _column(table: Table, *names: str) -> Callable[[Mapping[str, object]], str]:
    """The first of these columns that a row's series has."""
    fields = [[getattr(series, name) for name in names] for series in table.series]
    columns = [next((column for column in found if column), "") for found in fields]
    return lambda row: columns[int(str(row["series"]))]


def _state_column(table: Table) -> Callable[[Mapping[str, object]], str]:
    shared = table.state.column if table.state else ""
    columns = [series.state or shared for series in table.series]
    return lambda row: columns[int(str(row["series"]))]


def _not_numbers(table: Table, rows: pl.DataFrame, name: str, file: str) -> list[Fault]:
    text = pl.col(f"{name}_text")
    wrong = rows.filter(text.is_not_null() & pl.col(name).is_null() & pl.col(f"{name}_mark").is_null())
    remedy = "Mend the cell, or say in [table.markers] what the word means"
    return faults_of(
        wrong,
        file,
        lambda _: (f"the {name} is not a number", remedy),
        value=f"{name}_text",
        kind="number",
        column=_column(table, name),
    )


def _missing(table: Table, rows: pl.DataFrame, file: str) -> list[Fault]:
    empty = pl.col("value_text").is_null()
    either = pl.col("numerator_text").is_null() | pl.col("denominator_text").is_null()
    absent = pl.when("derived").then(either).otherwise(empty)
    wrong = rows.filter(absent & pl.col("mark").is_null() & pl.col("state").is_in(PRESENT))
    remedy = 'Say what an empty cell means: "" = "not available" in [table.markers]'
    empty_part = _column(table, "value", "denominator"), _column(table, "value", "numerator")
    return faults_of(
        wrong,
        file,
        lambda row: (f"there is no value for {row['indicator']}", remedy),
        value="place_text",
        kind="missing",
        column=lambda row: empty_part[row["numerator_text"] is None](row),
    )


def _unknown_states(table: Table, rows: pl.DataFrame, file: str) -> list[Fault]:
    wrong = rows.filter(pl.col("state_text").is_not_null() & pl.col("said").is_null())
    first = first_of_each(wrong, "state_text")
    remedy = "Add the word to [table.state] words, with the state it means"
    return faults_of(
        first,
        file,
        lambda _: ("the map does not know this state", remedy),
        value="state_text",
        kind="state",
        column=_state_column(table),
    )


def _contradicted(table: Table, rows: pl.DataFrame, file: str) -> list[Fault]:
    """A value beside a word that says there is none: one of the two is wrong."""
    given = pl.col("value").is_not_null() & pl.col("mark").is_null() & pl.col("said").is_not_null()
    wrong = rows.filter(given & ~pl.col("said").is_in(PRESENT))
    remedy = "Ask the publisher which is right; leave the rows out until then"
    return faults_of(
        wrong,
        file,
        lambda row: (f"the state is {row['said']!r} and yet there is a value", remedy),
        value="value_text",
        kind="contradicted state",
        column=_column(table, "value"),
    )

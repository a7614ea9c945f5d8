"""Whether a series' rows agree with its map: words that it knows, one unit, figures free to be published."""

from collections.abc import Callable

import polars as pl

from ropewalk.sources.faults import faults_of, first_of_each
from ropewalk.sources.maps import Series, Table
from ropewalk.sources.reshaping import HEADING
from ropewalk.vocabulary.breakdown import read_breakdown
from ropewalk.vocabulary.errors import Fault

SHOWN = 12


def unknown_words(series: Series, rows: pl.DataFrame, file: str) -> list[Fault]:
    """Words of a breakdown that the map does not know, or that cannot stand in one, once each."""
    found = []
    for name, column in series.breakdown_columns.items():
        words = _words(rows, column.column)
        known = pl.col("word").is_in(list(column.words))
        free = ~pl.col("word").str.contains("[;=]") if column.as_written else pl.lit(value=False)
        wrong = first_of_each(words.filter(~known & ~free), "word")
        problem = f"{series.indicator}: the breakdown {name} does not know this word of {column.column}"
        remedy = "Add it to the breakdown's words in map.toml, or keep its rows out with `where`"
        say = _saying(problem, remedy)
        found += faults_of(wrong, file, say, value="word", kind="word", column=column.column)
    return found + _misspelt(series, rows, file)


def _misspelt(series: Series, rows: pl.DataFrame, file: str) -> list[Fault]:
    if not series.breakdown_text:
        return []
    words = first_of_each(_words(rows, series.breakdown_text), "word")
    wrong = words.filter(pl.col("word").map_elements(_is_wrong, return_dtype=pl.Boolean))
    problem = f"{series.indicator}: this is not a breakdown as the exchange table writes it"
    remedy = "Write name=value pairs in name order, joined by ;"
    say = _saying(problem, remedy)
    return faults_of(wrong, file, say, value="word", column=series.breakdown_text)


def _is_wrong(text: str) -> bool:
    try:
        read_breakdown(text)
    except ValueError:
        return True
    return False


def unlike(table: Table, series: Series, rows: pl.DataFrame, file: str) -> list[Fault]:
    """Columns of ``same`` in which a series' rows say different things, and cells that ``must_be`` others."""
    found = []
    for name in table.same:
        said = sorted(rows.select(_word(name).alias("word"))["word"].unique())
        if len(said) > 1:
            shown = ", ".join(repr(word) for word in said[:SHOWN])
            remedy = f'Choose one with where = {{ {_key(name)} = "..." }} in map.toml: {shown}'
            problem = f"the rows of {series.indicator} have {len(said)} different words in {name}"
            found.append(Fault(problem, remedy, file=file))
    for name, allowed in table.must_be.items():
        wrong = _words(rows, name).filter(~pl.col("word").is_in(list(allowed)))
        words = " or ".join(word or "empty" for word in allowed)
        problem = f"{name} should be {words} in every row of {series.indicator}"
        remedy = "Leave such rows out in map.toml, with the reason, or ask the publisher"
        found += faults_of(wrong, file, _saying(problem, remedy), value="word", column=name)
    return found


def _key(name: str) -> str:
    """A column's name as a key of TOML."""
    return name if name.replace("_", "").isalnum() else f'"{name}"'


def _words(rows: pl.DataFrame, name: str) -> pl.DataFrame:
    """The row and the word of each cell of a column; of a wide table, the heading it stood under too."""
    beside = [pl.col(HEADING).alias("heading")] if HEADING in rows.columns else []
    return rows.select("row", _word(name).alias("word"), *beside)


def _word(name: str) -> pl.Expr:
    return pl.col(name).str.strip_chars().fill_null("")


def _saying(problem: str, remedy: str) -> Callable[[dict[str, object]], tuple[str, str]]:
    return lambda _: (problem, remedy)

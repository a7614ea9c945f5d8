"""Figures by neighbourhood, out of a file of a whole country: only those neighbourhoods that a lookup names.

A column map cannot say it: it would list every other neighbourhood of the country as refused, and a rate
and the count that it was worked out from may stand in two files.
"""

import msgspec
import polars as pl

from ropewalk.sources.faults import faults_of
from ropewalk.sources.maps import Table
from ropewalk.sources.opening import Files
from ropewalk.vocabulary.errors import DefinitionError, Fault, SourceError
from ropewalk.vocabulary.period import parse_period
from ropewalk.vocabulary.words import State

MEND = "Mend [table.options], or fetch the file again"


class Options(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What ``[table.options]`` says, one table an indicator.

    ``neighbourhood``: the column of codes, of the same name in every file. ``lookup``: the file that names
    the neighbourhoods to keep. ``value``, ``numerator`` (in ``numerator_file``, or the table's own): columns.
    ``scale`` multiplies the value. ``blank``: the state that an empty cell means; without it one is an error.
    ``summary``, ``summary_place``, ``summary_value``, ``summary_numerator``: the publisher's own figures for
    whole councils, in a file of theirs.
    """

    indicator: str
    period: str
    neighbourhood: str
    lookup: str
    value: str
    numerator: str = ""
    numerator_file: str = ""
    scale: str = "1"
    blank: State | None = None
    summary: str = ""
    summary_place: str = ""
    summary_value: str = ""
    summary_numerator: str = ""


def read(files: Files, table: Table) -> pl.DataFrame:
    """One observation a neighbourhood of the lookup, then one a council of the summary.

    ``file`` and ``row`` are those of the value. No limits and no denominators: the files hold none. Raises
    DefinitionError for options; SourceError for a cell that is no number, for a neighbourhood that comes
    twice, or for one of the lookup that the file lacks.
    """
    options = _options(files, table)
    parts = [_neighbourhoods(files, table, options)]
    if options.summary:
        parts.append(_councils(files, options))
    none = pl.lit(None, pl.Float64)
    scaled = (pl.col("value") * float(options.scale)).round(9)  # sheds the crumbs of multiplying
    return pl.concat(parts).with_columns(
        scaled.alias("value"),
        pl.lit(options.indicator).alias("indicator"),
        pl.lit(options.period).alias("period"),
        pl.lit("").alias("breakdown"),
        none.alias("lower"),
        none.alias("upper"),
        none.alias("denominator"),
    )


def indicators(options: dict[str, str]) -> tuple[str, ...]:
    """The indicator that a table with these options writes."""
    return tuple(options[name] for name in ("indicator",) if options.get(name))


def _options(files: Files, table: Table) -> Options:
    try:
        options = msgspec.convert(table.options, Options, strict=True)
        parse_period(options.period)
        float(options.scale)
        if options.blank in (State.MEASURED, State.PROVISIONAL):
            raise ValueError("`blank` cannot be a state that has a number")
        if options.numerator_file and not options.numerator:
            raise ValueError("`numerator_file` needs `numerator`")
        if options.summary and not (options.summary_place and options.summary_value):
            raise ValueError("`summary` needs `summary_place` and `summary_value`")
    except (msgspec.ValidationError, ValueError) as error:
        remedy = "Mend [table.options]: docs/column-maps.md lists them"
        raise DefinitionError(Fault(str(error), remedy, file=f"{files.source}/map.toml")) from error
    return options


def _neighbourhoods(files: Files, table: Table, options: Options) -> pl.DataFrame:
    key, above = options.neighbourhood, [options.numerator] if options.numerator else []
    apart = bool(options.numerator_file)
    cells = _columns(files, table.file, [key, options.value, *([] if apart else above)])
    if apart:
        beside = _columns(files, options.numerator_file, [key, *above]).drop("row")
        cells = cells.join(beside, on=key, how="left", maintain_order="left")
    wanted = _columns(files, options.lookup, [key]).select(key).unique()
    kept = cells.join(wanted, on=key, how="semi", maintain_order="left")
    rows = _typed(kept, key, options.value, options.numerator)
    lost = wanted.join(kept, on=key, how="anti")[key]
    _check(rows, lost, f"{files.source}/{table.file}", options)
    return _observed(rows, table.file, options)


def _councils(files: Files, options: Options) -> pl.DataFrame:
    columns = [options.summary_place, options.summary_value]
    columns += [options.summary_numerator] if options.summary_numerator else []
    cells = _columns(files, options.summary, columns)
    rows = _typed(cells, options.summary_place, options.summary_value, options.summary_numerator)
    _check(rows, pl.Series([], dtype=pl.String), f"{files.source}/{options.summary}", options)
    return _observed(rows, options.summary, options)


def _typed(cells: pl.DataFrame, place: str, value: str, numerator: str) -> pl.DataFrame:
    """row, place, and value and numerator as text and as numbers (null where they are none)."""
    above = pl.col(numerator) if numerator else pl.lit(None, pl.String)
    texts = cells.select(
        "row",
        pl.col(place).str.strip_chars().alias("place"),
        pl.col(value).str.strip_chars().fill_null("").alias("text"),
        above.str.strip_chars().fill_null("").alias("above"),
    )
    numbers = {"value": pl.col("text"), "numerator": pl.col("above")}
    cast = {name: column.cast(pl.Float64, strict=False) for name, column in numbers.items()}
    return texts.with_columns(pl.when(n.is_finite()).then(n).alias(name) for name, n in cast.items())


def _check(rows: pl.DataFrame, lost: pl.Series, file: str, options: Options) -> None:
    blank = (pl.col("text") == "") & (options.blank is not None)
    wrong = rows.filter(pl.col("value").is_null() & ~blank)
    wrong_above = rows.filter(pl.col("numerator").is_null() & (pl.col("above") != ""))
    twice = rows.filter(pl.col("place").is_duplicated())
    missing = [
        Fault("the file has no row for this neighbourhood", MEND, file, None, code)
        for code in lost.sort().head(20)
    ]
    faults = [
        *faults_of(wrong, file, lambda _: ("this is not a number", MEND), value="text"),
        *faults_of(wrong_above, file, lambda _: ("this is not a number", MEND), value="above"),
        *faults_of(twice, file, lambda _: ("the place comes twice", MEND), value="place"),
        *missing,
    ]
    if faults:
        raise SourceError(*faults)


def _observed(rows: pl.DataFrame, file: str, options: Options) -> pl.DataFrame:
    state = (options.blank or State.NOT_AVAILABLE).value
    there = pl.col("value").is_not_null()
    return rows.select(
        "place",
        "value",
        pl.when(there).then(pl.col("numerator")).alias("numerator"),
        pl.when(there).then(pl.lit(State.MEASURED.value)).otherwise(pl.lit(state)).alias("state"),
        pl.lit(file).alias("file"),
        "row",
    )


def _columns(files: Files, file: str, columns: list[str]) -> pl.DataFrame:
    return files.open(Table(file=file, expect=tuple(columns))).select("row", *columns)

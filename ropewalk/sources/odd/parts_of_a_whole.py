"""Files where each row is one part: shares and totals that need several rows of one place and period.

A column map reads a number from one row. Here electric cars stand in one row and all cars in another,
or the homes of each kind in a row each and no row says how many there were in all.
"""

import msgspec
import polars as pl

from ropewalk.sources.faults import faults_of
from ropewalk.sources.maps import PeriodColumn, Table
from ropewalk.sources.opening import Files
from ropewalk.sources.periods import period_table
from ropewalk.vocabulary.errors import DefinitionError, Fault, SourceError
from ropewalk.vocabulary.words import State

KEY = ["place", "period"]


class Options(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What ``[table.options]`` says. Words are words of the ``part`` column, joined by ``;``.

    ``place``, ``part``, ``value``, ``period``: columns (``period_constant`` instead of a column: one
    period for all rows). ``notation``, ``as_day``: as in a column map. ``numerator``: the parts added up.
    ``denominator``: the parts that they are a share of; without it the sum itself is the value.
    ``left_out``: parts that neither needs; any other word is an error. ``missing``: the word that
    stands for a number, ``missing_state`` what it means.
    """

    indicator: str
    place: str
    part: str
    value: str
    numerator: str
    denominator: str = ""
    left_out: str = ""
    period: str = ""
    period_constant: str = ""
    notation: str = "calendar-year"
    as_day: str = ""
    multiplier: str = "1"
    missing: str = ""
    missing_state: State = State.NOT_AVAILABLE


def read(files: Files, table: Table) -> pl.DataFrame:
    """One observation a place and period, with codes as the file has them; ``row`` is of the first part.

    A part without a row adds nothing; a part whose number is missing makes the whole missing, with its
    state and never nought. Limits are null: nothing is sampled. Raises DefinitionError for options,
    SourceError for cells that are not numbers, parts that come twice or that the options do not know.
    """
    options = _options(files, table)
    parts = _parts(files, table, options)
    above = _added(parts, options.numerator, "numerator")
    if options.denominator:
        above = above.join(_added(parts, options.denominator, "denominator").drop("row"), on=KEY, how="left")
        above = above.with_columns(pl.col("denominator_missing").fill_null(value=True))
    else:
        above = above.with_columns(
            pl.lit(None, pl.Float64).alias("denominator"), pl.lit(value=False).alias("denominator_missing")
        )
    return _observations(above, table.file, options)


def indicators(options: dict[str, str]) -> tuple[str, ...]:
    """The indicator that a table with these options writes."""
    return tuple(options[name] for name in ("indicator",) if options.get(name))


def _options(files: Files, table: Table) -> Options:
    try:
        options = msgspec.convert(table.options, Options, strict=True)
        float(options.multiplier)
        if bool(options.period) == bool(options.period_constant):
            raise ValueError("give `period` or `period_constant`, and not both")
    except (msgspec.ValidationError, ValueError) as error:
        remedy = "Mend [table.options]: docs/column-maps.md lists them"
        raise DefinitionError(Fault(str(error), remedy, file=f"{files.source}/map.toml")) from error
    return options


def _parts(files: Files, table: Table, options: Options) -> pl.DataFrame:
    """row, place, period, part, text, number (null where missing); every cell checked."""
    columns = [options.place, options.part, options.value, *([options.period] if options.period else [])]
    cells = files.open(Table(file=table.file, expect=tuple(columns)))
    number = pl.col(options.value).cast(pl.Float64, strict=False)
    label = pl.col(options.period) if options.period else pl.lit(options.period_constant)
    rows = cells.select(
        "row",
        pl.col(options.place).str.strip_chars().alias("place"),
        label.str.strip_chars().alias("label"),
        pl.col(options.part).str.strip_chars().alias("part"),
        pl.col(options.value).str.strip_chars().fill_null("").alias("text"),
        pl.when(number.is_finite()).then(number).alias("number"),
    )
    periods, _ = period_table(rows["label"], _period_column(options, files))
    rows = rows.join(periods.select("label", "period"), on="label", how="left", maintain_order="left")
    if faults := _faults(rows, options, files.name(table)):
        raise SourceError(*faults)
    return rows


def _period_column(options: Options, files: Files) -> PeriodColumn:
    plain = {"column": "period", "notation": options.notation if options.period else "iso"}
    try:
        return msgspec.convert({**plain, "as_day": options.as_day}, PeriodColumn, strict=True)
    except msgspec.ValidationError as error:
        fault = Fault(str(error), "Choose a notation of column maps", file=f"{files.source}/map.toml")
        raise DefinitionError(fault) from error


def _faults(rows: pl.DataFrame, options: Options, file: str) -> list[Fault]:
    known = _words(options.numerator) + _words(options.denominator) + _words(options.left_out)
    unread = rows.filter(pl.col("period").is_null()).unique("label", keep="first", maintain_order=True)
    strange = rows.filter(~pl.col("part").is_in(known).fill_null(value=False))
    strange = strange.unique("part", keep="first", maintain_order=True)
    wrong = rows.filter(pl.col("number").is_null() & (pl.col("text") != (options.missing or "\0")))
    twice = rows.filter(pl.struct(*KEY, "part").is_duplicated() & pl.col("period").is_not_null())
    mend = "Mend [table.options], or fetch the file again"
    return [
        *faults_of(unread, file, lambda _: ("the period is not in the notation", mend), value="label"),
        *faults_of(strange, file, lambda _: ("the options do not know this part", mend), value="part"),
        *faults_of(wrong, file, lambda _: ("this is not a number", mend), value="text"),
        *faults_of(
            twice, file, lambda _: ("the part comes twice for one place and period", mend), value="part"
        ),
    ]


def _added(parts: pl.DataFrame, words: str, name: str) -> pl.DataFrame:
    """row of the first part, place, period, the sum, and whether a part of it is missing."""
    chosen = parts.filter(pl.col("part").is_in(_words(words)))
    return chosen.group_by(KEY, maintain_order=True).agg(
        pl.col("row").first(),
        pl.col("number").sum().alias(name),
        pl.col("number").is_null().any().alias(f"{name}_missing"),
    )


def _observations(rows: pl.DataFrame, file: str, options: Options) -> pl.DataFrame:
    missing = pl.col("numerator_missing") | pl.col("denominator_missing")
    share = bool(options.denominator)
    over_nought = pl.col("denominator") == 0 if share else pl.lit(value=False)
    value = float(options.multiplier) * pl.col("numerator") / (pl.col("denominator") if share else 1.0)
    present = ~missing & ~over_nought.fill_null(value=False)
    none = pl.lit(None, pl.Float64)
    return rows.select(
        pl.lit(options.indicator).alias("indicator"),
        *KEY,
        pl.lit("").alias("breakdown"),
        pl.when(present).then(value).alias("value"),
        none.alias("lower"),
        none.alias("upper"),
        pl.when(~pl.col("numerator_missing") & share).then(pl.col("numerator")).alias("numerator"),
        pl.when(~pl.col("denominator_missing") & share).then(pl.col("denominator")).alias("denominator"),
        pl.when(missing)
        .then(pl.lit(options.missing_state.value))
        .when(over_nought)
        .then(pl.lit(State.NOT_APPLICABLE.value))
        .otherwise(pl.lit(State.MEASURED.value))
        .alias("state"),
        pl.lit(file).alias("file"),
        "row",
    )


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(";") if word.strip()]

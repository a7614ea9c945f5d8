"""Deprivation by neighbourhood: what share of an authority's neighbourhoods is in the most deprived tenth.

A column map cannot say it: the share is counted over a file of neighbourhoods, whose authorities may
stand in another file, and the newest edition's lookup is held for some authorities only.
"""

import msgspec
import polars as pl

from ropewalk.sources.maps import Table
from ropewalk.sources.opening import Files
from ropewalk.vocabulary.errors import DefinitionError, Fault, SourceError
from ropewalk.vocabulary.period import parse_period
from ropewalk.vocabulary.words import State

ROWS = ("indicator", "place", "period", "breakdown", "value", "numerator", "denominator", "file", "row")
# The publisher rounds shares to four places, so a share counted here may differ by half of the last.
ROUNDING = 0.000051


class Options(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What ``[table.options]`` says, one table an edition.

    ``share``: id of the indicator of shares, in percent. ``neighbourhood``, ``decile``, ``authority``:
    columns; with ``lookup``, the authority stands in that file beside the same neighbourhood column.
    ``summary`` (with ``summary_place`` and ``summary_share``, a fraction): the publisher's own shares,
    for authorities that the lookup lacks. ``own``: id of the indicator of each neighbourhood's own
    decile. ``whole``: code of the place that all rows together are.
    """

    share: str
    period: str
    neighbourhood: str
    decile: str
    authority: str
    lookup: str = ""
    summary: str = ""
    summary_place: str = ""
    summary_share: str = ""
    own: str = ""
    whole: str = ""


def read(files: Files, table: Table) -> pl.DataFrame:
    """Observations of one edition, with codes as the files have them.

    Columns as ``ROWS``, then lower, upper (null: nothing is sampled) and state. Shares are percentages
    with their counts; a share that the publisher alone gives has none. ``row`` is null for a count
    over many rows. Raises DefinitionError for options, SourceError for deciles or authorities amiss.
    """
    options = _options(files, table)
    homes = _neighbourhoods(files, table, options)
    counted = _counted(homes, table.file, options)
    parts = [counted, _published(files, counted, options) if options.summary else counted.clear()]
    if options.own:
        parts.append(_own(homes.filter(pl.col("authority").is_not_null()), table.file, options))
    rows = pl.concat(parts)
    none = pl.lit(None, pl.Float64)
    return rows.with_columns(
        none.alias("lower"), none.alias("upper"), pl.lit(State.MEASURED.value).alias("state")
    )


def indicators(options: dict[str, str]) -> tuple[str, ...]:
    """The indicators that a table with these options writes."""
    return tuple(options[name] for name in ("share", "own") if options.get(name))


def _options(files: Files, table: Table) -> Options:
    try:
        options = msgspec.convert(table.options, Options, strict=True)
        parse_period(options.period)
    except (msgspec.ValidationError, ValueError) as error:
        remedy = "Mend [table.options]: docs/column-maps.md lists them"
        raise DefinitionError(Fault(str(error), remedy, file=f"{files.source}/map.toml")) from error
    return options


def _neighbourhoods(files: Files, table: Table, options: Options) -> pl.DataFrame:
    """row, neighbourhood, authority (null where unknown), decile as a whole number from 1 to 10."""
    columns = [options.neighbourhood, options.decile]
    cells = _columns(files, table.file, columns if options.lookup else [*columns, options.authority])
    if options.lookup:
        beside = _columns(files, options.lookup, [options.neighbourhood, options.authority]).drop("row")
        cells = cells.join(beside, on=options.neighbourhood, how="left", maintain_order="left")
    homes = cells.select(
        "row",
        pl.col(options.neighbourhood).alias("neighbourhood"),
        pl.col(options.authority).alias("authority"),
        pl.col(options.decile).alias("text"),
        pl.col(options.decile).cast(pl.Float64, strict=False).alias("decile"),
    )
    _check(homes, f"{files.source}/{table.file}", options)
    return homes


def _check(homes: pl.DataFrame, file: str, options: Options) -> None:
    right = pl.col("decile").is_between(1, 10) & (pl.col("decile") % 1 == 0)
    remedy = "Fetch the file again, or mend the columns in [table.options]"
    wrong = homes.filter(~right.fill_null(value=False)).head(20)
    faults = [
        Fault("this is not a decile from 1 to 10", remedy, file, row, text)
        for row, text in wrong.select("row", "text").iter_rows()
    ]
    twice = homes.filter(pl.col("neighbourhood").is_duplicated()).head(20)
    faults += [
        Fault("the neighbourhood comes twice", remedy, file, row, code)
        for row, code in twice.select("row", "neighbourhood").iter_rows()
    ]
    lost = homes.filter(pl.col("authority").is_null()).head(0 if options.summary else 20)
    faults += [
        Fault("no authority is known for this neighbourhood", "Mend the lookup", file, row, code)
        for row, code in lost.select("row", "neighbourhood").iter_rows()
    ]
    if faults:
        raise SourceError(*faults)


def _counted(homes: pl.DataFrame, file: str, options: Options) -> pl.DataFrame:
    tenth = (pl.col("decile") == 1).sum().cast(pl.Float64).alias("numerator")
    all_of_them = pl.len().cast(pl.Float64).alias("denominator")
    known = homes.filter(pl.col("authority").is_not_null())
    parts = [known.group_by("authority", maintain_order=True).agg(tenth, all_of_them)]
    if options.whole:
        parts.append(homes.select(pl.lit(options.whole).alias("authority"), tenth, all_of_them))
    return pl.concat(parts).select(
        pl.lit(options.share).alias("indicator"),
        pl.col("authority").alias("place"),
        pl.lit(options.period).alias("period"),
        pl.lit("").alias("breakdown"),
        (100 * pl.col("numerator") / pl.col("denominator")).alias("value"),
        "numerator",
        "denominator",
        pl.lit(file).alias("file"),
        pl.lit(None, pl.Int64).alias("row"),
    )


def _published(files: Files, counted: pl.DataFrame, options: Options) -> pl.DataFrame:
    """The publisher's own shares for places not counted; where both are known they must agree."""
    cells = _columns(files, options.summary, [options.summary_place, options.summary_share])
    share = pl.col(options.summary_share).cast(pl.Float64, strict=False)
    rows = cells.select(
        pl.lit(options.share).alias("indicator"),
        pl.col(options.summary_place).alias("place"),
        pl.lit(options.period).alias("period"),
        pl.lit("").alias("breakdown"),
        (100 * share).alias("value"),
        pl.lit(None, pl.Float64).alias("numerator"),
        pl.lit(None, pl.Float64).alias("denominator"),
        pl.lit(options.summary).alias("file"),
        "row",
    )
    both = rows.join(counted.select("place", pl.col("value").alias("counted")), on="place", how="left")
    differs = (pl.col("value") - pl.col("counted")).abs() > 100 * ROUNDING
    wrong = both.filter(pl.col("value").is_null() | differs)
    remedy = "One of the two files is of another edition, or the lookup is wrong"
    faults = [
        Fault(
            f"the share of {place} is not the one counted",
            remedy,
            f"{files.source}/{options.summary}",
            row,
            str(v),
        )
        for place, row, v in wrong.select("place", "row", "value").head(20).iter_rows()
    ]
    if faults:
        raise SourceError(*faults)
    return both.filter(pl.col("counted").is_null()).select(ROWS)


def _own(homes: pl.DataFrame, file: str, options: Options) -> pl.DataFrame:
    return homes.select(
        pl.lit(options.own).alias("indicator"),
        pl.col("neighbourhood").alias("place"),
        pl.lit(options.period).alias("period"),
        pl.lit("").alias("breakdown"),
        pl.col("decile").alias("value"),
        pl.lit(None, pl.Float64).alias("numerator"),
        pl.lit(None, pl.Float64).alias("denominator"),
        pl.lit(file).alias("file"),
        "row",
    )


def _columns(files: Files, file: str, columns: list[str]) -> pl.DataFrame:
    return files.open(Table(file=file, expect=tuple(columns))).select("row", *columns)

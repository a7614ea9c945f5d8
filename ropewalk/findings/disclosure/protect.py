"""Which rows of a table may be shown, seen together with all that readers have been shown before.

Pure: tables of what the store held in, flags out. A number that does not change from one release to the next
is one unknown to a reader, whichever release he looks at; one that changes is another unknown. What an older
release showed stays known; what all of them hid must stay so, whatever the newest adds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from ropewalk.findings.disclosure.counts import with_counts
from ropewalk.findings.disclosure.guard import Guarded, guard
from ropewalk.findings.disclosure.sums import SCHEMA, Register, sums_of
from ropewalk.findings.disclosure.system import assembled
from ropewalk.vocabulary.protection import Protection
from ropewalk.vocabulary.tables import OBSERVATION_KEY

LAYERS: Final = (("people", False), ("count", True))
"""What of a row is guarded, and whether it adds up over periods and indicators. People first: a row that is
hidden as a guard of people is hidden whole, and its count with it."""


@dataclass(frozen=True)
class Release:
    """A table as of some revision: ``rows`` with the exchange table's columns and ``source``; ``shown``:
    flags of the rows whose numbers readers saw, None for the table that is about to be shown."""

    rows: pl.DataFrame
    shown: pl.Series | None = None


@dataclass(frozen=True)
class Protected:
    """Flags of the newest table's rows. ``hidden``: show no number of these. ``told``: must be hidden by the
    rule, but an older release has shown it, or what it shows gives it away. ``refused``: whether some table
    hides all of itself. ``counted``: the rows as ``counts.with_counts`` gives them."""

    hidden: pl.Series
    told: pl.Series
    refused: bool
    counted: pl.DataFrame


def protect(
    releases: Sequence[Release],
    measures: pl.DataFrame,
    rules: Mapping[str, Protection],
    register: Register,
) -> Protected:
    """What to hide of the last of ``releases``, which are in order of time and all of the same indicators.

    ``measures``: see ``counts.measures_frame``; ``rules``: by source. Rows of a source that is shown as it is
    are known to readers; those of any other are shown or hidden whole.
    """
    every = _every(releases, measures, rules, register)
    newest = every["release"] == len(releases) - 1
    counted = every.filter(newest)
    hidden = every.select(pl.col("secret") | (pl.col("gone") & ~pl.col("known"))).to_series()
    told = every.select(pl.col("secret") & pl.col("known")).to_series()
    refused = False
    if (hidden & ~every["known"]).any():
        for layer, over_time in LAYERS:
            if layer == "people" and not every["few"].any():
                continue
            found, cell = _guarded(every, hidden, layer, rules, register, over_time=over_time)
            hidden = hidden | _flags(found.hidden, cell)
            told = told | (_flags(found.told, cell) & every["secret"])
            refused = refused or bool(found.refused.any())
    shown_anyway = every["known"] | every["as_is"]
    return Protected((hidden & ~shown_anyway).filter(newest), told.filter(newest), refused, counted)


def _every(
    releases: Sequence[Release],
    measures: pl.DataFrame,
    rules: Mapping[str, Protection],
    register: Register,
) -> pl.DataFrame:
    """The rows of all releases. ``known``: some release shows the number; ``gone``: not in the newest."""
    tables = []
    for number, one in enumerate(releases):  # over releases
        table = with_counts(one.rows, measures, rules, register.kinds)
        shown = table["as_is"] if one.shown is None else one.shown
        tables.append(table.with_columns(shown=shown, release=pl.lit(number, pl.Int64)))
    numbers = pl.any_horizontal(pl.col("value", "numerator", "denominator").is_not_null())
    # One that has a count is one number with it, one that has none with its value.
    key = [*OBSERVATION_KEY, "count", pl.when(pl.col("count").is_null()).then("value").alias("other")]
    every = pl.concat(tables).with_columns(numbers.alias("numbers"), pl.col("secret") | pl.col("uncounted"))
    return every.with_columns(
        (pl.col("shown") & pl.col("numbers")).any().over(key).alias("known"),
        (pl.col("release").max().over(key) < len(releases) - 1).alias("gone"),
        pl.col("secret").any().over(key).alias("secret"),
    )


def _guarded(
    every: pl.DataFrame,
    hidden: pl.Series,
    layer: str,
    rules: Mapping[str, Protection],
    register: Register,
    *,
    over_time: bool,
) -> tuple[Guarded, pl.Series]:
    """What guards the numbers of one layer, by cell, and the cell of each row (null: it has none)."""
    countable = pl.col(layer).is_not_null() | ~pl.col("numbers")
    own = pl.struct(*OBSERVATION_KEY, layer).rank("dense").cast(pl.Int64) - 1
    slip = pl.lit(0.0) if layer == "people" else pl.col("slip")
    must = pl.col("secret") & pl.col("few") if layer == "people" else pl.col("secret")
    table = every.with_columns(hidden=hidden, number=pl.col(layer), slip=slip, must=must).with_row_index("at")
    held = table.filter(countable).with_columns(own.alias("cell"))
    cells = held.group_by("cell").agg(
        pl.col("number").first(),
        pl.col("known").any().alias("fixed"),
        pl.col("hidden").any() | pl.col("number").is_null().any(),
        pl.when("must").then("width").otherwise(pl.col("hidden").cast(pl.Int64)).max().alias("need"),
        (pl.col("number").eq(0) & ~pl.col("noughts")).any().fill_null(value=False).alias("open"),
        pl.when(pl.col("noughts")).then(0).otherwise(1).min().alias("floor"),
        pl.col("most" if layer == "count" else "number").max().alias("most"),
    )
    cells = cells.sort("cell").with_columns(
        pl.when(pl.col("number").is_null()).then(0).otherwise("floor").alias("floor"),
        pl.lit(None, pl.Int64).alias("most") if layer == "people" else pl.col("most"),
    )
    sums = _sums(held, rules, register, over_time=over_time)
    system = assembled(cells, sums)
    more = len(system.value) - cells.height
    must_hide = np.concatenate([cells["hidden"].to_numpy(), np.zeros(more, dtype=np.bool_)])
    need = np.concatenate([cells["need"].fill_null(0).to_numpy(), np.zeros(more, dtype=np.int64)])
    cell = table.select("at").join(held.select("at", "cell"), on="at", how="left", maintain_order="left")
    return guard(system, must_hide, need), cell["cell"]


def _sums(
    held: pl.DataFrame, rules: Mapping[str, Protection], register: Register, *, over_time: bool
) -> pl.DataFrame:
    """The sums of every release, and of the newest row of every key, each once."""
    tables = held.partition_by("release", maintain_order=True)
    if len(tables) > 1:
        tables.append(held.sort("release").unique(OBSERVATION_KEY, keep="last", maintain_order=True))
    kept, first = [pl.DataFrame(schema=SCHEMA)], 0
    for table in tables:  # over releases
        found = sums_of(table, rules, register, over_time=over_time)
        kept.append(found.with_columns(pl.col("sum", "piece") + first))
        first += int(found.select(pl.max_horizontal(pl.col("sum", "piece").max())).item() or 0) + 1
    every = pl.concat(kept)
    marks = every.sort("cell", nulls_last=True).group_by("sum").agg("cell", "sign", "piece")
    once = marks.unique(["cell", "sign", "piece"])
    return every.filter(pl.col("sum").is_in(once["sum"].to_list()))


def _flags(of_cells: npt.NDArray[np.bool_], cell: pl.Series) -> pl.Series:
    """Flags of cells as flags of rows."""
    at = cell.fill_null(-1).to_numpy()
    return pl.Series(np.where(at >= 0, np.append(of_cells, False)[at], False))

"""Inequality inside a place: how a figure differs from the neighbourhoods that go without most to the rest.

Pure: observations, definitions and places in, three tables out. Rules: docs/how-a-number-is-worked-out.md and
docs/decisions/0014-gaps-inside-a-place.md.
"""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
import polars as pl

from ropewalk.findings.inequality import rules
from ropewalk.findings.inequality.cells import cells_of, grouped_homes, homes_in, measures_frame
from ropewalk.findings.inequality.columns import GAPS, GROUPS, NEIGHBOURHOODS, Inside
from ropewalk.findings.inequality.groups import KEY, group_values
from ropewalk.findings.inequality.slopes import slopes
from ropewalk.findings.inequality.steadied import steadied
from ropewalk.findings.inequality.trend import gap_directions
from ropewalk.findings.inequality.words import gap_sentences
from ropewalk.findings.reasons import flag, words
from ropewalk.findings.rules import SURE
from ropewalk.vocabulary.indicator import Measure
from ropewalk.vocabulary.place import Place
from ropewalk.vocabulary.words import Polarity, Position, Reason


def inequality(
    observations: pl.DataFrame,
    measures: Sequence[Measure],
    places: Mapping[str, Place],
    *,
    revision: int,
    today: date,
) -> Inside:
    """The gap of every measure that neighbourhoods have figures of, inside every place of ``rules.KINDS``.

    ``observations``: the exchange table's columns; only headline rows of neighbourhoods are used. Without a
    measure of ``rules.RANKINGS`` among them nothing can be put in order, and all three tables are empty.
    Total: a figure however bad gets ``cannot say`` and a reason.
    """
    homes, frame = homes_in(observations, places), measures_frame(measures)
    ranking = _ranking(homes, measures)
    if ranking is None:
        return Inside(*(pl.DataFrame(schema=schema) for schema in (GAPS, GROUPS, NEIGHBOURHOODS)))
    grouped = grouped_homes(homes, ranking, places, ranking.multiplier)
    cells = cells_of(homes, grouped, frame)
    groups = group_values(cells)
    every = slopes(groups)
    gaps = _newest(every).join(_hidden(cells), on=KEY, how="left").join(frame, on="indicator")
    told = _told(gaps, ranking.id, revision).join(
        gap_directions(every, measures, today=today), on=["indicator", "place"], how="left"
    )
    return Inside(
        told.with_columns(pl.col("direction").fill_null(Position.CANNOT_SAY.value)).select(_typed(GAPS)),
        _newest(groups)
        .rename({"parts": "groups", "part": "group", "homes": "neighbourhoods"})
        .select(_typed(GROUPS)),
        steadied(cells)
        .rename({"home": "neighbourhood", "parts": "groups", "part": "group"})
        .select(_typed(NEIGHBOURHOODS)),
    )


def _ranking(homes: pl.DataFrame, measures: Sequence[Measure]) -> Measure | None:
    held = set(homes.filter(pl.col("value").is_not_null())["indicator"].unique())
    known = {measure.id: measure for measure in measures if measure.id in held}
    return next((known[name] for name in rules.RANKINGS if name in known), None)


def _newest(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.filter(pl.col("period") == pl.col("period").max().over("indicator", "place"))


def _hidden(cells: pl.DataFrame) -> pl.DataFrame:
    return cells.group_by(KEY).agg(pl.col("hidden").any())


def _told(gaps: pl.DataFrame, ranking: str, revision: int) -> pl.DataFrame:
    """Slopes with verdict, method, reasons and sentence, under the names of the table."""
    itself = pl.col("indicator") == ranking
    counted = pl.when("counted").then(pl.lit(rules.COUNTS)).otherwise(pl.lit(rules.SPREAD))
    rows = gaps.with_columns(
        itself.alias("itself"),
        pl.when(~itself).then("p_value").alias("p_value"),
        pl.when(itself).then(pl.lit(rules.ITSELF)).otherwise(counted).alias("method"),
        pl.lit(ranking).alias("ranking"),
        pl.lit(revision, pl.Int64).alias("revision"),
    )
    rows = rows.with_columns(_verdict().alias("verdict"), _reasons(rows).alias("reasons"))
    return rows.with_columns(gap_sentences(rows, ranking).alias("sentence")).rename(
        {
            "parts": "groups",
            "slope": "slope_index",
            "slope_lower": "lower",
            "slope_upper": "upper",
            "ratio": "relative_index",
            "ratio_lower": "relative_lower",
            "ratio_upper": "relative_upper",
            "homes": "neighbourhoods",
        }
    )


def _verdict() -> pl.Expr:
    """Whether those who go without most fare worse; of the ranking itself that needs no test."""
    sure = pl.col("itself") | (pl.col("p_value") < SURE)
    worse = (pl.col("slope") > 0) == (pl.col("polarity") == Polarity.LOWER.value)
    neutral = pl.col("polarity") == Polarity.NEUTRAL.value
    return (
        pl.when(pl.col("slope").is_null() | (sure & neutral))
        .then(pl.lit(Position.CANNOT_SAY.value))
        .when(~sure)
        .then(pl.lit(Position.NOT_DISTINGUISHABLE.value))
        .when(worse)
        .then(pl.lit(Position.WORSE.value))
        .otherwise(pl.lit(Position.BETTER.value))
    )


def _reasons(rows: pl.DataFrame) -> pl.Series:
    sure = (pl.col("p_value") < SURE).fill_null(value=False)
    tests = {
        Reason.TOO_FEW_POINTS: pl.col("slope").is_null(),
        Reason.CONSTANT: pl.col("flat"),
        Reason.NO_UNCERTAINTY_PUBLISHED: ~pl.col("counted"),
        Reason.SUPPRESSED: pl.col("hidden"),
        Reason.NEUTRAL_POLARITY: sure & (pl.col("polarity") == Polarity.NEUTRAL.value),
    }
    flags = rows.select(test.fill_null(value=False).alias(reason.value) for reason, test in tests.items())
    bits = np.zeros(rows.height, dtype=np.int64)
    for reason in tests:  # over the closed list of reasons, not over rows
        bits |= flag(reason, flags[reason.value].to_numpy())
    return words(bits)


def _typed(schema: Mapping[str, pl.DataType | type[pl.DataType]]) -> list[pl.Expr]:
    return [pl.col(name).cast(kind) for name, kind in schema.items()]

"""Which way a gap itself goes: the rule for any series of figures, used on the series of the gap."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from ropewalk.findings.assess import assess
from ropewalk.findings.comparison import Comparison
from ropewalk.findings.rules import LEAST_POINTS
from ropewalk.vocabulary.indicator import Measure
from ropewalk.vocabulary.words import Kind, Polarity, Question, Reason


def gap_directions(slopes: pl.DataFrame, measures: Sequence[Measure], *, today: date) -> pl.DataFrame:
    """One row an indicator and place: direction, direction_reasons, direction_sentence.

    The gap of each period is a figure with limits, and narrowing is improving: the newest gap's sign is
    taken as the way it lies, and a gap that turns over counts as below nought. Where more is neither better
    nor worse, so is more of a gap. Periods with other groupings do not occur: today's order is used for all.
    """
    # A sign of nought would make every earlier gap vanish.
    newest = pl.col("slope").sort_by("period").last().over("indicator", "place")
    way = pl.when(newest < 0).then(-1.0).otherwise(1.0)
    flip = newest < 0
    series = slopes.select(
        "indicator",
        "place",
        "period",
        (way * pl.col("slope")).alias("value"),
        pl.when(flip).then(-pl.col("slope_upper")).otherwise("slope_lower").alias("lower"),
        pl.when(flip).then(-pl.col("slope_lower")).otherwise("slope_upper").alias("upper"),
    ).filter(pl.col("value").is_not_null())
    held = set(series["indicator"].unique())
    gaps = [_gap_of(measure) for measure in measures if measure.id in held]
    found = assess(series, gaps, Comparison(), revision=0, today=today).findings
    return found.filter(question=Question.DIRECTION.value).select(
        "indicator",
        "place",
        pl.col("verdict").alias("direction"),
        pl.col("reasons").alias("direction_reasons"),
        _sentence().alias("direction_sentence"),
    )


def _sentence() -> pl.Expr:
    """Of what the sentence speaks: of the gap, not of the figure. Too few periods are said in few words."""
    held = (
        pl.when(pl.col("points") == 1).then(pl.lit("one period")).otherwise(pl.format("{} periods", "points"))
    )
    few = pl.format(
        "Whether the gap grows or shrinks cannot be told: it is known for {} only. A verdict needs {}.",
        held,
        pl.lit(LEAST_POINTS),
    )
    return (
        pl.when(pl.col("reasons").str.contains(Reason.TOO_FEW_POINTS.value, literal=True))
        .then(few)
        .otherwise(pl.format("The gap: {}", "sentence"))
    )


def _gap_of(measure: Measure) -> Measure:
    neutral = measure.polarity is Polarity.NEUTRAL
    return Measure(
        id=measure.id,
        kind=Kind.INDEX,
        polarity=Polarity.NEUTRAL if neutral else Polarity.LOWER,
        frequency=measure.frequency,
        breaks=measure.breaks,
    )

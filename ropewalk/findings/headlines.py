"""Headline verdicts, with the rate of false discoveries held down over everything a place's account shows."""

from typing import Final

import numpy as np
import polars as pl

from ropewalk.findings.rules import SURE
from ropewalk.stats.multiplicity import benjamini_hochberg
from ropewalk.vocabulary.words import Direction, Question

RATE: Final = 0.05
"""Of the changes that an account counts, at most this share are expected to be false alarms."""
CLAIMS: Final = (Direction.IMPROVING.value, Direction.NO_CLEAR_CHANGE.value, Direction.WORSENING.value)
CHANGES: Final = (Direction.IMPROVING.value, Direction.WORSENING.value)
COLUMNS: Final = (
    "place", "indicator", "direction", "counted", "p_value", "q_value", "estimate", "period", "reasons"
)  # fmt: skip


def headlines(findings: pl.DataFrame) -> pl.DataFrame:
    """One row a place and indicator (headline breakdown) of the findings table: see ``counted``."""
    return counted(claims(findings))


def claims(findings: pl.DataFrame) -> pl.DataFrame:
    """What headlines are counted from: the directions of headline breakdowns, with ``direction`` as found."""
    alone = (pl.col("question") == Question.DIRECTION.value) & (pl.col("breakdown") == "")
    told = pl.col("verdict").alias("direction")
    return findings.filter(alone).select(
        "place", "indicator", told, "p_value", "estimate", "period", "reasons"
    )


def counted(claims: pl.DataFrame) -> pl.DataFrame:
    """One row a claim, sorted by place and indicator: ``direction`` as found alone; ``counted``: the same,
    but no clear change where the change does not survive Benjamini and Hochberg at 5% over the place's
    family, which is every direction of it that says better, worse or no clear change.

    ``claims``: those of all indicators (see ``claims``), in any order. Columns: COLUMNS; ``q_value`` null
    outside the family.
    """
    table = claims.sort("place", "indicator")
    in_family = table["direction"].is_in(CLAIMS).to_numpy()
    p_value = np.where(in_family, table["p_value"].to_numpy(), np.nan)
    family = table["place"].rle_id().to_numpy().astype(np.int64)
    q_value = pl.Series("q_value", benjamini_hochberg(p_value, family)).fill_nan(None)
    lost = pl.col("direction").is_in(CHANGES) & ~(pl.col("q_value") <= RATE)
    shown = pl.when(lost).then(pl.lit(Direction.NO_CLEAR_CHANGE.value)).otherwise("direction")
    return table.with_columns(q_value).with_columns(shown.alias("counted")).select(COLUMNS)


def expected_in_comparisons(compared: int) -> float:
    """How many of so many comparisons chance alone would call better or worse, at most: as many as it would
    were there no difference in any. Each is judged alone, so nothing holds their number down."""
    return SURE * compared


def expected_false_alarms(counted_changes: int) -> float:
    """How many of so many counted changes are expected to be false alarms, at most."""
    return RATE * counted_changes

"""The table of effects: its columns and codes, apart from what fills it: readers need not load that."""

from typing import Final

import polars as pl

from ropewalk.vocabulary.words import Effect

VERDICTS: Final = tuple(Effect)
BETTER, NO_CLEAR_SIGN, WORSE, CANNOT_SAY = range(4)
METHODS: Final = ("", "interrupted-gls-t", "beside-peers-rank-t")
NONE, SERIES, BESIDE = range(3)
NUMBERS: Final = (
    "estimate", "lower", "upper", "p_value", "rank_p", "level", "level_lower", "level_upper", "level_p",
    "pace", "pace_lower", "pace_upper", "pace_p", "usual",
)  # fmt: skip

EFFECTS: Final[dict[str, pl.DataType | type[pl.DataType]]] = {
    "action": pl.String,
    "indicator": pl.String,
    "place": pl.String,
    "began": pl.Date,
    "verdict": pl.String,
    "method": pl.String,
    "asked": pl.String,
    **dict.fromkeys(NUMBERS, pl.Float64),
    "comparator": pl.String,
    "peers": pl.Int64,
    "before": pl.Int64,
    "after": pl.Int64,
    "from_period": pl.String,
    "period": pl.String,
    "left_out": pl.Int64,
    "expected": pl.Float64,
    "expected_unit": pl.String,
    "expected_by": pl.Date,
    "reasons": pl.String,
    "revision": pl.Int64,
    "sentence": pl.String,
}
"""``verdict``: a word of ``Effect``. ``estimate``, with 95% limits and ``p_value``: what is said to have
moved, in the indicator's own unit; ``asked``: of a series by itself, whether that is the step at once or the
distance since then from the line before. ``level``, ``pace``: step, and change of slope a year. ``rank_p``,
``usual``, ``comparator``, ``peers``: of a comparison. ``before``, ``after``: periods used; ``left_out``:
periods that hold the day itself. Absent numbers are null."""

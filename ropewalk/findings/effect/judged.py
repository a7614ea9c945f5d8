"""The answer to "did it work?" in numbers: one row a question, whichever design answered it."""

from typing import Final

import numpy as np
import polars as pl

from ropewalk.findings import rules
from ropewalk.findings.effect.columns import (
    BETTER,
    CANNOT_SAY,
    NO_CLEAR_SIGN,
    NUMBERS,
    WORSE,
)
from ropewalk.findings.points import Floats, Integers
from ropewalk.findings.reasons import Bits, flag
from ropewalk.vocabulary.words import Reason

COUNTS: Final = (
    "question", "verdict", "method", "asked", "comparator", "peers", "before", "after", "from_period",
    "period", "left_out", "reasons", "unchecked",
)  # fmt: skip
SCHEMA: Final = dict.fromkeys(COUNTS, pl.Int64) | dict.fromkeys(NUMBERS, pl.Float64)
"""``asked``: 1 for the step at once, else 0. ``unchecked``: 1 where no earlier points tell whether the place
was moving away from the others already. ``comparator``: number of the peer set, -1 for none."""


def judged(**columns: Integers | Floats) -> pl.DataFrame:
    """Rows with the columns of SCHEMA; numbers not given are null, and so is NaN."""
    size = len(columns["question"])
    absent = {name: np.full(size, np.nan) for name in NUMBERS if name not in columns}
    nought = {name: np.zeros(size, dtype=np.int64) for name in COUNTS if name not in columns}
    table = pl.DataFrame({**columns, **absent, **nought})
    return table.select(pl.col(name).cast(kind) for name, kind in SCHEMA.items()).with_columns(
        pl.col(NUMBERS).fill_nan(None)
    )


def verdict_of(estimate: Floats, p_value: Floats, sign: Floats) -> tuple[Integers, Bits]:
    """Better or worse where chance would do it less than 1 time in 20; what is neither cannot be said."""
    sure = p_value < rules.SURE
    verdict = np.where(sure, np.where(estimate * sign > 0, BETTER, WORSE), NO_CLEAR_SIGN)
    verdict = np.where(np.isnan(p_value) | (sure & (sign == 0)), CANNOT_SAY, verdict)
    return verdict, flag(Reason.NEUTRAL_POLARITY, sure & (sign == 0))

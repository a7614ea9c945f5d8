"""Rows whose state is not open carry no number."""

from typing import Final

import polars as pl

from ropewalk.vocabulary.words import State

NUMBERS: Final = ("value", "lower", "upper", "numerator", "denominator")
OPEN: Final = (State.MEASURED.value, State.PROVISIONAL.value)


def without_hidden(observations: pl.DataFrame) -> pl.DataFrame:
    """The same rows, with no number in any whose state is not open. A state that is absent is measured.

    Idempotent; the order of rows and every other column stay as they are.
    """
    is_open = observations.get_column("state").fill_null(State.MEASURED.value).is_in(OPEN)
    if is_open.all():
        return observations
    numbers = [name for name in NUMBERS if name in observations.columns]
    return observations.with_columns(pl.when(is_open).then(pl.col(name)).alias(name) for name in numbers)

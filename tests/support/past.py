"""Series of a made-up indicator, as the calibration on real series takes them."""

from collections.abc import Sequence

import numpy as np
import polars as pl

from ropewalk.calibration.real.cuts import Cuts, cuts_of
from ropewalk.findings.encode import encode
from ropewalk.findings.measures import Measures, as_arrays
from ropewalk.findings.prepare import points_of
from ropewalk.vocabulary.indicator import Measure
from ropewalk.vocabulary.words import Frequency, Kind, Polarity

FIRST = 2004


def measures_of(*changes: dict[str, object]) -> Measures:
    """Yearly indices of which more is better, called a, b and so on, unless told otherwise."""
    plain = {"kind": Kind.INDEX, "polarity": Polarity.HIGHER, "frequency": Frequency.ANNUAL}
    return as_arrays([Measure(id="abc"[n], **{**plain, **more}) for n, more in enumerate(changes or ({},))])


def rows(
    values: Sequence[float] | np.ndarray,
    *,
    indicator: str = "a",
    place: str = "P",
    half: float | None = None,
    periods: Sequence[str] | None = None,
) -> pl.DataFrame:
    """One series, the first value in FIRST."""
    value = pl.Series(np.asarray(values, dtype=np.float64))
    width = pl.Series([half] * len(value), dtype=pl.Float64)
    return pl.DataFrame(
        {
            "indicator": [indicator] * len(value),
            "place": [place] * len(value),
            "period": list(periods or [f"{FIRST + at}-01-01/P1Y" for at in range(len(value))]),
            "value": value,
            "lower": value - width,
            "upper": value + width,
        }
    )


def many(values: np.ndarray, **given: object) -> pl.DataFrame:
    """One series a row of the array, each of its own place."""
    return pl.concat([rows(row, place=f"P{at}", **given) for at, row in enumerate(values)])


def cut(table: pl.DataFrame, measures: Measures) -> Cuts:
    """The table's series, cut at each past year."""
    return cuts_of(points_of(encode(table, measures, []), measures), measures)

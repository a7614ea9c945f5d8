"""Made-up neighbourhoods of one city, the poorest first, with figures that fall towards the last."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import polars as pl

from ropewalk.findings.inequality.columns import Inside
from ropewalk.findings.inequality.inside import inequality
from ropewalk.vocabulary.indicator import Measure
from ropewalk.vocabulary.place import Place
from ropewalk.vocabulary.tables import OBSERVATIONS
from ropewalk.vocabulary.words import Frequency, Kind, Polarity

TODAY = date(2025, 6, 1)
CITY, PERIOD = "E08000012", "2024-01-01/P1Y"
MONEY = "income-deprivation"
HOMES = [f"E0100{n:04d}" for n in range(200)]
PLACES = {CITY: Place(code=CITY, name="City", kind="authority")} | {
    code: Place(code=code, name=code, kind="lsoa", parents=("W1", CITY)) for code in HOMES
}
Numbers = Sequence[float | None] | np.ndarray


def measure(name: str, kind: Kind = Kind.RATE, polarity: Polarity = Polarity.LOWER, **more: float) -> Measure:
    return Measure(id=name, kind=kind, polarity=polarity, frequency=Frequency.ANNUAL, **more)  # type: ignore[arg-type]


RANKING = measure(MONEY, Kind.PROPORTION, multiplier=100.0)


def rows(name: str, value: Numbers, period: str = PERIOD, **more: object) -> pl.DataFrame:
    """Figures of the first neighbourhoods; ``numerator``, ``denominator`` and ``state`` may be given."""
    given = {"place": HOMES[: len(value)], "value": list(value), "state": "measured", **more}
    same = {"indicator": name, "period": period, "breakdown": "", **given}
    size = len(value)
    return pl.DataFrame(
        [
            pl.Series(
                column,
                cells if isinstance(cells := same.get(column), list) else [cells] * size,
                dtype=pl.String if kind is str else pl.Float64,
            )
            for column, kind in OBSERVATIONS.items()
        ]
    )


def money(size: int = 200) -> pl.DataFrame:
    """Most short of money first, a thousand people in each."""
    share = np.linspace(60, 5, size)
    return rows(MONEY, share.tolist(), numerator=(10 * share).tolist(), denominator=[1000.0] * size)


def find(*parts: pl.DataFrame, measures: Sequence[Measure] = ()) -> Inside:
    return inequality(pl.concat(parts), [RANKING, *measures], PLACES, revision=7, today=TODAY)


def gap(found: Inside, name: str) -> dict[str, object]:
    return found.gaps.row(by_predicate=pl.col("indicator") == name, named=True)


def noisy(slope: float, size: int = 200, seed: int = 1) -> list[float]:
    """About ten, falling by ``slope`` from the first neighbourhood to the last."""
    rng = np.random.default_rng(seed)
    return (10 + slope * np.linspace(0.5, -0.5, size) + rng.normal(0, 1, size)).tolist()

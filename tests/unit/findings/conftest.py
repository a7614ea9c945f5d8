"""Toy series that can be checked by eye."""

from collections.abc import Callable, Sequence
from datetime import date

import polars as pl
import pytest

from ropewalk.findings.assess import Assessment, Comparison, assess
from ropewalk.vocabulary.indicator import Measure
from ropewalk.vocabulary.peers import PeerSet
from ropewalk.vocabulary.words import Frequency, Kind, Polarity

TODAY = date(2025, 6, 1)
CITY = "E08000012"
PEERS = tuple(f"E0600000{n}" for n in range(1, 7))
Rows = Callable[..., pl.DataFrame]
Find = Callable[..., dict[str, object]]


@pytest.fixture
def measure() -> Callable[..., Measure]:
    """A yearly percentage of which more is better, unless told otherwise."""

    def make(name: str = "work", **changes: object) -> Measure:
        plain = {"kind": Kind.PROPORTION, "polarity": Polarity.HIGHER, "frequency": Frequency.ANNUAL}
        return Measure(id=name, **{**plain, "multiplier": 100.0, **changes})  # type: ignore[arg-type]

    return make


@pytest.fixture
def rows() -> Rows:
    """A series of yearly values ending in 2024, or of given periods; ``half``: half width of the limits."""

    def make(
        values: Sequence[float | None],
        *,
        place: str = CITY,
        indicator: str = "work",
        half: float | None = None,
        periods: Sequence[str] | None = None,
        states: Sequence[str] | None = None,
        breakdown: str = "",
    ) -> pl.DataFrame:
        size = len(values)
        value = pl.Series(values, dtype=pl.Float64)
        width = pl.Series([half] * size, dtype=pl.Float64)
        return pl.DataFrame(
            {
                "indicator": [indicator] * size,
                "place": [place] * size,
                "period": list(periods or [f"{2025 - size + at}-01-01/P1Y" for at in range(size)]),
                "breakdown": [breakdown] * size,
                "value": value,
                "lower": value - width,
                "upper": value + width,
                "numerator": pl.Series([None] * size, dtype=pl.Float64),
                "denominator": pl.Series([None] * size, dtype=pl.Float64),
                "state": list(states or ["measured"] * size),
            }
        )

    return make


@pytest.fixture
def comparison() -> Comparison:
    """The city in a region in a country, and a set of six peers."""
    peers = PeerSet(
        id="peers",
        title="Six peers",
        basis="toy",
        chosen_by="us",
        dated=date(2025, 1, 1),
        members=(CITY, *PEERS),
    )
    return Comparison(
        peer_sets=(peers,),
        parents={CITY: ("E12000002", "E92000001")},
        kinds={"E12000002": "region", "E92000001": "country", **dict.fromkeys((CITY, *PEERS), "authority")},
        names={"E12000002": "North West", "E92000001": "England", CITY: "Liverpool"},
        default=("country", "region", "peers"),
    )


@pytest.fixture
def run(measure: Callable[..., Measure]) -> Callable[..., Assessment]:
    """Assess with one plain measure and nothing to compare with, unless told otherwise."""

    def make(
        observations: pl.DataFrame, *measures: Measure, against: Comparison | None = None, today: date = TODAY
    ) -> Assessment:
        return assess(
            observations, measures or (measure(),), against or Comparison(), revision=7, today=today
        )

    return make


@pytest.fixture
def find(run: Callable[..., Assessment]) -> Find:
    """The one finding to a question about the city."""

    def make(
        observations: pl.DataFrame, *measures: Measure, question: str = "direction", comparator: str = "",
        against: Comparison | None = None, today: date = TODAY,
    ) -> dict[str, object]:  # fmt: skip
        table = run(observations, *measures, against=against, today=today).findings
        wanted = (
            (pl.col("place") == CITY)
            & (pl.col("question") == question)
            & (pl.col("comparator") == comparator)
        )
        return table.filter(wanted).row(0, named=True)

    return make

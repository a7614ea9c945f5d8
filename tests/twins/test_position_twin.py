"""Positions again, by plain loops over dictionaries from the same table of observations."""

from collections import defaultdict
from datetime import date
from math import erfc, sqrt

import numpy as np
import polars as pl

from ropewalk.findings.assess import Comparison, assess
from ropewalk.vocabulary.indicator import Measure
from ropewalk.vocabulary.peers import PeerSet
from ropewalk.vocabulary.period import parse_period
from ropewalk.vocabulary.words import Frequency, Kind, Polarity

PLACES = [f"P{n:02d}" for n in range(12)]
SIGNS = {"up": Polarity.HIGHER, "down": Polarity.LOWER, "flat": Polarity.NEUTRAL}


def table() -> pl.DataFrame:
    rng = np.random.default_rng(15)
    rows = []
    for name in SIGNS:
        for place in PLACES:
            for year in range(2018, 2025):
                if rng.random() < 0.3:
                    continue
                value, half = rng.normal(50, 4), rng.uniform(1, 4)
                bare = rng.random() < 0.2
                rows.append(
                    (
                        name,
                        place,
                        f"{year}-01-01/P1Y",
                        value,
                        None if bare else value - half,
                        None if bare else value + half,
                    )
                )
    columns = ["indicator", "place", "period", "value", "lower", "upper"]
    return pl.DataFrame(rows, schema=columns, orient="row").sample(fraction=1, shuffle=True, seed=1)


def slow(observations: pl.DataFrame, name: str, place: str, other: str) -> tuple[str, str, float | None]:
    """Verdict, period compared and difference of one place against another."""
    held: dict[str, dict[str, tuple[float, float | None, float | None]]] = defaultdict(dict)
    for row in observations.filter(indicator=name).iter_rows(named=True):
        held[row["place"]][row["period"]] = (row["value"], row["lower"], row["upper"])
    mine = sorted(held[place], reverse=True)[:4]
    theirs = sorted(held[other], reverse=True)[:4]
    newest = parse_period(mine[0]).end
    common = [p for p in mine if p in theirs and (newest - parse_period(p).end).days <= 731]
    if not common:
        return "cannot say", mine[0], None
    (a, la, ua), (b, lb, ub) = held[place][common[0]], held[other][common[0]]
    if la is None or lb is None:
        return "cannot say", common[0], a - b
    gap = a - b
    side = sqrt((a - la) ** 2 + (ub - b) ** 2) if gap > 0 else sqrt((ua - a) ** 2 + (b - lb) ** 2)  # type: ignore[operator]
    p_value = erfc(abs(gap) / side * 1.959963984540054 / sqrt(2))
    if p_value >= 0.05:
        return "not distinguishable", common[0], gap
    if SIGNS[name] is Polarity.NEUTRAL:
        return "cannot say", common[0], gap
    return ("better" if (gap > 0) == (SIGNS[name] is Polarity.HIGHER) else "worse"), common[0], gap


def test_fast_and_slow_positions_agree() -> None:
    measures = [
        Measure(id=n, kind=Kind.MEAN, polarity=p, frequency=Frequency.ANNUAL) for n, p in SIGNS.items()
    ]
    everyone = PeerSet(
        id="all", title="All", basis="", chosen_by="", dated=date(2025, 1, 1), members=tuple(PLACES)
    )
    observations = table()
    against = Comparison(peer_sets=(everyone,), default=("all",))
    found = assess(observations, measures, against, revision=1, today=date(2025, 6, 1)).findings
    found = found.filter((pl.col("question") == "position") & (pl.col("comparator") != "all"))
    assert found.height > 300
    assert found["verdict"].n_unique() == 4
    for row in found.iter_rows(named=True):
        verdict, period, gap = slow(observations, row["indicator"], row["place"], row["comparator"])
        assert (row["verdict"], row["period"]) == (verdict, period)
        assert (row["estimate"] is None) == (gap is None)
        if gap is not None:
            assert abs(row["estimate"] - gap) < 1e-9

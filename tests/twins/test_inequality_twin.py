"""Gaps again: by plain loops over dictionaries, and a regression solved by numpy's own least squares."""

from datetime import date
from math import erfc, exp, log, sqrt

import numpy as np
import polars as pl
import pytest
from scipy.stats import t

from ropewalk.findings.inequality.columns import Inside
from ropewalk.findings.inequality.inside import inequality
from ropewalk.vocabulary.indicator import Measure
from ropewalk.vocabulary.place import Place
from ropewalk.vocabulary.words import Frequency, Kind, Polarity

CITIES = {"A": 130, "B": 57}
Z = 1.959963984540054


def city_table() -> tuple[pl.DataFrame, dict[str, Place]]:
    """Two cities of different size: an order with tied shares, a rate without counts, a rate with counts."""
    rng = np.random.default_rng(11)
    places = {name: Place(code=name, name=name, kind="authority") for name in CITIES}
    rows: list[tuple[str, str, float, float | None, float | None]] = []
    for city, size in CITIES.items():
        for n in range(size):
            code = f"{city}{n:03d}"
            places[code] = Place(code=code, name=code, kind="lsoa", parents=(city,))
            people = float(rng.integers(800, 2500))
            short = float(rng.integers(20, 400)) // 20 * 20
            rows.append(("income-deprivation", code, 100 * short / people, short, people))
            rows.append(("rate", code, float(rng.gamma(4, 2) + 10 * short / people), None, None))
            events = float(rng.poisson(people * (0.01 + 0.03 * short / people)))
            rows.append(("counted", code, 1000 * events / people, events, people))
    columns = ["indicator", "place", "value", "numerator", "denominator"]
    table = pl.DataFrame(rows, schema=columns, orient="row").with_columns(
        pl.lit("2024-01-01/P1Y").alias("period"),
        pl.lit("").alias("breakdown"),
        pl.lit("measured").alias("state"),
    )
    return table.sample(fraction=1, shuffle=True, seed=2), places


def groups_of(table: pl.DataFrame, city: str) -> dict[str, tuple[int, float]]:
    """Group and people of each neighbourhood: by counting how many are before it."""
    own = [
        row
        for row in table.filter(indicator="income-deprivation").iter_rows(named=True)
        if row["place"].startswith(city)
    ]
    parts = 10 if len(own) >= 100 else 5
    out = {}
    for row in own:
        rank = 1 + sum(other["value"] > row["value"] for other in own)
        behind = len(own) + 1 - rank
        out[row["place"]] = (parts + 1 - int(np.ceil(behind * parts / len(own) - 1e-12)), row["denominator"])
    return out


def slow(table: pl.DataFrame, name: str, city: str) -> dict[str, float]:
    """The slope with limits, the ratio with limits and the p-value of one indicator in one city."""
    group, held = groups_of(table, city), {}
    for row in table.filter(indicator=name).iter_rows(named=True):
        if row["place"] in group:
            held.setdefault(group[row["place"]][0], []).append((row, group[row["place"]][1]))
    value, half, people = [], [], []
    for part in sorted(held):
        rows = held[part]
        counted = all(row["numerator"] is not None for row, _ in rows)
        weight = [row["denominator"] if counted else lives for row, lives in rows]
        mean = sum(w * row["value"] for w, (row, _) in zip(weight, rows, strict=True)) / sum(weight)
        spread = sum(
            (w / sum(weight) * (row["value"] - mean)) ** 2 for w, (row, _) in zip(weight, rows, strict=True)
        )
        wide = t.ppf(0.975, len(rows) - 1) * sqrt(len(rows) / (len(rows) - 1) * spread)
        if counted:
            x, n = sum(row["numerator"] for row, _ in rows), sum(weight)
            low = x * (1 - 1 / (9 * x) - Z / (3 * sqrt(x))) ** 3
            high = (x + 1) * (1 - 1 / (9 * (x + 1)) + Z / (3 * sqrt(x + 1))) ** 3
            wide = max(wide, (high - low) / n * 1000 / 2)
        value.append(mean)
        half.append(wide)
        people.append(sum(lives for _, lives in rows))
    slope, error = line(value, [h / Z for h in half], people)
    steep, off = line([log(v) for v in value], [h / v / Z for h, v in zip(half, value, strict=True)], people)
    return {
        "slope_index": -slope,
        "lower": -slope - Z * error,
        "upper": -slope + Z * error,
        "relative_index": exp(-steep),
        "relative_lower": exp(-steep - Z * off),
        "relative_upper": exp(-steep + Z * off),
        "p_value": erfc(abs(slope) / error / sqrt(2)),
    }


def line(y: list[float], error: list[float], people: list[float]) -> tuple[float, float]:
    """Slope of a weighted line on the middles of cumulative shares, with its error."""
    share = np.array(people) / sum(people)
    x = np.cumsum(share) - share / 2
    root = np.sqrt(share)
    design = np.column_stack([root, root * x])
    solve = np.linalg.pinv(design)[1] * root
    return float(solve @ y), float(sqrt(sum((solve * np.array(error)) ** 2)))


@pytest.fixture(scope="module")
def both() -> tuple[pl.DataFrame, Inside]:
    table, places = city_table()
    measures = [
        Measure(
            id="income-deprivation",
            kind=Kind.PROPORTION,
            polarity=Polarity.LOWER,
            frequency=Frequency.ANNUAL,
            multiplier=100,
        ),
        Measure(id="rate", kind=Kind.RATE, polarity=Polarity.LOWER, frequency=Frequency.ANNUAL),
        Measure(
            id="counted", kind=Kind.RATE, polarity=Polarity.LOWER, frequency=Frequency.ANNUAL, multiplier=1000
        ),
    ]
    return table, inequality(table, measures, places, revision=1, today=date(2025, 6, 1))


@pytest.mark.parametrize("city", CITIES)
@pytest.mark.parametrize("name", ["rate", "counted"])
def test_slope_ratio_and_p_value(both: tuple[pl.DataFrame, Inside], name: str, city: str) -> None:
    table, found = both
    row = found.gaps.row(by_predicate=(pl.col("indicator") == name) & (pl.col("place") == city), named=True)
    for column, expected in slow(table, name, city).items():
        assert row[column] == pytest.approx(expected, rel=1e-9, abs=1e-15), column


@pytest.mark.parametrize("city", CITIES)
def test_groups(both: tuple[pl.DataFrame, Inside], city: str) -> None:
    table, found = both
    rows = found.neighbourhoods.filter(indicator="rate", place=city).select("neighbourhood", "group").rows()
    assert dict(rows) == {code: group for code, (group, _) in groups_of(table, city).items()}

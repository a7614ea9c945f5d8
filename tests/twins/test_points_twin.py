"""Points again, one row at a time with plain lists, from rows in any order."""

from collections import defaultdict
from dataclasses import fields, replace
from math import isnan, nan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ropewalk.findings.encode import Coded, periods_of
from ropewalk.findings.measures import Measures, as_arrays
from ropewalk.findings.points import NEVER, Points
from ropewalk.findings.prepare import points_of
from ropewalk.stats.intervals import proportion_limits, rate_limits
from ropewalk.vocabulary.indicator import Measure
from ropewalk.vocabulary.words import Frequency, Kind, Polarity

KINDS = (Kind.PROPORTION, Kind.RATE, Kind.MEAN)
MEASURES = as_arrays(
    [
        Measure(id=kind.value, kind=kind, polarity=Polarity.HIGHER, frequency=Frequency.ANNUAL, multiplier=m)
        for kind, m in zip(KINDS, (100.0, 1e5, 1.0), strict=True)
    ]
)
PERIODS = periods_of([f"{year}-01-01/P{length}Y" for year in range(2015, 2023) for length in (1, 3)])
NUMBERS = ("value", "lower", "upper", "numerator", "denominator")


def coded(rows: list[tuple[float, ...]]) -> Coded:
    table = np.array(rows, dtype=np.float64).reshape(len(rows), 10)
    codes = {
        name: table[:, at].astype(np.int64)
        for at, name in enumerate(("measure", "place", "breakdown", "period"))
    }
    numbers = {name: table[:, 4 + at].copy() for at, name in enumerate(NUMBERS)}
    return Coded(
        **codes, **numbers, state=table[:, 9].astype(np.uint8), places=("A", "B", "C"),
        breakdowns=("", "x"), periods=PERIODS,
    )  # fmt: skip


def shown(rows: Coded, at: int, measures: Measures) -> tuple[float, float, float]:
    """Value and limits of one row, from its counts where they are wanted and are counts."""
    value, lower, upper, x, n = (
        v if abs(v := float(getattr(rows, name)[at])) < 1e100 else nan for name in NUMBERS
    )
    m = int(rows.measure[at])
    scale, rounding, kind = measures.multiplier[m], np.nan_to_num(measures.rounding[m]), measures.kinds[m]
    if kind in (Kind.RATE, Kind.PROPORTION) and any(map(isnan, (value, lower, upper))):
        found = (rate_limits if kind is Kind.RATE else proportion_limits)(x, n, multiplier=scale)
        near = abs(found.value - value) <= 0.02 * abs(found.value) + 2 * rounding
        if not isnan(found.value) and x == round(x) and (isnan(value) or near):
            value = float(found.value) if isnan(value) else value
            lower, upper = float(found.lower), float(found.upper)
    if isnan(value) and n > 0:
        value = x / n * scale
    slack = 0.05 * (upper - lower) + rounding
    if lower < upper and lower <= value + slack and upper >= value - slack:
        return value, min(lower, value), max(upper, value)
    return value, nan, nan


def slow(rows: Coded, measures: Measures) -> list[tuple[tuple[int, ...], int, list[tuple[float, ...]]]]:
    """Each series: its key, the newest hidden period, and its points."""
    series: dict[tuple[int, ...], dict[int, list[tuple[float, ...]]]] = defaultdict(lambda: defaultdict(list))
    withheld: dict[tuple[int, ...], int] = {}
    for at in range(len(rows.measure)):
        key = (int(rows.measure[at]), int(rows.place[at]), int(rows.breakdown[at]))
        held, period, state = series[key], int(rows.period[at]), int(rows.state[at])
        withheld[key] = max(withheld.get(key, NEVER), period if state == 2 else NEVER)
        value, lower, upper = shown(rows, at, measures)
        if period >= 0 and state < 2 and not isnan(value):
            held[period].append((value, lower, upper, float(state == 1)))
    out = []
    for key in sorted(series):
        agreed = {
            period: told[0]
            for period, told in sorted(series[key].items())
            if all(np.array_equal(told[0], other, equal_nan=True) for other in told)
        }
        length = PERIODS.span[max(agreed)] if agreed else nan
        kept = [(float(p), *told) for p, told in agreed.items() if PERIODS.span[p] == length]
        out.append((key, withheld[key], kept))
    return out


def same(points: Points, expected: list[tuple[tuple[int, ...], int, list[tuple[float, ...]]]]) -> None:
    series = points.series
    assert len(series) == len(expected)
    for at, (key, withheld, kept) in enumerate(expected):
        assert (series.measure[at], series.place[at], series.breakdown[at]) == key
        assert series.withheld[at] == withheld
        part = slice(points.first[at], points.stop[at])
        columns = (points.period, points.value, points.lower, points.upper, points.provisional)
        found = np.column_stack([column[part] for column in columns])
        np.testing.assert_allclose(found, np.array(kept).reshape(-1, 5), rtol=1e-12)
    assert (np.diff(series.key) > 0).all()


CODE = st.integers(0, 2)
NUMBER = st.one_of(
    st.just(nan),
    st.integers(0, 60).map(float),
    st.sampled_from([0.5, 9.0, 10.0, -1.0, 1e5, np.inf, 1e300, -0.0]),
)
ROW = st.tuples(CODE, CODE, st.integers(0, 1), st.integers(-1, 15), *[NUMBER] * 5, st.integers(0, 3))


@settings(max_examples=300, deadline=None)
@given(st.lists(ROW, max_size=40))
def test_fast_and_slow_points_agree(rows: list[tuple[float, ...]]) -> None:
    given_rows = coded(rows)
    same(points_of(given_rows, MEASURES), slow(given_rows, MEASURES))


def plain(size: int, seed: int) -> list[tuple[float, ...]]:
    rng = np.random.default_rng(seed)
    grid = np.indices((3, 3, 2, 16)).reshape(4, -1).T[:size]
    n = rng.integers(20, 4000, len(grid)).astype(float)
    x = np.round(n * rng.uniform(0, 0.05, len(grid)))
    value = np.where(rng.random(len(grid)) < 0.5, nan, np.array([100.0, 1e5, 1.0])[grid[:, 0]] * x / n)
    half = np.where(rng.random(len(grid)) < 0.5, nan, 1.0)
    return np.column_stack(
        [grid, value, value - half, value + half, x, n, rng.integers(0, 3, len(grid))]
    ).tolist()


@pytest.mark.parametrize("size", [1, 2, 17, 288])
def test_rows_in_order_and_rows_shuffled_give_the_same_bits(size: int) -> None:
    rows = plain(size, size)
    in_order, mixed = coded(rows), coded([rows[at] for at in np.random.default_rng(3).permutation(size)])
    first, second = points_of(in_order, MEASURES), points_of(mixed, MEASURES)
    same(first, slow(in_order, MEASURES))
    for name in ("first", "stop", "period", "value", "lower", "upper", "provisional"):
        assert getattr(first, name).tobytes() == getattr(second, name).tobytes()
    assert first.series.key.tobytes() == second.series.key.tobytes()


def test_keys_too_sparse_to_count_are_numbered_first() -> None:
    rows = [
        (m, p, b, t, 5.0, 4.0, 6.0, nan, nan, 0)
        for t in (3, 1)
        for m in (1, 0)
        for p in (2, 0)
        for b in (1, 0)
    ]
    few, many = coded(rows), tuple(str(at) for at in range(2_000_000))
    wide = replace(few, places=many)
    first, second = points_of(few, MEASURES), points_of(wide, MEASURES)
    for name in ("measure", "place", "breakdown", "withheld"):
        assert getattr(first.series, name).tolist() == getattr(second.series, name).tolist()
    assert first.period.tolist() == second.period.tolist() == [1, 3] * 8


def test_narrow_codes_give_the_same_points() -> None:
    rows = coded(plain(288, 5))
    narrow = replace(
        rows, measure=rows.measure.astype(np.int16), place=rows.place.astype(np.int32),
        breakdown=rows.breakdown.astype(np.int16), period=rows.period.astype(np.int16),
    )  # fmt: skip
    first, second = points_of(rows, MEASURES), points_of(narrow, MEASURES)
    for field in fields(Points)[2:]:
        assert np.array_equal(getattr(first, field.name), getattr(second, field.name), equal_nan=True)


def test_nothing_given_is_changed() -> None:
    rows = coded(plain(100, 7))
    before = {field.name: getattr(rows, field.name) for field in fields(Coded)[:10]}
    before = {name: column.copy() for name, column in before.items()}
    points_of(rows, MEASURES)
    for name, column in before.items():
        assert np.array_equal(getattr(rows, name), column, equal_nan=True)


def test_a_number_that_must_not_be_seen_is_not_looked_at() -> None:
    rows = coded([(0, 0, 0, at, 5.0, 4.0, 6.0, nan, nan, state) for at, state in ((0, 0), (2, 2), (4, 3))])
    found = points_of(rows, MEASURES)
    assert found.period.tolist() == [0]
    assert found.series.withheld.tolist() == [2]

"""Windows again, one series and one point at a time, with dates and plain lists."""

from dataclasses import replace
from datetime import date, timedelta
from math import isnan, nan

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ropewalk.findings import direction, rules
from ropewalk.findings.encode import Coded, periods_of
from ropewalk.findings.measures import as_arrays
from ropewalk.findings.points import NEVER, Points, newest
from ropewalk.findings.prepare import points_of
from ropewalk.findings.reasons import has
from ropewalk.findings.window import Window, look
from ropewalk.stats.standard_errors import Scale, from_limits
from ropewalk.vocabulary.indicator import Break, Measure
from ropewalk.vocabulary.period import parse_period
from ropewalk.vocabulary.words import Frequency, Kind, Polarity, Reason

BREAKS = ((), (date(2008, 1, 1),), (date(2012, 6, 1), date(2006, 1, 1), date(2030, 1, 1)))
MEASURES = as_arrays(
    [
        Measure(
            id=f"m{at}", kind=kind, polarity=Polarity.HIGHER, frequency=Frequency.ANNUAL, multiplier=100.0,
            breaks=tuple(Break(date=day, reason="") for day in BREAKS[at]),
        )
        for at, kind in enumerate((Kind.PROPORTION, Kind.RATE, Kind.MEAN))
    ]
)  # fmt: skip
PERIODS = periods_of([f"{year}-01-01/P{length}Y" for year in range(1990, 2020) for length in (1, 3)])


def points(rows: list[tuple[int, int, float, float, int]]) -> Points:
    """Of rows of measure, period, value, half width of the limits, and state."""
    table = np.array(rows, dtype=np.float64).reshape(len(rows), 5)
    nothing = np.full(len(rows), nan)
    codes = [table[:, at].astype(np.int64) for at in (0, 1)]
    coded = Coded(
        measure=codes[0], place=codes[0] * 0, breakdown=codes[0] * 0, period=codes[1], value=table[:, 2],
        lower=table[:, 2] - table[:, 3], upper=table[:, 2] + table[:, 3], numerator=nothing,
        denominator=nothing, state=table[:, 4].astype(np.uint8), places=("A",), breakdowns=("",),
        periods=PERIODS,
    )  # fmt: skip
    return points_of(coded, MEASURES)


def slow(held: Points, series: int, depth: int, most: int) -> tuple[list[int], set[Reason]]:
    """The points used, oldest first, by their place in ``held``; and the reasons of the window."""
    spans = [parse_period(text) for text in PERIODS.text.to_list()]
    m = int(held.series.measure[series])
    read = range(held.first[series], held.stop[series])[-depth:]
    used: list[int] = []
    separate = since = 0
    limit, taken = date.min, date.max
    if read:
        last = spans[held.period[read[-1]]]
        limit = max((day for day in BREAKS[m] if day <= last.start), default=date.min)
        horizon = last.end - timedelta(days=rules.RECENT)
    for at in reversed(read):
        span = spans[held.period[at]]
        since += span.start >= limit
        if span.start >= limit and span.end <= taken:
            separate, taken = separate + 1, span.start
            if len(used) < most and (span.start >= horizon or separate <= 5):
                used.append(at)
    reasons = set()
    if separate < 5 and since < len(read):
        reasons.add(Reason.BREAK_IN_SERIES)
    if separate < 5 and since >= 5:
        reasons.add(Reason.OVERLAPPING_PERIODS)
    hidden = held.series.withheld[series]
    if hidden != NEVER and (not used or hidden >= held.period[used[-1]]):
        reasons.add(Reason.SUPPRESSED)
    return used[::-1], reasons


def agree(held: Points, found: Window, depth: int, most: int) -> None:
    errors = direction._errors(held, MEASURES, found)
    shape = direction._shape(found)
    for row, series in enumerate(found.chosen.tolist()):
        used, reasons = slow(held, series, depth, most)
        assert found.used.count[row] == len(used)
        width = found.panel.period.shape[1]
        there = slice(width - len(used), width)
        for mine, theirs in ((found.panel.value, held.value), (found.panel.lower, held.lower)):
            np.testing.assert_array_equal(mine[row, there], theirs[used])
            assert np.isnan(mine[row, : there.start]).all()
        periods = held.period[used].tolist()
        assert found.panel.period[row].tolist() == [-1] * there.start + periods
        assert found.oldest[row] == (periods[0] if used else -1)
        for reason in (Reason.BREAK_IN_SERIES, Reason.OVERLAPPING_PERIODS, Reason.SUPPRESSED):
            assert has(found.reasons, reason)[row] == (reason in reasons)
        agree_shape(held, found, used, (shape.oldest[row], shape.least[row], shape.most[row]), row)
        assert shape.gap[row] == any(np.diff(found.month[row, there]) > 1.5 * found.step[row])
        kind = MEASURES.kinds[held.series.measure[series]]
        scale: Scale = "logit" if kind is Kind.PROPORTION else "log" if kind is Kind.RATE else "natural"
        expected = from_limits(
            held.value[used], held.lower[used], held.upper[used], scale=scale, multiplier=100.0
        )
        np.testing.assert_array_equal(errors[row, there], expected)


def agree_shape(
    held: Points, found: Window, used: list[int], shape: tuple[float, float, float], row: int
) -> None:
    if not used:
        assert all(isnan(end) for end in shape)
        return
    value = held.value[used]
    assert shape == (value[0], value.min(), value.max())
    assert found.panel.value[row, -1] == value[-1]


ROW = st.tuples(
    st.integers(0, 2),
    st.integers(-1, 59),
    st.integers(1, 9).map(float),
    st.sampled_from([nan, 0.0, 0.5, 2.0, 30.0]),
    st.sampled_from([0, 0, 0, 0, 1, 2]),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(ROW, max_size=60), st.sampled_from([(60, 10), (4, 10), (60, 3), (130, 130)]))
def test_fast_and_slow_windows_agree(
    rows: list[tuple[int, int, float, float, int]], ends: tuple[int, int]
) -> None:
    held = points(rows)
    everything = np.arange(len(held.series))
    agree(held, look(held, MEASURES, everything, *ends), *ends)
    agree(held, look(held, MEASURES, everything[::-1].copy(), *ends), *ends)


def test_thirty_years_of_every_measure() -> None:
    rng = np.random.default_rng(4)
    rows = [(m, p, float(rng.integers(20, 60)), 1.0, 0) for m in range(3) for p in range(0, 60, 2)]
    held = points(rows)
    agree(held, look(held, MEASURES, np.arange(3), 60, 10), 60, 10)


@settings(max_examples=50, deadline=None)
@given(st.lists(ROW, max_size=60), st.integers(0, 12))
def test_the_newest_points_are_the_last_of_each_series(
    rows: list[tuple[int, int, float, float, int]], most: int
) -> None:
    held = points(rows)
    found = newest(held, np.arange(len(held.series)), most)
    for series in range(len(held.series)):
        part = slice(max(held.first[series], held.stop[series] - max(most, 1)), held.stop[series])
        expected = held.value[part].tolist()
        padded = [nan] * (max(most, 1) - len(expected)) + expected
        np.testing.assert_array_equal(found.value[series], padded)
        assert (found.period[series] >= 0).sum() == len(expected)


def test_nothing_given_is_changed() -> None:
    held = points([(0, p, 5.0, 1.0, 0) for p in range(0, 60, 2)])
    before = replace(held, value=held.value.copy(), lower=held.lower.copy(), period=held.period.copy())
    look(held, MEASURES, np.arange(1), 60, 10)
    for name in ("value", "lower", "period"):
        assert np.array_equal(getattr(held, name), getattr(before, name))

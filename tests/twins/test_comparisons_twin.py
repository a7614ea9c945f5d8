"""Comparisons and ranks again: one pair at a time, with dictionaries and the middle of sorted lists."""

from math import erfc, isnan, nan, sqrt
from statistics import median

import numpy as np
import pytest
from many_points import PERIODS, many_measures, many_points

from ropewalk.findings import position, ranks, rules
from ropewalk.findings.comparators import Comparators, Members
from ropewalk.findings.points import Newest, Points, newest
from ropewalk.findings.reasons import has
from ropewalk.vocabulary.words import Reason

MEASURES = many_measures()
Figure = tuple[float, float, float, bool]
Held = dict[tuple[int, int, int], dict[int, Figure]]
NOTHING: Figure = (nan, nan, nan, False)
Told = tuple[int, float, float, float, float, set[Reason]]


def held_by(points: Points) -> Held:
    """The newest four points of each measure, place and breakdown, by period."""
    out: Held = {}
    series = points.series
    for at in range(len(series)):
        part = range(points.first[at], points.stop[at])[-rules.FALL_BACK :]
        key = (int(series.measure[at]), int(series.place[at]), int(series.breakdown[at]))
        out[key] = {
            int(points.period[i]): (
                float(points.value[i]), float(points.lower[i]), float(points.upper[i]),
                bool(points.provisional[i]),
            )
            for i in part
        }  # fmt: skip
    return out


def near(held: dict[int, Figure]) -> list[int]:
    """Its periods, newest first, none that ends more than two years before the newest."""
    ends = PERIODS.end_month
    return [p for p in sorted(held, reverse=True) if ends[max(held)] - ends[p] <= rules.SAME_PERIOD_WITHIN]


def told(a: Figure, b: tuple[float, float, float], sign: float) -> Told:
    """Verdict, difference, limits, p-value and reasons of one number against another."""
    (va, la, ua, provisional), (vb, lb, ub) = a, b
    reasons = {Reason.PROVISIONAL} if provisional else set()
    reasons |= {Reason.TOO_FEW_POINTS} if isnan(va) else set()
    gap = va - vb
    down, up = sqrt((va - la) ** 2 + (ub - vb) ** 2), sqrt((ua - va) ** 2 + (vb - lb) ** 2)
    if not down + up > 0:
        reasons |= set() if isnan(gap) else {Reason.NO_UNCERTAINTY_PUBLISHED}
        return position.CANNOT_SAY, gap, nan, nan, nan, reasons
    side = down if gap > 0 else up
    p_value = erfc(abs(gap) / side * 1.959963984540054 / sqrt(2)) if side else float(gap == 0)
    if p_value >= 0.05:
        return position.NOT_DISTINGUISHABLE, gap, gap - down, gap + up, p_value, reasons
    if sign == 0:
        return position.CANNOT_SAY, gap, gap - down, gap + up, p_value, {*reasons, Reason.NEUTRAL_POLARITY}
    verdict = position.BETTER if gap * sign > 0 else position.WORSE
    return verdict, gap, gap - down, gap + up, p_value, reasons


def same(found: position.Positions, at: int, expected: Told) -> None:
    verdict, *numbers, reasons = expected
    assert found.verdict[at] == verdict
    row = (found.difference[at], found.lower[at], found.upper[at], found.p_value[at])
    np.testing.assert_allclose(row, numbers, rtol=1e-12, atol=1e-15)
    assert {reason for reason in Reason if has(found.reasons, reason)[at]} == reasons


def keys(points: Points) -> list[tuple[int, int, int]]:
    columns = (points.series.measure, points.series.place, points.series.breakdown)
    return list(zip(*(column.tolist() for column in columns), strict=True))


@pytest.fixture(params=[(1, 24, 0.7), (2, 24, 0.2), (3, 9, 1.0), (4, 1, 0.5)])
def some(request: pytest.FixtureRequest) -> tuple[Points, Newest, Members]:
    """Points, the newest of them, and for each place a few others to compare with."""
    seed, places, share = request.param
    points = many_points(seed, places, MEASURES, share)
    rng = np.random.default_rng(seed)
    members = rng.integers(-1, places, (places, 7))
    return points, newest(points, np.arange(len(points.series)), rules.FALL_BACK), Members("m", "M", members)


def test_fast_and_slow_comparisons_with_places_agree(some: tuple[Points, Newest, Members]) -> None:
    points, latest, members = some
    held, numbers = held_by(points), keys(points)
    wanted = np.random.default_rng(5).random(members.of.shape) < 0.5
    comparators = Comparators(members.of, wanted, ())
    chosen = np.arange(len(numbers))[::-1].copy()
    found = position.against_places(points, MEASURES, latest, chosen, comparators)
    at = 0
    for series in chosen.tolist():
        measure, place, breakdown = numbers[series]
        mine = held[numbers[series]]
        for column, code in enumerate(members.of[place].tolist()):
            theirs = held.get((measure, code, breakdown))
            if code < 0 or (theirs is None and not wanted[place, column]):
                continue
            both = [p for p in near(mine) if p in (theirs or {})] if mine else []
            slot = sorted(mine, reverse=True).index(both[0]) if both else 0
            a = mine[sorted(mine)[-1 - slot]] if mine else NOTHING
            b = (theirs or {})[both[0]][:3] if both else NOTHING[:3]
            expected = told(a, b, MEASURES.sign[measure])
            reasons = expected[-1]
            if not theirs:
                reasons.add(Reason.NO_COMPARATOR)
            elif not both or slot:
                reasons.add(Reason.PERIODS_DIFFER)
            same(found, at, expected)
            assert (found.series[at], found.slot[at], found.other[at]) == (series, slot, code)
            assert found.period[at] == (sorted(mine)[-1 - slot] if mine else -1)
            np.testing.assert_array_equal((found.own[at], found.theirs[at]), (a[0], b[0]))
            assert (found.their_slot[at] >= 0) == bool(both)
            at += 1
    assert at == len(found.series)


def slow_peers(held: Held, key: tuple[int, int, int], codes: list[int]) -> tuple[int, list[Figure]]:
    """The slot, and the peers' figures there."""
    mine, (measure, _, breakdown) = held[key], key
    others = [held.get((measure, code, breakdown), {}) for code in codes if code >= 0]
    for period in near(mine) if mine else []:
        figures = [other[period] for other in others if period in other]
        if len(figures) >= 3:
            return sorted(mine, reverse=True).index(period), figures
    return 0, [other[max(mine)] for other in others if mine and max(mine) in other]


def slow_middle(figures: list[Figure]) -> tuple[float, float, float]:
    limited = [f for f in figures if not isnan(f[1])]
    if len(limited) >= 3 and 2 * len(limited) >= len(figures):
        return median(f[0] for f in limited), median(f[1] for f in limited), median(f[2] for f in limited)
    return (median(f[0] for f in figures) if len(figures) >= 3 else nan), nan, nan


def test_fast_and_slow_comparisons_with_the_middle_agree(some: tuple[Points, Newest, Members]) -> None:
    points, latest, members = some
    held, numbers = held_by(points), keys(points)
    chosen = np.arange(len(numbers))
    peers = position.peers_at(points, latest, chosen, members)
    found = position.against_middle(points, MEASURES, latest, chosen, 4, peers)
    for at, key in enumerate(numbers):
        slot, figures = slow_peers(held, key, members.of[key[1]].tolist())
        mine = held[key]
        a = mine[sorted(mine)[-1 - slot]] if mine else NOTHING
        expected = told(a, slow_middle(figures), MEASURES.sign[key[0]])
        expected[-1].update({Reason.TOO_FEW_PEERS} if len(figures) < 3 else ())
        expected[-1].update({Reason.PERIODS_DIFFER} if slot else ())
        same(found, at, expected)
        assert (found.slot[at], found.other[at], found.peers[at]) == (slot, 4, len(figures))
        assert found.above[at] == sum(a[0] > f[0] for f in figures)
        assert found.points[at] == len(figures) + bool(mine)


def turned(figure: Figure, sign: float) -> tuple[float, float]:
    value, low, high, _ = figure
    low, high = (value, value) if isnan(low) else (low, high)
    return (-high, -low) if sign < 0 else (low, high)


def slow_rank(own: tuple[float, float], others: list[tuple[float, float]]) -> tuple[int, int, int]:
    better = sum(low > own[1] for low, _ in others)
    worse = sum(high < own[0] for _, high in others)
    return 1 + better, 1 + len(others) - worse, 1 + len(others)


def test_fast_and_slow_ranks_among_peers_agree(some: tuple[Points, Newest, Members]) -> None:
    points, latest, members = some
    held, numbers = held_by(points), keys(points)
    chosen = np.arange(len(numbers))
    peers = position.peers_at(points, latest, chosen, members)
    found = ranks.among_peers(points, MEASURES, latest, chosen, peers)
    expected = []
    for at, key in enumerate(numbers):
        slot, figures = slow_peers(held, key, members.of[key[1]].tolist())
        if held[key] and len(figures) >= 3:
            period, sign = sorted(held[key])[-1 - slot], MEASURES.sign[key[0]]
            own = turned(held[key][period], sign)
            rank = slow_rank(own, [turned(figure, sign) for figure in figures])
            expected.append((at, period, *rank, slow_middle(figures)[0]))
    columns = (found.series, found.period, found.low, found.high, found.of, found.median)
    np.testing.assert_allclose(np.column_stack(columns), np.array(expected).reshape(-1, 6))


def test_fast_and_slow_ranks_among_a_kind_agree(some: tuple[Points, Newest, Members]) -> None:
    points, latest, _ = some
    held, numbers = held_by(points), keys(points)
    kind = np.arange(len(points.series.places)) % 3 - 1
    found = ranks.among_kind(points, MEASURES, latest, kind)
    expected = []
    for at, (measure, place, breakdown) in enumerate(numbers):
        mine = held[measure, place, breakdown]
        figures = {
            other: figures[max(mine)]
            for (m, other, b), figures in held.items()
            if mine and (m, b, kind[other]) == (measure, breakdown, kind[place]) and max(mine) in figures
        }
        if kind[place] >= 0 and len(figures) > 3:
            sign = MEASURES.sign[measure]
            rest = [turned(figure, sign) for other, figure in figures.items() if other != place]
            rank = slow_rank(turned(figures[place], sign), rest)
            expected.append((at, max(mine), *rank, median(f[0] for f in figures.values())))
    columns = (found.series, found.period, found.low, found.high, found.of, found.median)
    np.testing.assert_allclose(np.column_stack(columns), np.array(expected).reshape(-1, 6))


def test_without_any_series_there_is_nothing_to_compare() -> None:
    points = many_points(1, 3, MEASURES, 0.0)
    latest = newest(points, np.arange(0), rules.FALL_BACK)
    nobody, codes = np.arange(0), np.zeros((3, 2), dtype=np.int64)
    members = Members("m", "M", codes)
    peers = position.peers_at(points, latest, nobody, members)
    comparators = Comparators(codes, codes == 0, ())
    assert len(position.against_places(points, MEASURES, latest, nobody, comparators).series) == 0
    assert len(position.against_middle(points, MEASURES, latest, nobody, 0, peers).series) == 0
    assert len(ranks.among_peers(points, MEASURES, latest, nobody, peers).series) == 0
    assert len(ranks.among_kind(points, MEASURES, latest, np.zeros(3, np.int64)).series) == 0

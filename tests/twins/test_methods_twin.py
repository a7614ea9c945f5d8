"""The methods again, one group at a time: plain loops, textbook matrices, SciPy, random numbers."""

from math import sqrt

import numpy as np
import pytest
from scipy.stats import binomtest, chi2, fisher_exact, norm
from scipy.stats import t as student
from scipy.stats.contingency import odds_ratio as scipy_odds

from ropewalk.stats.adjusted import adjust
from ropewalk.stats.aggregates import mean_limits
from ropewalk.stats.concentration import concentration_index
from ropewalk.stats.inequality import slope_index
from ropewalk.stats.life_expectancy import AGES, life_expectancy
from ropewalk.stats.quantiles import quantiles
from ropewalk.stats.shrinkage import marshall
from ropewalk.stats.standardised import direct_rate, direct_rate_of_repeated_events
from ropewalk.stats.two_groups import odds_ratio, rate_ratio, two_proportions

Z = float(norm.ppf(0.975))


def byar(events: float) -> tuple[float, float]:
    more = events + 1
    return (
        events * (1 - 1 / (9 * events) - Z / (3 * sqrt(events))) ** 3,
        more * (1 - 1 / (9 * more) + Z / (3 * sqrt(more))) ** 3,
    )


def test_direct_rates() -> None:
    rng = np.random.default_rng(3)
    people, standard = rng.integers(50, 900, (25, 6)), rng.integers(1, 9, 6) * 100
    events = rng.poisson(people * 0.004)
    found = direct_rate(events, people, standard, multiplier=1000)
    for row in range(25):
        total = int(sum(events[row]))
        if total < 10:
            assert np.isnan(found.value[row])
            continue
        rate = sum(s * x / n for s, x, n in zip(standard, events[row], people[row], strict=True))
        var = sum(s * s * x / n**2 for s, x, n in zip(standard, events[row], people[row], strict=True))
        rate, error = rate / sum(standard), sqrt(var) / sum(standard)
        low, high = (rate + error / sqrt(total) * (limit - total) for limit in byar(total))
        np.testing.assert_allclose(found.value[row], 1000 * rate, rtol=1e-12)
        np.testing.assert_allclose(
            (found.lower[row], found.upper[row]), (1000 * low, 1000 * high), rtol=1e-11
        )
    assert 0 < np.isnan(found.value).sum() < 25


def test_repeated_events_of_one_each_are_independent_ones() -> None:
    rng = np.random.default_rng(4)
    people, standard = rng.integers(500, 900, (5, 4)), [1, 2, 3, 4]
    events = rng.poisson(people * 0.05)
    plain = direct_rate(events, people, standard)
    often = direct_rate_of_repeated_events(events[:, None, :], [1], people, standard)
    np.testing.assert_allclose(often.lower, plain.lower, rtol=1e-12)
    twice = direct_rate_of_repeated_events(events[:, None, :], [2], people, standard)
    assert (twice.upper - twice.lower > plain.upper - plain.lower).all()


def slow_life(deaths: list[int], people: list[int]) -> list[tuple[float, float]]:
    alive, width = [1.0], [*np.diff(AGES).tolist(), 0]
    lived, chances, out = [], [], []
    for i in range(19):
        a, m = (0.1 if i == 0 else 0.5), deaths[i] / people[i]
        q = min(1.0, width[i] * m / (1 + width[i] * (1 - a) * m))
        chances.append(q)
        alive.append(alive[i] * (1 - q))
        lived.append(width[i] * (alive[i + 1] + a * (alive[i] - alive[i + 1])))
    lived.append(alive[19] * people[19] / deaths[19])
    for x in range(20):
        var = (alive[19] / 2) ** 2 * 4 / (deaths[19] * (deaths[19] / people[19]) ** 2)
        for i in range(x, 19):
            if deaths[i] == 0:
                continue
            a, after = (0.1 if i == 0 else 0.5), sum(lived[i + 1 :]) / alive[i + 1]
            spread = chances[i] ** 2 * (1 - chances[i]) / deaths[i]
            var += alive[i] ** 2 * ((1 - a) * width[i] + after) ** 2 * spread
        out.append((sum(lived[x:]) / alive[x], sqrt(var) / alive[x]))
    return out


def test_life_tables() -> None:
    rng = np.random.default_rng(5)
    people = rng.integers(900, 5000, (8, 20))
    deaths = rng.poisson(people * np.geomspace(2e-4, 0.2, 20)) + (np.arange(20) == 19)
    found = life_expectancy(deaths, people)
    for row in range(8):
        slow = slow_life(deaths[row].tolist(), people[row].tolist())
        np.testing.assert_allclose(found.value[row], [v for v, _ in slow], rtol=1e-10)
        np.testing.assert_allclose(found.upper[row], [v + Z * e for v, e in slow], rtol=1e-10)


@pytest.mark.parametrize("transform", [False, True])
@pytest.mark.parametrize("scale", ["natural", "log", "logit"])
def test_slopes_by_matrices_and_by_simulation(scale: str, transform: bool) -> None:
    rng = np.random.default_rng(6)
    n = rng.integers(500, 2000, 7) * 1.0
    y, error = np.linspace(-1.5, -0.4, 7) + rng.normal(0, 0.1, 7), rng.uniform(0.05, 0.15, 7)
    back = {"natural": lambda v: v + 9, "log": np.exp, "logit": lambda v: 1 / (1 + np.exp(-v))}[scale]
    columns = [np.array([back(v)]) for v in (y, y - Z * error, y + Z * error)]
    found = slope_index(*columns, n[None], scale=scale, transform=transform)  # type: ignore[arg-type]
    share = n / n.sum()
    x = np.column_stack([np.ones(7), share.cumsum() - share / 2])
    solve = np.linalg.solve(x.T @ (share[:, None] * x), x.T * share)
    on_scale = transform and scale != "natural"
    drawn = y[:, None] + error[:, None] * rng.standard_normal((7, 200_000))
    start, slope = solve @ (drawn if on_scale else back(drawn))
    level, rise = solve @ (y if on_scale else back(y))
    if on_scale:
        middle = level + rise / 2
        gap, ratio = back(level + rise) - back(level), back(level + rise) / back(level)
        gaps = back(middle + slope / 2) - back(middle - slope / 2)
        ratios = back(middle + slope / 2) / back(middle - slope / 2)
    else:
        gap, ratio, gaps, ratios = rise, 1 + rise / level, slope, 1 + slope / start
    np.testing.assert_allclose((found.slope[0], found.ratio[0]), (gap, ratio), rtol=1e-9)
    for low, high, draws in (
        (found.slope_lower, found.slope_upper, gaps),
        (found.ratio_lower, found.ratio_upper, ratios),
    ):
        # A quantile of 200,000 draws is good to about 0.6% of the standard deviation.
        room = 0.03 * draws.std()
        np.testing.assert_allclose((low[0], high[0]), np.quantile(draws, [0.025, 0.975]), atol=room)


def test_means() -> None:
    rng = np.random.default_rng(7)
    group, v = rng.integers(0, 9, 60), rng.normal(1e6, 3, 60)
    found = mean_limits(v, group)
    for at, key in enumerate(found.group):
        own = v[group == key]
        half = student.ppf(0.975, len(own) - 1) * own.std(ddof=1) / sqrt(len(own)) if len(own) > 1 else np.nan
        np.testing.assert_allclose(found.upper[at] - found.value[at], half, rtol=1e-9)


def test_quantiles_by_whole_numbers() -> None:
    rng = np.random.default_rng(8)
    for parts in (2, 5, 10):
        v = rng.integers(0, 30, 47)
        found = quantiles(v, np.zeros(47), parts=parts)
        for at in range(47):
            behind = 47 + 1 - (1 + sum(v > v[at]))
            assert found[at] == parts + 1 - -(-behind * parts // 47)


def test_concentration_by_one_row_a_person() -> None:
    rng = np.random.default_rng(9)
    rank, weight = rng.integers(0, 4, 12), rng.integers(1, 6, 12)
    y = rng.uniform(0.1, 0.9, 12)
    found = concentration_index(y, rank, weight, np.zeros(12))
    each, order = np.repeat(y, weight), np.repeat(rank, weight)
    # Gini-like double sum over all pairs of people: no ranks, so no question of ties.
    gaps = np.sign(order[:, None] - order[None, :]) * (each[:, None] - each[None, :])
    slow = gaps.sum() / (2 * len(each) ** 2 * each.mean())
    np.testing.assert_allclose(found.relative[0], slow, rtol=1e-10)


def test_shrinkage_area_by_area() -> None:
    x, n = [3, 10, 30, 2], [100, 150, 900, 10]
    b = sum(x) / sum(n)
    s2 = sum(m * (e / m - b) ** 2 for e, m in zip(x, n, strict=True)) / sum(n)
    a = max(0.0, s2 - b * 4 / sum(n))
    slow = [b + a / (a + b / m) * (e / m - b) for e, m in zip(x, n, strict=True)]
    np.testing.assert_allclose(marshall(x, n).value, slow, rtol=1e-12)


def test_adjusted_by_definition() -> None:
    p = sorted(np.random.default_rng(10).uniform(0, 0.3, 15).tolist())
    m = len(p)
    holm = [min(1.0, max((m - i) * p[i] for i in range(j + 1))) for j in range(m)]
    hochberg = [min(1.0, *((m - i) * p[i] for i in range(j, m)), 1.0) for j in range(m)]
    np.testing.assert_allclose(adjust(p, rule="holm"), holm, rtol=1e-12)
    np.testing.assert_allclose(adjust(p, rule="hochberg"), hochberg, rtol=1e-12)


def test_two_groups_by_scipy() -> None:
    rng = np.random.default_rng(11)
    n1, n2 = rng.integers(1, 60, 40), rng.integers(1, 60, 40)
    x1, x2 = rng.binomial(n1, 0.3), rng.binomial(n2, 0.5)
    odds, rates, both = (
        odds_ratio(x1, n1, x2, n2),
        rate_ratio(x1, n1, x2, n2),
        two_proportions(x1, n1, x2, n2),
    )
    for i in range(40):
        square = np.array([[x1[i], n1[i] - x1[i]], [x2[i], n2[i] - x2[i]]])
        np.testing.assert_allclose(odds.p_value[i], fisher_exact(square).pvalue, rtol=1e-9)
        if 0 < x1[i] < n1[i] and 0 < x2[i] < n2[i]:
            np.testing.assert_allclose(odds.ratio[i], scipy_odds(square).statistic, rtol=1e-6)
            expected = square.sum(1, keepdims=True) * square.sum(0) / square.sum()
            p_value = chi2.sf(((square - expected) ** 2 / expected).sum(), 1)
            np.testing.assert_allclose(both.p_value[i], p_value, rtol=1e-9)
        total = int(x1[i] + x2[i])
        if total:
            test = binomtest(int(x1[i]), total, n1[i] / (n1[i] + n2[i]))
            np.testing.assert_allclose(rates.p_value[i], test.pvalue, rtol=1e-9)
            high = test.proportion_ci(0.95, "exact").high
            wanted = high / (1 - high) * n2[i] / n1[i] if high < 1 else np.inf
            np.testing.assert_allclose(rates.upper[i], wanted, rtol=1e-9)

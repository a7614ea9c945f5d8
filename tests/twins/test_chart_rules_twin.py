"""The chart's rules again, one part of one series at a time, as a person with a pencil would go about it."""

from itertools import pairwise

import numpy as np

from ropewalk.stats.chart_rules import control_chart


def slow_causes(y: list[float], fixed: int) -> list[str]:
    base = y[:fixed]
    centre = sum(base) / len(base)
    ranges = [abs(b - a) for a, b in pairwise(base)]
    average = sum(ranges) / len(ranges) if ranges else np.nan
    kept = [r for r in ranges if r < 3.267 * average]
    if kept and sum(kept) > 0:
        average = sum(kept) / len(kept)
    causes = ["Common Cause"] * len(y)
    side = [0 if abs(v - centre) < 1e-12 * max(map(abs, y)) else 1 if v > centre else -1 for v in y]
    outside = [abs(v - centre) > 2.66 * average + 1e-9 for v in y]
    near = [not o and abs(v - centre) > 2.66 * 2 / 3 * average for v, o in zip(y, outside, strict=True)]
    name = {1: "Above CL", -1: "Below CL"}
    for i in range(len(y) - 6):
        if len(set(side[i : i + 7])) == 1 and side[i]:
            causes[i : i + 7] = [f"7 Points {name[side[i]]}"] * 7
    for i in range(len(y) - 2):
        if len(set(side[i : i + 3])) == 1 and side[i] and sum(near[i : i + 3]) >= 2:
            for k in range(i, i + 3):
                if near[k]:
                    causes[k] = f"2 in 3 {name[side[i]]}"
    for i in range(len(y) - 6):  # later runs overwrite the point that they share with earlier ones
        steps = {np.sign(b - a) for a, b in zip(y[i : i + 6], y[i + 1 : i + 7], strict=True)}
        if len(steps) == 1 and (way := steps.pop()):
            causes[i : i + 7] = [f"7 Point Trend ({'In' if way > 0 else 'De'}creasing)"] * 7
    for i, far in enumerate(outside):
        if far:
            causes[i] = "Above UCL" if side[i] > 0 else "Below LCL"
    return causes


def test_fast_and_slow_rules_agree() -> None:
    rng = np.random.default_rng(31)
    y = np.round(rng.standard_normal((60, 40)).cumsum(axis=1) * rng.choice([0.1, 0.5], (60, 1)), 2)
    y += np.round(rng.standard_normal(y.shape), 2)
    y += rng.choice([-1.0, 0.0, 0.0, 1.0], (60, 1)) * np.arange(40)
    y[rng.random(y.shape) < 0.05] = np.nan
    begins = rng.random(y.shape) < 0.05
    fixed = rng.choice([8.0, np.inf], 60)
    found = control_chart(y, rebase=begins, fix_after=fixed).causes()
    seen = set()
    for i in range(60):
        cuts = [0, *np.flatnonzero(begins[i, 1:]) + 1, 40]
        for a, b in pairwise(cuts):
            known = a + np.flatnonzero(~np.isnan(y[i, a:b]))
            if known.size:
                causes = slow_causes(y[i, known].tolist(), int(min(fixed[i], 99)))
                assert found[i, known].tolist() == causes
                seen |= set(causes)
    assert len(seen) == 9

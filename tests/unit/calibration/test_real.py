"""Forecasts and verdicts held against what came, on series whose truth is known."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from past import cut, many, measures_of

from ropewalk.calibration.real.coverage import coverage_rows
from ropewalk.calibration.real.pinball import pinball_rows
from ropewalk.calibration.real.reliability import reliability_rows
from ropewalk.calibration.real.run import run
from ropewalk.calibration.real.stability import stability_rows
from ropewalk.calibration.real.tries import LEVELS, OFFSETS, try_all
from ropewalk.calibration.real.weights import mean_by_indicator
from ropewalk.calibration.real.widths import fitted
from ropewalk.findings.prospect import expect
from ropewalk.findings.window import look
from ropewalk.vocabulary.words import Kind, Polarity
from ropewalk.workspace.definitions import read_definitions
from ropewalk.workspace.folder import Folder


def quiet(*_: object) -> None:
    """Nobody looks."""


@pytest.fixture(scope="module")
def wandering():
    """Five hundred random walks of fourteen years, seen through scatter that passes."""
    rng = np.random.default_rng(21)
    walk = rng.normal(0, 1, (500, 14)).cumsum(axis=1) + rng.normal(0, 1.5, (500, 14))
    measures = measures_of({"kind": Kind.MODELLED})
    cuts = cut(many(100 + walk), measures)
    return cuts, measures, try_all(cuts, measures, quiet)


def test_intervals_of_a_random_walk_hold_at_least_what_they_should(wandering) -> None:
    _, measures, tries = wandering
    rows = coverage_rows(tries, measures)
    assert {(row.group, row.heldout) for row in rows} == {
        (group, heldout) for group in ("overall", "modelled") for heldout in (False, True)
    }
    for row in rows:
        # Real series have wilder years than these, so that a little caution is left over here.
        assert row.nominal - 0.03 < row.covered < row.nominal + 0.1
        assert row.by_indicator == pytest.approx(row.covered)
    earlier = [row.count for row in rows if row.group == "overall" and not row.heldout and row.nominal == 0.8]
    assert earlier == [500 * n for n in (7, 6, 5)]


def test_forecasts_of_a_random_walk_miss_by_less_than_simple_ones(wandering) -> None:
    _, measures, tries = wandering
    for row in pinball_rows(tries, measures):
        if row.method == "six ways":
            assert row.relative < 1
        if row.method == "last value":
            assert (row.relative, row.by_indicator) == (1, 1)


def test_stated_chances_come_true(wandering) -> None:
    _, _, tries = wandering
    rows = [row for row in reliability_rows(tries) if row.count > 500]
    assert len(rows) > 20
    for row in rows:
        assert row.low <= row.stated <= row.high
        assert abs(row.came - row.stated) < 0.1


def test_loss_and_cover_again_one_forecast_at_a_time(wandering) -> None:
    cuts, measures, tries = wandering
    chosen = np.flatnonzero(~np.isnan(cuts.outcome[:, 1]))[:5]
    mine = np.flatnonzero(tries.horizon == 2)[:5]
    for cut_at, at in zip(chosen, mine, strict=True):
        window = look(cuts.points, measures, np.array([cut_at]), 60, 10)
        found, came = expect(cuts.points, measures, window, np.array([2.0])), cuts.outcome[cut_at, 1]
        misses = []
        for level in LEVELS:
            # The median has no interval; one so narrow lies at it.
            lower, upper = found.interval(max(abs(2 * level - 1), 1e-12))
            guess = (lower if level < 0.5 else upper)[0]
            misses.append((came - guess) * level if came >= guess else (guess - came) * (1 - level))
        assert tries.loss[at, 0] == pytest.approx(2 * np.mean(misses) / cuts.unit[cut_at])
        lower, upper = found.interval(0.8)
        assert tries.covered[at, 0] == (lower[0] <= came <= upper[0])
        series = window.used.take(window.panel.value)[0]
        series = series[~np.isnan(series)]
        target = series[-1] + OFFSETS[2] * series.std(ddof=1)
        assert tries.chance[at, 2] == pytest.approx(found.at_least(target)[0])
        assert tries.reached[at, 2] == (came >= target)


def test_widths_are_fitted_on_what_was_not_held_back(wandering) -> None:
    _, measures, tries = wandering
    found = fitted(tries, measures)
    assert set(found) == {"overall", "modelled"}
    assert 0.85 <= found["overall"][0] <= 1.15
    spoilt = np.where(tries.heldout, 1e9, tries.off)
    assert fitted(type(tries)(**{**vars(tries), "off": spoilt}), measures) == found


def test_an_indicator_of_many_series_does_not_drown_another() -> None:
    indicator = np.array([0] * 99 + [3])
    assert mean_by_indicator(np.array([1.0] * 99 + [0.0]), indicator) == 0.5


def test_verdicts_change_about_as_often_as_they_must(wandering) -> None:
    cuts, measures, _ = wandering
    rows = {r.rule: r for r in stability_rows(cuts, measures, today=24_400.0, seed=1, progress=quiet)}
    ours, two = rows["ours"], rows["last two figures compared"]
    assert abs(ours.flips - ours.expected) < 0.05
    assert abs(two.flips - two.expected) < 0.08
    assert ours.flips < two.flips / 2
    assert set(rows) == {"ours", "ours, from better to worse or back", "last two figures compared"}


def test_of_noise_two_in_three_comparisons_with_last_year_flip() -> None:
    noise = np.random.default_rng(22).normal(50, 2, (300, 12))
    measures = measures_of()
    cuts = cut(many(noise, half=4.0), measures)
    rows = {r.rule: r for r in stability_rows(cuts, measures, today=24_400.0, seed=1, progress=quiet)}
    assert rows["last two figures compared"].flips == pytest.approx(2 / 3, abs=0.04)
    assert rows["last two figures compared, series with limits"].count == rows["ours"].count
    assert rows["ours"].flips < 0.05


def test_what_is_neither_better_nor_worse_has_no_verdict_to_change() -> None:
    measures = measures_of({"polarity": Polarity.NEUTRAL})
    cuts = cut(many(np.random.default_rng(23).normal(50, 2, (5, 9))), measures)
    assert stability_rows(cuts, measures, today=24_400.0, seed=1, progress=quiet) == ()


def test_a_workspace_is_tried_from_end_to_end(workspace: Path) -> None:
    folder, told = Folder(workspace), []
    found = run(
        folder.store,
        read_definitions(folder),
        today=date(2024, 7, 1),
        progress=lambda *said: told.append(said),
    )
    assert found.revision > 0
    assert sum(row.count for row in found.coverage) > 0
    assert {done <= of for _, done, of in told} == {True}
    again = run(folder.store, read_definitions(folder), today=date(2030, 7, 1))
    assert again == found

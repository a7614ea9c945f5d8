"""Smoothing, Holt, automatic smoothing and theta against R's forecast package; see PROVENANCE.md."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from ropewalk.stats.ets import ets
from ropewalk.stats.forecast import Predictive
from ropewalk.stats.holt import holt
from ropewalk.stats.smoothing import smoothed, theta

METHODS: dict[str, tuple[Callable[..., Predictive], int]] = {
    "ses": (smoothed, 6),
    "theta": (theta, 6),
    "holt": (holt, 8),
    "holt_damped": (lambda *a, **k: holt(*a, damped=True, **k), 9),
    "ets": (lambda *a, **k: ets(*a, **k).expected, 6),
}
"""How each is called, and up to how many points the program takes its short cut."""
SEARCHED = 1e-2
"""R searches step by step; a search may end a little aside."""
COLUMNS = {"lo80": (0.8, 0), "hi80": (0.8, 1), "lo95": (0.95, 0), "hi95": (0.95, 1)}


def panel(folder: Path) -> np.ndarray:
    rows = pl.read_csv(folder / "forecast_input.csv", infer_schema_length=None)
    return rows.pivot("t", index="series", values="y").sort("series").drop("series").to_numpy()


def size(y: np.ndarray) -> np.ndarray:
    spread = np.nanstd(y, axis=1)
    return np.where(spread > 0, spread, np.abs(np.nanmean(y, axis=1)) * 1e-6)


def expected(folder: Path, method: str, h: int) -> pl.DataFrame:
    rows = pl.read_csv(folder / "forecast_expected.csv", infer_schema_length=None)
    return rows.filter(method=method, h=h).sort("series")


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("h", range(1, 7))
def test_mean_and_both_intervals_as_published(folder: Path, method: str, h: int) -> None:
    y, told = panel(folder), expected(folder, method, h)
    assert told.height == len(y)
    forecast, short = METHODS[method]
    found = forecast(y, float(h), least=2, mode="as published")
    columns = {"mean": found.mean} | {c: found.interval(k)[side] for c, (k, side) in COLUMNS.items()}
    near = np.ones(len(y), dtype=bool)
    width = (told["hi95"] - told["lo95"]).to_numpy()
    for name, numbers in columns.items():
        near &= np.abs(numbers - told[name].to_numpy()) <= SEARCHED * np.maximum(size(y), width)
    # Of a short series R may stop in a valley that is not the deepest: ours then has the smaller error.
    first, theirs = forecast(y, 1.0, least=2, mode="as published").error, expected(folder, method, 1)
    shallower = first < (theirs["hi95"] - theirs["mean"]).to_numpy() / 1.959963984540054
    few = (~np.isnan(y)).sum(axis=1) <= short
    assert (near | (few & shallower)).all()
    assert near.mean() > 0.8


@pytest.mark.parametrize("method", ["holt", "holt_damped"])
def test_sound_mode_never_leaves_a_larger_misfit(folder: Path, method: str) -> None:
    y, (forecast, short) = panel(folder), METHODS[method]
    sound, published = (forecast(y, 1.0, mode=m) for m in ("sound", "as published"))
    compared = (sound.points > short) & ~np.isnan(sound.error)
    assert compared.any()
    assert (sound.error[compared] <= published.error[compared] * (1 + 1e-6) + 1e-9 * size(y)[compared]).all()
    assert np.isfinite(sound.df[compared]).all()

"""Naive, drift and mean forecasts against R's forecast package; see PROVENANCE.md."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from ropewalk.stats.arrays import normal_quantile
from ropewalk.stats.forecast import Predictive, drift, historic_mean, last_value

METHODS = {
    "naive": lambda y, t, h: last_value(y, h),
    "drift": drift,
    "meanf": lambda y, t, h: historic_mean(y),
}


def panel(folder: Path) -> tuple[pl.Series, np.ndarray, np.ndarray]:
    rows = pl.read_csv(folder / "forecast_input.csv", infer_schema_length=None)
    wide = rows.pivot("t", index="series", values="y").sort("series")
    y = wide.drop("series").to_numpy()
    return wide["series"], y, np.broadcast_to(np.arange(y.shape[1]) * 1.0, y.shape)


@pytest.mark.parametrize("method", METHODS)
def test_mean_and_intervals(folder: Path, method: str) -> None:
    series, y, t = panel(folder)
    rows = pl.read_csv(folder / "forecast_expected.csv", infer_schema_length=None)
    rows = rows.filter(pl.col("method") == method)
    assert rows["h"].n_unique() == 6
    for (h,), part in rows.group_by("h", maintain_order=True):
        at = part.sort("series")
        mine = np.isin(series.to_numpy(), at["series"].to_numpy())
        found: Predictive = METHODS[method](y[mine], t[mine], float(h))  # type: ignore[arg-type]
        np.testing.assert_allclose(found.mean, at["mean"].to_numpy(), rtol=1e-9)
        for confidence in (80, 95):
            # R uses normal quantiles for drift however short the series; the error is the same, and on
            # purpose our intervals use t. So compare the errors.
            lower = found.mean - normal_quantile(confidence / 100) * found.error
            if method == "meanf":
                lower = found.interval(confidence / 100)[0]
            np.testing.assert_allclose(lower, at[f"lo{confidence}"].to_numpy(), rtol=1e-9, atol=1e-9)


def test_drift_intervals_are_wider_than_normal_ones(folder: Path) -> None:
    _, y, t = panel(folder)
    found = drift(y, t, 3.0)
    lower, upper = found.interval()
    uncertain = found.error > 0  # two of the series are straight lines
    assert uncertain.sum() > 10
    assert (upper - lower > 2 * normal_quantile(0.95) * found.error)[uncertain].all()

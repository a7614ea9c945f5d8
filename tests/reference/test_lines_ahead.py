"""Prediction interval of a straight line against R's predict.lm; see PROVENANCE.md."""

from pathlib import Path

import numpy as np
import polars as pl

from ropewalk.stats.linear import line_ahead


def test_mean_and_intervals_of_every_series(folder: Path) -> None:
    rows = pl.read_csv(folder / "forecast_input.csv", infer_schema_length=None)
    wide = rows.pivot("t", index="series", values="y").sort("series")
    y = wide.drop("series").to_numpy()
    t = np.broadcast_to([float(c) for c in wide.columns[1:]], y.shape)
    told = pl.read_csv(folder / "forecast_expected.csv", infer_schema_length=None)
    told = told.filter(method="linear_trend").sort("h", "series")
    assert told["h"].n_unique() == 6
    for (h,), at in told.group_by("h", maintain_order=True):
        assert at["series"].to_list() == wide["series"].to_list()
        found = line_ahead(y, t, float(h))  # type: ignore[arg-type]
        # Sums in another order.
        np.testing.assert_allclose(found.mean, at["mean"].to_numpy(), rtol=1e-9)
        for confidence in (80, 95):
            lower, upper = found.interval(confidence / 100)
            np.testing.assert_allclose(lower, at[f"lo{confidence}"].to_numpy(), rtol=1e-9, atol=1e-9)
            np.testing.assert_allclose(upper, at[f"hi{confidence}"].to_numpy(), rtol=1e-9, atol=1e-9)

"""Mann-Kendall and Theil-Sen against R's cor.test; see PROVENANCE.md."""

from pathlib import Path

import numpy as np
import polars as pl

from ropewalk.stats.linear import line_ahead
from ropewalk.stats.monotone import monotone


def test_every_series_in_one_call(folder: Path) -> None:
    rows = pl.read_csv(folder / "kendall_input.csv", infer_schema_length=None)
    rows = rows.with_columns(pl.col("t", "y").cast(pl.Float64))
    wide = rows.pivot("t", index="series", values="y").sort("series")
    told = pl.read_csv(folder / "kendall_expected.csv", infer_schema_length=None).sort("series")
    assert told.height > 20
    assert told["series"].to_list() == wide["series"].to_list()
    y = wide.drop("series").to_numpy()
    times = np.array([float(c) for c in wide.columns[1:]])
    sound, published = (
        monotone(y, np.broadcast_to(times, y.shape), mode=mode) for mode in ("sound", "as published")
    )
    want = {c: told[c].cast(pl.Float64).to_numpy() for c in told.columns[2:]}
    np.testing.assert_allclose(sound.tau, want["tau_b"], rtol=1e-12, atol=1e-15)
    # A table of chances by moving averages here, by counting orders there: rounding in another order.
    np.testing.assert_allclose(sound.p_value, want["p_default"], rtol=1e-9, atol=1e-15)
    np.testing.assert_allclose(published.p_value, want["p_asymptotic"], rtol=1e-10, atol=1e-15)
    np.testing.assert_allclose(published.z, want["z_asymptotic"], rtol=1e-10, atol=1e-12)
    np.testing.assert_allclose(sound.slope, want["theil_sen_slope"], rtol=1e-12, atol=1e-12)
    line = line_ahead(y, np.broadcast_to(times, y.shape), 1.0)
    # A slope of nought is left with rounding crumbs, and three points are wanted for its error.
    np.testing.assert_allclose(line.pace, want["ols_slope"], rtol=1e-9, atol=1e-12)
    assert told["n"].to_list() == (~np.isnan(y)).sum(axis=1).tolist()

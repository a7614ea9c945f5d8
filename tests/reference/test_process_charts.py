"""Eleven kinds of control chart against qicharts2; see PROVENANCE.md."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from ropewalk.stats.process_charts import process_chart

KINDS = ["run", "i", "mr", "p", "pp", "u", "up", "c", "g", "t", "ip"]
LINES = {
    "y": "values",
    "cl": "centre",
    "lcl": "lower",
    "lcl_95": "lower_95",
    "ucl_95": "upper_95",
    "ucl": "upper",
}
RUNS = {
    "n_useful": "useful",
    "longest_run": "longest",
    "longest_run_max": "longest_most",
    "n_crossings": "crossings",
    "n_crossings_min": "crossings_least",
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("mode", ["sound", "as published"])
def test_every_point_of_every_case_in_one_call(folder: Path, kind: str, mode: str) -> None:
    rows = pl.read_csv(folder / "qic_input.csv", infer_schema_length=None).filter(chart=kind)
    rows = rows.with_columns(pl.col("x").cast(pl.Int64), pl.col("case").rle_id().alias("row"))
    told = pl.read_csv(folder / "qic_expected.csv", infer_schema_length=None).filter(chart=kind)
    told = told.with_columns(pl.col("x").cast(pl.Int64), pl.col("case").rle_id().alias("row"))
    assert told.height > 30
    shape = (rows["row"].max() + 1, rows["x"].max())  # type: ignore[operator]
    y, n, begins = np.full(shape, np.nan), np.full(shape, np.nan), np.zeros(shape, dtype=bool)
    at = rows["row"].to_numpy(), rows["x"].to_numpy() - 1
    y[at], n[at] = (rows[c].cast(pl.Float64).to_numpy() for c in ("y", "n"))
    begins[at] = (rows["x"] == rows["part"].cast(pl.Int64) + 1).fill_null(False).to_numpy()
    freeze = rows.group_by("row").agg(pl.col("freeze").cast(pl.Float64).first()).sort("row")["freeze"]
    sizes = None if rows["n"].cast(pl.Float64).is_null().all() else n
    freeze = freeze.fill_null(np.inf).to_numpy()
    found = process_chart(kind, y, sizes, freeze=freeze, begins=begins, mode=mode)  # type: ignore[arg-type]
    if kind == "ip" and mode == "sound":  # its frozen limits rest on the frozen points alone
        told = told.filter(np.isinf(freeze)[told["row"].to_numpy()])
        assert told.height > 30
    at = told["row"].to_numpy(), told["x"].to_numpy() - 1
    for theirs, ours in LINES.items():
        wanted = told[theirs].cast(pl.Float64).to_numpy()
        mine = getattr(found, ours)[at]
        if kind == "t" and mode == "sound" and ours == "lower_95":
            wanted = np.nan_to_num(wanted, nan=0.0)
        # Sums and roots in another order of rounding.
        np.testing.assert_allclose(mine, wanted, rtol=1e-10, atol=1e-12, err_msg=ours)
    for theirs, ours in RUNS.items():
        wanted = told[theirs].cast(pl.Float64).fill_null(0).to_numpy()
        np.testing.assert_array_equal(getattr(found.runs, ours)[at], wanted, err_msg=ours)
    np.testing.assert_array_equal(found.part[at], told["part"].cast(pl.Int64).to_numpy())
    # Theirs counts rows, those without a value too.
    missing = told.select("row", "part", empty=told["y"].cast(pl.Float64).is_null() | told["y"].is_nan())
    missing = missing.select(pl.col("empty").sum().over("row", "part")).to_series().to_numpy()
    np.testing.assert_array_equal(found.points[at] + missing, told["n_obs"].to_numpy())
    for theirs, flags in (("runs_signal", found.runs.signal), ("sigma_signal", found.outside)):
        np.testing.assert_array_equal(flags[at], (told[theirs].cast(pl.String) == "true").to_numpy())

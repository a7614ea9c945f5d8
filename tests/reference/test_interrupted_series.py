"""Segmented regression against R's lm and sandwich; see PROVENANCE.md."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from ropewalk.stats.interrupted import Interrupted, interrupted

ERRORS = {"ols": ("se_ols", "p_ols"), "newey-west": ("se_nw_lag2_adj", "p_nw"), "hc3": ("se_hc3", None)}


def fitted(folder: Path, errors: str) -> Interrupted:
    rows = pl.read_csv(folder / "its_input.csv", infer_schema_length=None)
    rows = rows.with_columns(pl.col("y", "t").cast(pl.Float64), pl.col("series").rle_id().alias("row"))
    at = rows["row"].to_numpy(), rows.select(pl.int_range(pl.len()).over("row")).to_series().to_numpy()
    y, t = (np.full((at[0].max() + 1, at[1].max() + 1), np.nan) for _ in range(2))
    y[at], t[at] = rows["y"].to_numpy(), rows["t"].to_numpy()
    breaks = rows.group_by("row").agg(pl.col("break_after").first()).sort("row")["break_after"]
    return interrupted(y, t, breaks.to_numpy(), errors=errors, least=2)  # type: ignore[arg-type]


@pytest.mark.parametrize("errors", ERRORS)
def test_every_term_of_every_series_in_one_call(folder: Path, errors: str) -> None:
    told = pl.read_csv(folder / "its_expected.csv", infer_schema_length=None)
    found = fitted(folder, errors)
    assert told["term"][:4].to_list() == ["(Intercept)", "t", "lev", "slp"]
    want = {c: told[c].cast(pl.Float64).to_numpy().reshape(-1, 4) for c in told.columns[2:]}
    assert len(found.estimate) == told.height // 4
    # Normal equations here, a QR decomposition there.
    np.testing.assert_allclose(found.estimate, want["estimate"], rtol=1e-8, atol=1e-10)
    se, p = ERRORS[errors]
    np.testing.assert_allclose(found.error, want[se], rtol=1e-8)
    if p:
        np.testing.assert_allclose(found.p_value, want[p], rtol=1e-8, atol=1e-14)
    np.testing.assert_allclose(found.durbin_watson, want["durbin_watson"][:, 0], rtol=1e-8)

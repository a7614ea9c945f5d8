"""Benjamini-Hochberg against R's p.adjust; see PROVENANCE.md."""

from pathlib import Path

import numpy as np
import polars as pl

from ropewalk.stats.multiplicity import benjamini_hochberg


def test_adjusted_p_values_of_every_set_at_once(folder: Path) -> None:
    rows = pl.read_csv(folder / "p_adjust.csv", infer_schema_length=None)
    p, wanted = rows["p"].cast(pl.Float64).to_numpy(), rows["BH"].cast(pl.Float64).to_numpy()
    found = benjamini_hochberg(p, rows["set"].rle_id())
    np.testing.assert_allclose(found, wanted, rtol=1e-12, atol=1e-12, equal_nan=True)

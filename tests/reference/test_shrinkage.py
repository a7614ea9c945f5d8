"""Small-area rates against spdep's EBest; see PROVENANCE.md."""

from pathlib import Path

import numpy as np
import polars as pl

from ropewalk.stats.shrinkage import marshall


def test_every_set_at_once(folder: Path) -> None:
    rows = pl.read_csv(folder / "eb_shrinkage.csv", infer_schema_length=None)
    found = marshall(rows["x"], rows["n"], rows["set"])
    pairs = {"raw": found.raw, "eb_poisson": found.value, "b_overall": found.overall}
    for name, numbers in (pairs | {"a_between": found.between}).items():
        # A difference of two nearly equal numbers: sums in another order cost some digits.
        np.testing.assert_allclose(numbers, rows[name].cast(pl.Float64), rtol=1e-10, atol=1e-15)

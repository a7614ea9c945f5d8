"""Small-area rates against spdep's EBest; see PROVENANCE.md."""

from pathlib import Path

import numpy as np
import polars as pl

from ropewalk.stats.shrinkage import marshall, martuzzi


def close(found: np.ndarray, wanted: pl.Series) -> None:
    # A difference of two nearly equal numbers: sums in another order cost some digits.
    np.testing.assert_allclose(found, wanted.cast(pl.Float64), rtol=1e-10, atol=1e-15)


def test_every_set_at_once(folder: Path) -> None:
    rows = pl.read_csv(folder / "eb_shrinkage.csv", infer_schema_length=None)
    found = marshall(rows["x"], rows["n"], rows["set"])
    close(found.raw, rows["raw"])
    close(found.value, rows["eb_poisson"])
    close(found.overall, rows["b_overall"])
    close(found.between, rows["a_between"])


def test_every_set_as_shares(folder: Path) -> None:
    rows = pl.read_csv(folder / "eb_shrinkage.csv", infer_schema_length=None)
    columns = rows["x"], rows["n"], rows["set"]
    found = martuzzi(*columns, mode="as published")
    close(found.value, rows["eb_binomial"])
    close(found.overall, rows["b_overall"])
    sound, spread = martuzzi(*columns), found.between > 0
    np.testing.assert_array_equal(sound.value[spread], found.value[spread])
    # Where chance alone explains the spread, every area is drawn in altogether.
    np.testing.assert_allclose(sound.value[~spread], sound.overall[~spread], rtol=1e-12)

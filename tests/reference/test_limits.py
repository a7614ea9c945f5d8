"""Limits of rates and proportions against PHEindicatormethods; see PROVENANCE.md."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from ropewalk.stats.intervals import EXACT_BELOW, Limits, proportion_limits, rate_limits

METHODS = {"rate": rate_limits, "proportion": proportion_limits}


def close(found: np.ndarray, expected: pl.Series) -> None:
    wanted = expected.cast(pl.Float64).to_numpy()
    np.testing.assert_allclose(found, wanted, rtol=1e-12, atol=1e-15, equal_nan=True)


def check_method(rows: pl.DataFrame, kind: str) -> None:
    """The formula that the program says it used: of rates exact below ten events, and Byar's above."""
    few = rows["x"].cast(pl.Float64) < EXACT_BELOW
    expected = (
        pl.Series(np.where(few, "Exact", "Byars")) if kind == "rate" else pl.repeat("Wilson", rows.height)
    )
    said = rows.with_columns(expected=expected).filter(pl.col("method").is_not_null())
    assert said["method"].to_list() == said["expected"].to_list()


@pytest.mark.parametrize("kind", ["rate", "proportion"])
def test_limits_of_single_rows(folder: Path, kind: str) -> None:
    rows = pl.read_csv(folder / f"{kind}_rows.csv", infer_schema_length=None)
    assert rows.height > 100
    check_method(rows, kind)
    for confidence, suffix in ((0.95, "95_0cl"), (0.998, "99_8cl")):
        found = METHODS[kind](rows["x"], rows["n"], multiplier=rows["multiplier"], confidence=confidence)
        close(found.value, rows["value"])
        close(found.lower, rows[f"lower{suffix}"])
        close(found.upper, rows[f"upper{suffix}"])


@pytest.mark.parametrize("kind", ["rate", "proportion"])
def test_limits_at_other_confidence(folder: Path, kind: str) -> None:
    rows = pl.read_csv(folder / "rate_proportion_other_confidence.csv", infer_schema_length=None)
    rows = rows.filter(pl.col("fn") == kind)
    assert rows.height > 100
    check_method(rows, kind)
    for (asked,), part in rows.group_by("conf_arg", maintain_order=True):
        confidence = float(asked) / 100 if float(asked) >= 90 else float(asked)  # type: ignore[arg-type]
        found: Limits = METHODS[kind](
            part["x"], part["n"], multiplier=part["multiplier"], confidence=confidence
        )
        close(found.value, part["value"])
        close(found.lower, part["lowercl"])
        close(found.upper, part["uppercl"])

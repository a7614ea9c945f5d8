"""Grouped rates, proportions and means against PHEindicatormethods; see PROVENANCE.md."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from ropewalk.stats.aggregates import grouped_proportion, grouped_rate, mean_limits
from ropewalk.stats.intervals import EXACT_BELOW

METHODS = {"rate": grouped_rate, "proportion": grouped_proportion}
LIMITS = ((0.95, "95_0cl"), (0.998, "99_8cl"))


def read(path: Path) -> pl.DataFrame:
    return pl.read_csv(path, infer_schema_length=None)


def close(found: np.ndarray, expected: pl.Series, rtol: float = 1e-12) -> None:
    wanted = expected.cast(pl.Float64).to_numpy()
    np.testing.assert_allclose(found, wanted, rtol=rtol, atol=1e-15, equal_nan=True)


@pytest.mark.parametrize("kind", METHODS)
def test_counts_are_summed_before_the_statistic(folder: Path, kind: str) -> None:
    rows = read(folder / "rate_proportion_groups_input.csv")
    wanted = read(folder / "rate_proportion_groups_expected.csv").filter(fn=kind).sort("grp")
    multiplier = float(wanted["multiplier"][0])
    for confidence, suffix in LIMITS:
        found = METHODS[kind](rows["x"], rows["n"], rows["grp"], multiplier=multiplier, confidence=confidence)
        assert found.group.tolist() == wanted["grp"].to_list()
        close(found.population, wanted["n"])
        close(found.events, wanted["x"])
        close(found.value, wanted["value"])
        close(found.lower, wanted[f"lower{suffix}"])
        close(found.upper, wanted[f"upper{suffix}"])
    check_method(wanted, kind)


def check_method(rows: pl.DataFrame, kind: str) -> None:
    """Groups of ten events and more have Byar's limits, fewer exact ones; shares have Wilson's."""
    for events, method in rows.select(pl.col("x").cast(pl.Float64), "method").drop_nulls().iter_rows():
        assert method == ("Wilson" if kind == "proportion" else "Byars" if events >= EXACT_BELOW else "Exact")


def test_one_group_alone_is_added_up_unless_the_fault_is_asked_for(folder: Path) -> None:
    wanted = read(folder / "quirk_single_group_not_aggregated.csv")
    for kind, part in wanted.group_by("fn", maintain_order=True):
        method, multiplier = METHODS[kind[0]], float(part["multiplier"][0])  # type: ignore[index]
        columns = part["x"], part["n"], part["grp"]
        published = method(*columns, multiplier=multiplier, mode="as published")
        close(published.value, part["value"])
        check_method(part, kind[0])  # type: ignore[arg-type]
        for confidence, suffix in LIMITS:
            found = method(*columns, multiplier=multiplier, confidence=confidence, mode="as published")
            close(found.lower, part[f"lower{suffix}"])
            close(found.upper, part[f"upper{suffix}"])
        sound = method(*columns, multiplier=multiplier)
        assert sound.group.tolist() == [part["grp"][0]]
        assert sound.events[0] == part["x"].sum()
        assert sound.value[0] == pytest.approx(multiplier * part["x"].sum() / part["n"].sum(), rel=1e-12)


def test_means_with_t_limits(folder: Path) -> None:
    rows = read(folder / "mean_input.csv")
    wanted = read(folder / "mean_expected.csv").sort("grp")
    for confidence, suffix in LIMITS:
        found = mean_limits(rows["v"], rows["grp"], confidence=confidence)
        assert found.count.tolist() == wanted["value_count"].to_list()
        pairs = {
            "value_sum": found.total,
            "stdev": found.deviation,
            "value": found.value,
            f"lower{suffix}": found.lower,
            f"upper{suffix}": found.upper,
        }
        for name, numbers in pairs.items():
            # Sums run in another order than R's, which keeps them in longer numbers.
            close(numbers, wanted[name], rtol=1e-10)

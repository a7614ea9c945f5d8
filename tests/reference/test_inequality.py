"""Inequality: slope index, quantiles and concentration index, against R; see PROVENANCE.md."""

from pathlib import Path
from typing import Literal

import numpy as np
import polars as pl
import pytest

from ropewalk.stats.concentration import Concentration, concentration_index
from ropewalk.stats.concentration_regression import concentration_by_regression
from ropewalk.stats.groups import grouped, spread
from ropewalk.stats.inequality import Inequality, slope_index
from ropewalk.stats.quantiles import quantiles

SCALES: dict[int, Literal["natural", "log", "logit"]] = {0: "natural", 1: "log", 2: "logit"}


def read(path: Path) -> pl.DataFrame:
    return pl.read_csv(path, infer_schema_length=None)


def asked(folder: Path, wanted: pl.DataFrame, confidence: float) -> Inequality:
    """All groups of one kind, mode and number of quantiles at once."""
    rows = read(folder / "sii_input.csv").filter(pl.col("id").is_in(wanted["id"].implode()))
    panels = spread(grouped(rows["id"]), *(rows[c] for c in ("v", "lo", "hi", "pop")), order=rows["q"])
    first = wanted.row(0, named=True)
    return slope_index(
        *panels,
        scale=SCALES[first["value_type"]],
        transform=first["transform"],
        multiplier=float(first["multiplier"]),
        confidence=confidence,
        mode="as published",
    )


def parts(folder: Path) -> list[pl.DataFrame]:
    sizes = read(folder / "sii_input.csv").group_by("id").len("size")
    wanted = read(folder / "sii_expected.csv").join(sizes, on="id").sort("id")
    return wanted.partition_by("value_type", "transform", "multiplier", "size", maintain_order=True)


def test_slope_and_ratio_are_the_same_numbers(folder: Path) -> None:
    for wanted in parts(folder):
        found = asked(folder, wanted, 0.95)
        # A regression solved by weights instead of a matrix: the last digits differ.
        np.testing.assert_allclose(found.slope, wanted["sii"], rtol=1e-9, atol=1e-9)
        np.testing.assert_allclose(found.ratio, wanted["rii"], rtol=1e-9)
        np.testing.assert_allclose(found.intercept, wanted["intercept"], rtol=1e-9)


@pytest.mark.parametrize(("confidence", "suffix", "share"), [(0.95, "95_0", 0.015), (0.998, "99_8", 0.025)])
def test_limits_are_where_the_simulated_ones_scatter(
    folder: Path, confidence: float, suffix: str, share: float
) -> None:
    for wanted in parts(folder):
        found = asked(folder, wanted, confidence)
        ours = {
            "sii": (found.slope_lower, found.slope_upper),
            "rii": (found.ratio_lower, found.ratio_upper),
        }
        for name, limits in ours.items():
            low, high = (wanted[f"{name}_{side}{suffix}"].to_numpy() for side in ("lower", "upper"))
            for side, number, expected in (("lower", limits[0], low), ("upper", limits[1], high)):
                # Theirs are means of three simulations: four of their standard deviations (of three
                # runs, so itself a rough number), or 1.5% of the interval's width. Far out fewer draws
                # fall: a 99.8% limit from 60,000 scatters by 0.6% of the width, and 2.5% is four of that.
                scatter = wanted[f"mcsd_{name}_{side}{suffix}"].to_numpy()
                room = np.maximum(4 * scatter, share * (high - low))
                assert (np.abs(number - expected) <= room).all(), (wanted["id"].to_list(), name, side)


def test_quantiles_of_every_group_and_number_of_parts(folder: Path) -> None:
    rows = read(folder / "quantile_expected.csv")
    seen = 0
    for (number, invert), part in rows.group_by("nquantiles", "invert", maintain_order=True):
        columns = part["v"], part["grp"]
        found = quantiles(*columns, parts=number, highest_first=invert, mode="as published")  # type: ignore[arg-type]
        assert found.tolist() == part["quantile"].cast(pl.Int64).fill_null(0).to_list()
        seen += part.height
    assert seen > 1000


KINDS = {"CI": "relative", "CIg": "generalised", "CIc": "erreygers", "CIw": "wagstaff"}


def close(found: Concentration, wanted: pl.DataFrame, index: str, variance: str) -> None:
    for kind, name in KINDS.items():
        part = wanted.filter(type=kind)
        at = np.searchsorted(found.group, part["case"].to_numpy())
        # Sums in another order; an index of nought is left with rounding crumbs.
        size = np.abs(found.mean[at]) if kind == "CIg" else 1.0
        crumbs = 1e-12 * size
        assert (np.abs(getattr(found, name)[at] - part[index]) <= 1e-10 * part[index].abs() + crumbs).all()
        spread = getattr(found.variance, name)[at]
        assert (np.abs(spread - part[variance]) <= 1e-10 * part[variance].abs() + crumbs**2).all()


def test_concentration_index_by_the_direct_formula(folder: Path) -> None:
    rows = read(folder / "concentration_index_input.csv")
    columns = rows["outcome"], rows["rank_var"], rows["weight"], rows["case"]
    found = concentration_index(*columns, mode="as published")
    wanted = read(folder / "concentration_index_expected.csv")
    close(found, wanted, "concentration_index", "variance_direct")
    tied = rows.group_by("case").agg(tied=pl.col("rank_var").is_duplicated().any()).sort("case")["tied"]
    sound = concentration_index(*columns)
    np.testing.assert_allclose(sound.relative[~tied], found.relative[~tied], rtol=1e-12, atol=1e-15)
    # Where each row is one person the two variances are one; elsewhere the program's may be below nought.
    assert (sound.variance.relative >= 0).all()
    equal = rows.group_by("case").agg(pl.col("weight").n_unique() == 1).sort("case")["weight"] & ~tied
    np.testing.assert_allclose(sound.variance.relative[equal], found.variance.relative[equal], rtol=1e-9)


def test_concentration_index_by_regression(folder: Path) -> None:
    rows = read(folder / "concentration_index_input.csv")
    found = concentration_by_regression(rows["outcome"], rows["rank_var"], rows["weight"], rows["case"])
    wanted = read(folder / "concentration_index_expected.csv")
    close(found, wanted, "ci_linreg_delta", "variance_linreg_delta")

"""Funnel limits and labels against PHEindicatormethods; see PROVENANCE.md."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from ropewalk.stats.funnel import expected_band, plotted_sizes, proportion_band, ratio_band, significance

PER = 100_000.0
SAYS = {
    "proportion": ("proportion", "Wilson"),
    "rate_crude": ("rate (crude per 100,000)", "Poisson"),
    "rate_dsr": ("rate (dsr per 100,000)", "Poisson"),
    "ratio_isr": ("ratio (isr)", "Poisson"),
    "ratio_count": ("ratio (count)", "Poisson"),
}
"""What the program calls each kind of funnel, and its limits."""
YEARS = {"rate_crude": 1, "rate_dsr": 3}
BISECTED = 1.2e-7
"""The program halves an interval of v = expected / (1 + observed + expected) down to 1e-7."""


def places(folder: Path, kind: str) -> tuple[np.ndarray, np.ndarray]:
    """Events and denominators as each kind of funnel was called."""
    rows = pl.read_csv(folder / "funnel_input.csv", infer_schema_length=None)
    x, people, expected = (rows[c].cast(pl.Float64).to_numpy() for c in ("num", "den", "exp"))
    if kind == "ratio":
        return rows["obs"].cast(pl.Float64).to_numpy(), expected
    if kind != "rate_dsr":
        return x, people
    rate = rows["rate"].cast(pl.Float64).to_numpy()
    return x, np.divide(x * PER, rate, out=np.full(len(x), np.nan), where=rate > 0)


@pytest.mark.parametrize("kind", ["proportion", "rate_crude", "rate_dsr", "ratio"])
@pytest.mark.parametrize("mode", ["sound", "as published"])
def test_every_label(folder: Path, kind: str, mode: str) -> None:
    rows = pl.read_csv(folder / "funnel_significance_expected.csv").filter(kind=kind)
    assert rows.height > 30
    x, n = places(folder, kind)
    least = 10 if kind == "rate_dsr" else 0
    found = significance(x, n, kind=kind.split("_")[0], least_events=least, mode=mode)  # type: ignore[arg-type]
    given = pl.read_csv(folder / "funnel_input.csv", infer_schema_length=None)
    assert rows["area"].to_list() == given["area"].to_list()
    assert found.words()[0].tolist() == rows["significance"].to_list()


def limits(folder: Path, kind: str) -> pl.DataFrame:
    rows = pl.read_csv(folder / "funnel_limits_expected.csv", infer_schema_length=None).filter(kind=kind)
    assert rows.select("statistic", "method").unique().rows() == [SAYS[kind]]
    return rows.with_columns(pl.exclude("kind", "statistic", "method").cast(pl.Float64))


def test_limits_of_a_proportion(folder: Path) -> None:
    rows, (x, n) = limits(folder, "proportion"), places(folder, "proportion")
    pooled = x.sum() / n.sum()
    sizes = plotted_sizes([n.min()], [n.max()], kind="proportion")[0]
    np.testing.assert_array_equal(sizes, rows["Population"].to_numpy())
    np.testing.assert_allclose(pooled * 100, rows["baseline"][0], rtol=1e-12)
    for confidence, name in ((0.95, "2s"), (0.998, "3s")):
        band = proportion_band(pooled, sizes, multiplier=100, confidence=confidence, mode="as published")
        # The same roots from another form of the quadratic: digits are lost where its terms cancel.
        np.testing.assert_allclose(band.lower, rows[f"lower_{name}_limit"].to_numpy(), rtol=1e-9, atol=1e-9)
        np.testing.assert_allclose(band.upper, rows[f"upper_{name}_limit"].to_numpy(), rtol=1e-9)


def check_bisected(found: np.ndarray, wanted: pl.Series, events: np.ndarray) -> None:
    """Expected events agree as far as the program's bisection goes, which is not as far at large counts."""
    allowed = BISECTED * (1 + events + found) ** 2 / (1 + events)
    assert (np.abs(found - wanted.to_numpy()) <= allowed).all()
    assert np.median(np.abs(found / wanted.to_numpy() - 1)) < 1e-5


@pytest.mark.parametrize("kind", ["rate_crude", "rate_dsr"])
def test_limits_of_a_rate(folder: Path, kind: str) -> None:
    rows, (x, n) = limits(folder, kind), places(folder, kind)
    pooled, years = np.nansum(x) / np.nansum(n), YEARS[kind]
    np.testing.assert_allclose(pooled * PER, rows["baseline"][0], rtol=1e-12)
    sizes = plotted_sizes([np.nanmin(n) / years], [np.nanmax(n) / years], kind="rate", pooled=years * pooled)
    np.testing.assert_array_equal(sizes[0], rows["Events"].to_numpy())
    for confidence, name in ((0.95, "2s"), (0.998, "3s")):
        band = ratio_band(sizes[0], multiplier=pooled * PER, confidence=confidence)
        for side, limit in (("lower", band.lower), ("upper", band.upper)):
            scale = PER * pooled
            check_bisected(
                sizes[0] / limit * scale, scale * sizes[0] / rows[f"{side}_{name}_limit"], sizes[0]
            )
            people = rows[f"{side}_{name}_population_1_year"] * years * pooled
            check_bisected(sizes[0] / limit * scale, people, sizes[0])


@pytest.mark.parametrize("kind", ["ratio_isr", "ratio_count"])
def test_limits_of_a_ratio(folder: Path, kind: str) -> None:
    rows, (_, n) = limits(folder, kind), places(folder, "ratio")
    sizes = plotted_sizes([n.min()], [n.max()], kind="ratio")[0]
    np.testing.assert_array_equal(sizes, rows["Observed_events"].to_numpy())
    for confidence, name in ((0.95, "2s"), (0.998, "3s")):
        expected = expected_band(sizes, confidence=confidence)
        band = ratio_band(sizes, confidence=confidence)
        # The lower limit of the ratio comes from the most events expected, and the other way round.
        for side, events, limit in (
            ("lower", expected.upper, band.lower),
            ("upper", expected.lower, band.upper),
        ):
            check_bisected(events, rows[f"{side}_{name}_exp_events"], sizes)
            published = rows[f"{side}_{name}_limit"]
            ratio = published / 100 if kind == "ratio_isr" else published + 1  # a count's is a ratio less one
            check_bisected(sizes / limit, sizes / ratio, sizes)

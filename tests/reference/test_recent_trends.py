"""Fingertips' recent trend against PHEindicatormethods' trend markers; see PROVENANCE.md."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from ropewalk.stats.recent_trend import RecentTrend, proportion_trend, value_trend

KINDS = {"proportion": ("count", "denom"), "other": ("value", "lower", "upper")}


def told(folder: Path, kind: str) -> pl.DataFrame:
    return pl.read_csv(folder / f"trend_{kind}_expected.csv", infer_schema_length=None)


def trend(folder: Path, kind: str, mode: str) -> RecentTrend:
    """Every series in one call, rows in the order of the expected file."""
    rows = pl.read_csv(folder / f"trend_{kind}_input.csv", infer_schema_length=None)
    order = told(folder, kind).select("series").with_row_index("row")
    rows = rows.join(order, on="series").sort("row", "year", maintain_order=True)
    at = rows["row"].to_numpy(), rows.select(pl.int_range(pl.len()).over("row")).to_series().to_numpy()
    panels = []
    for name in (*KINDS[kind], "year"):
        panel = np.full((order.height, at[1].max() + 1), np.nan)
        panel[at] = rows[name].cast(pl.Float64).to_numpy()
        panels.append(panel)
    method = proportion_trend if kind == "proportion" else value_trend
    return method(*panels, mode=mode)  # type: ignore[operator]


@pytest.mark.parametrize("kind", KINDS)
def test_every_series_as_published(folder: Path, kind: str) -> None:
    rows, found = told(folder, kind), trend(folder, kind, "as published")
    assert rows.height > 30
    wanted = rows["chi2"].cast(pl.Float64).to_numpy()
    np.testing.assert_allclose(found.chi_square, wanted, rtol=1e-8, atol=1e-8)
    if kind == "proportion":  # base R's test of a trend in shares
        plain = rows["chi2_prop_trend_test"].cast(pl.Float64).to_numpy()
        np.testing.assert_allclose(found.chi_square, plain, rtol=1e-8, atol=1e-8)
    given = pl.read_csv(folder / f"trend_{kind}_input.csv", infer_schema_length=None)
    counted = rows.join(given.group_by("series").len("counted"), on="series", maintain_order="left")
    assert counted["n"].to_list() == counted["counted"].to_list()
    slope = rows["beta_logit" if kind == "proportion" else "beta"].cast(pl.Float64).to_numpy()
    # The program does not centre years, and loses digits of the slope by it.
    np.testing.assert_allclose(found.slope, slope, rtol=1e-6, atol=1e-9)
    np.testing.assert_array_equal(found.stopped, rows["r_error"].is_not_null().to_numpy())
    assert found.labels().tolist() == rows["trend"].fill_null("").to_list()
    assert found.reasons().tolist() == rows["reason"].fill_null("").to_list()


@pytest.mark.parametrize("kind", KINDS)
def test_sound_mode_agrees_where_the_program_works_and_no_outlier_makes_the_trend(
    folder: Path, kind: str
) -> None:
    rows, sound = told(folder, kind), trend(folder, kind, "sound")
    published = trend(folder, kind, "as published")
    worked = ~np.isnan(published.chi_square) & ~np.isnan(published.slope)
    np.testing.assert_allclose(sound.chi_square[worked], published.chi_square[worked], rtol=1e-12)
    np.testing.assert_allclose(sound.slope[worked], published.slope[worked], rtol=1e-12)
    assert not sound.stopped.any()
    assert (sound.label > 0).all()
    differ = worked & (sound.label != published.label)
    assert (sound.reasons()[differ] == "Outlier found").all()
    outlier = rows["series"].str.ends_with("_outlier").to_numpy()
    assert (sound.reasons()[outlier] == "Outlier found").all()

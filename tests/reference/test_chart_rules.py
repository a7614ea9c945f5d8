"""Every point and summary of individuals charts against NHSRplotthedots, all series in one call."""

import json
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from ropewalk.stats.chart_rules import ControlChart, control_chart

IMPROVEMENT = {"increase": 1, "decrease": -1, "neutral": 0}


@pytest.fixture(scope="module")
def asked(folder: Path) -> list[dict]:
    return json.loads((folder / "spc_params.json").read_text())


@pytest.fixture(scope="module")
def points(folder: Path, asked: list[dict]) -> pl.DataFrame:
    """Every input point with its place in the panel, and what the program made of it."""
    rows = pl.read_csv(folder / "spc_input.csv", infer_schema_length=None, schema_overrides={"y": pl.Float64})
    order = pl.DataFrame({"series": [p["series"] for p in asked]}).with_row_index("row")
    rows = rows.join(order, on="series").sort("row", "date")
    found = pl.read_csv(folder / "spc_points_expected.csv", infer_schema_length=None)
    found = found.rename({"y": "plotted"})
    return rows.with_columns(pl.int_range(pl.len()).over("row").alias("at")).join(
        found, on=["series", "date"], how="left"
    )


def chart(points: pl.DataFrame, asked: list[dict], mode: str) -> ControlChart:
    shape = (len(asked), points["at"].max() + 1)  # type: ignore[operator]
    y, rebase = np.full(shape, np.nan), np.zeros(shape, dtype=bool)
    at = points["row"].to_numpy(), points["at"].to_numpy()
    y[at] = points["y"].to_numpy()
    dates = {p["series"]: np.atleast_1d(p["rebase"] or []).tolist() for p in asked}
    rebase[at] = [d in dates[s] for s, d in points.select("series", "date").iter_rows()]
    return control_chart(
        y,
        improvement=[IMPROVEMENT[p["improvement_direction"]] for p in asked],
        target=[np.nan if p["target"] is None else p["target"] for p in asked],
        rebase=rebase,
        fix_after=[p["fix_after_n_points"] or np.inf for p in asked],
        screened=[p["screen_outliers"] for p in asked],
        mode=mode,  # type: ignore[arg-type]
    )


def test_every_point_as_published(points: pl.DataFrame, asked: list[dict]) -> None:
    found = chart(points, asked, "as published")
    told = points.filter(pl.col("point_type").is_not_null())
    assert told.height > 500
    at = told["row"].to_numpy(), told["at"].to_numpy()
    size = told.select(pl.col("y").abs().max().over("series")).to_series().to_numpy()
    for ours, theirs in (("centre", "mean"), ("lower", "lpl"), ("upper", "upl")):
        # The same sums in another order of rounding; a limit near nought keeps the digits of the values.
        wanted = told[theirs].cast(pl.Float64).to_numpy()
        np.testing.assert_allclose(getattr(found, ours)[at] / size, wanted / size, rtol=1e-12, atol=1e-13)
    np.testing.assert_array_equal(found.side[at], told["relative_to_mean"].to_numpy())
    for theirs, ours in (("outside_limits", "outside"), ("close_to_limits", "near")):
        # Empty where the limits are not a number; ours is then false.
        wanted = told[theirs].cast(pl.String).str.to_lowercase().fill_null("false") == "true"
        np.testing.assert_array_equal(getattr(found, ours)[at], wanted.to_numpy())
    assert found.causes()[at].tolist() == told["special_cause_type"].to_list()
    flagged = told["special_cause_flag"].cast(pl.String).str.to_lowercase() == "true"
    assert (found.cause[at] > 0).tolist() == flagged.to_list()
    np.testing.assert_array_equal(told["y"], told["plotted"].cast(pl.Float64))
    assert found.kinds()[at].tolist() == told["point_type"].to_list()


def test_parts_begin_at_the_dates_asked_for(points: pl.DataFrame, asked: list[dict]) -> None:
    for series in asked:
        told = points.filter(pl.col("point_type").is_not_null(), series=series["series"])
        dates = np.atleast_1d(series["rebase"] or [])
        wanted = [sum(begin <= date for begin in dates) for date in told["date"]]
        assert told["rebase_group"].cast(pl.Int64).to_list() == wanted


def test_every_summary_as_published(folder: Path, points: pl.DataFrame, asked: list[dict]) -> None:
    found = chart(points, asked, "as published")
    rows = pl.read_csv(folder / "spc_summary_expected.csv", infer_schema_length=None)
    row = {p["series"]: i for i, p in enumerate(asked)}
    for told in rows.iter_rows(named=True):
        i, last = row[told["series"]], told["n"] - 1
        assert found.stopped[i] == (told["r_error"] is not None)
        if not found.stopped[i]:
            assert found.kinds()[i, last] == told["last_point_type"]
            assert found.causes()[i, last] == told["last_special_cause"]
            newest = points.filter(series=told["series"])["date"].max()
            assert told["last_date"] == newest
            assert found.assurances()[i] == (told["assurance_type"] or "")
            assert (found.cause[i] > 0).sum() == told["n_flagged"]
            assert str(found.short[i]).lower() == str(told["short_group_warning"]).lower()


def test_sound_mode_differs_only_by_its_list(points: pl.DataFrame, asked: list[dict]) -> None:
    sound, published = (chart(points, asked, mode) for mode in ("sound", "as published"))
    same = ~np.isnan(published.upper).all(axis=1) & np.isclose(
        sound.upper, published.upper, equal_nan=True
    ).all(axis=1)
    assert same.mean() > 0.5
    np.testing.assert_array_equal(sound.assurance[same], published.assurance[same])
    # Where one run follows another at once, the program takes the step between them for the point's own.
    ours, theirs = sound.cause[same], published.cause[same]
    trends = np.isin(ours, (3, 4)) & np.isin(theirs, (3, 4))
    np.testing.assert_array_equal(ours[~trends], theirs[~trends])
    np.testing.assert_array_equal(sound.kind[same][~trends], published.kind[same][~trends])
    no_width = np.isnan(published.upper) | np.isclose(published.upper, published.centre)
    assert (published.stopped | no_width.any(axis=1))[~same].all()

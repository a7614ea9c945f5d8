"""Two groups compared, against R's prop.test, fisher.test and poisson.test; see PROVENANCE.md."""

from pathlib import Path

import numpy as np
import polars as pl

from ropewalk.stats.two_groups import odds_ratio, rate_ratio, two_proportions


def table(folder: Path) -> tuple[list[np.ndarray], dict[str, np.ndarray]]:
    rows = pl.read_csv(folder / "two_group_comparison.csv", infer_schema_length=None)
    columns = {c: rows[c].cast(pl.Float64).fill_null(np.nan).to_numpy() for c in rows.columns}
    return [columns[c] for c in ("x1", "n1", "x2", "n2")], columns


def close(found: np.ndarray, wanted: np.ndarray) -> None:
    # R solves the odds ratio and the exact limits to six digits or so.
    np.testing.assert_allclose(found, wanted, rtol=1e-6, atol=1e-9, equal_nan=True)


def test_proportions(folder: Path) -> None:
    counts, wanted = table(folder)
    found = two_proportions(*counts, mode="as published")
    close(found.statistic, wanted["prop_chi2"])
    close(found.p_value, wanted["prop_p"])
    close(found.lower, wanted["diff_lo"])
    close(found.upper, wanted["diff_hi"])
    sound = two_proportions(*counts)
    told = ~np.isnan(found.p_value)
    np.testing.assert_array_equal(sound.p_value[told], found.p_value[told])
    assert (sound.p_value[~told] == 1).all()
    assert (sound.upper > sound.lower).all()


def test_odds(folder: Path) -> None:
    counts, wanted = table(folder)
    found = odds_ratio(*counts)
    close(found.p_value, wanted["fisher_p"])
    # With no event in either group, or nothing but events, there are no odds to compare; R says nought.
    events, people = counts[0] + counts[2], counts[1] + counts[3]
    some = (events > 0) & (events < people)
    # R's root finder looks for the ratio, or one over it, between 0 and 1 and stops within 1.2e-4; the slow
    # twin compares ours with SciPy's, which goes further.
    with np.errstate(divide="ignore"):
        ours, theirs = (np.minimum(r, 1 / r) for r in (found.ratio[some], wanted["fisher_or"][some]))
    np.testing.assert_allclose(ours, theirs, atol=1.3e-4)
    assert ((found.ratio[some] > 1) == (wanted["fisher_or"][some] > 1)).all()
    assert np.isnan(found.ratio[~some]).all()


def test_rates(folder: Path) -> None:
    counts, wanted = table(folder)
    found = rate_ratio(*counts)
    close(found.ratio, wanted["poisson_rr"])
    close(found.p_value, wanted["poisson_p"])
    close(found.lower, wanted["poisson_lo"])
    close(found.upper, wanted["poisson_hi"])

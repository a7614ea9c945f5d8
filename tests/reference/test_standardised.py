"""Directly and indirectly standardised rates against PHEindicatormethods; see PROVENANCE.md."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from ropewalk.stats.groups import grouped, spread
from ropewalk.stats.indirect import indirect_rate, indirect_ratio
from ropewalk.stats.intervals import EXACT_BELOW
from ropewalk.stats.standardised import StandardisedRate, direct_rate, direct_rate_of_repeated_events

REPEATED = "Dobson, with confidence adjusted for non-independent events"
LIMITS = ((0.95, "95_0cl"), (0.998, "99_8cl"))


def read(path: Path) -> pl.DataFrame:
    return pl.read_csv(path, infer_schema_length=None)


def close(found: np.ndarray, expected: pl.Series) -> None:
    wanted = expected.cast(pl.Float64).to_numpy()
    np.testing.assert_allclose(found, wanted, rtol=1e-12, atol=1e-15, equal_nan=True)


def check(found: StandardisedRate, wanted: pl.DataFrame, suffix: str) -> None:
    close(found.events, wanted["total_count"])
    close(found.population, wanted["total_pop"])
    close(found.value, wanted["value"])
    close(found.lower, wanted[f"lower{suffix}"])
    close(found.upper, wanted[f"upper{suffix}"])
    assert found.suppressed.tolist() == (wanted["total_count"] < 10).to_list()
    # What it prints about itself: per how many or withheld, and by which method.
    said = np.where(found.suppressed, "dsr NA for total count < 10", "dsr per 100000")
    assert wanted["statistic"].to_list() == said.tolist()
    if "method" in wanted.columns:
        assert set(wanted["method"].drop_nulls()) <= {REPEATED}


@pytest.mark.parametrize(("confidence", "suffix"), LIMITS)
def test_directly_standardised_rates(folder: Path, confidence: float, suffix: str) -> None:
    rows = read(folder / "dsr_input.csv")
    groups = grouped(rows["area"])
    x, n, w = spread(groups, rows["x"].cast(pl.Float64), rows["n"], rows["stdpop"])
    # The program counts an area's missing events as nought while its people are there.
    found = direct_rate(x, n, w, confidence=confidence, mode="as published")
    wanted = read(folder / "dsr_expected.csv").sort("area")
    check(found, wanted, suffix)
    lost = np.isnan(x) & ~np.isnan(n)
    sound = direct_rate(x, n, w, confidence=confidence)
    whole = ~lost.any(axis=1)
    assert np.isnan(sound.value[~whole]).all()
    np.testing.assert_array_equal(sound.lower[whole], found.lower[whole])


@pytest.mark.parametrize(("confidence", "suffix"), LIMITS)
def test_events_that_are_not_independent(folder: Path, confidence: float, suffix: str) -> None:
    rows = read(folder / "dsr_nonindependent_input.csv")
    often = np.sort(rows["eventfreq"].unique().to_numpy())
    groups = grouped(rows["area"])
    bands = {band: at for at, band in enumerate(rows["ageband"].unique(maintain_order=True))}
    people = np.zeros((len(groups.keys), len(often), len(bands)))
    at_band = rows["ageband"].replace_strict(bands).to_numpy()
    at = groups.codes, np.searchsorted(often, rows["eventfreq"].to_numpy()), at_band
    people[at] = rows["x"].cast(pl.Float64)
    n, w = np.full(people[:, 0].shape, np.nan), np.full(people[:, 0].shape, np.nan)
    n[groups.codes, at_band], w[groups.codes, at_band] = rows["n"], rows["stdpop"]
    sound = direct_rate_of_repeated_events(people, often, n, w, confidence=confidence)
    lost = np.isnan(people).any(axis=(1, 2))
    assert np.isnan(sound.value).tolist() == lost.tolist()
    found = direct_rate_of_repeated_events(people, often, n, w, confidence=confidence, mode="as published")
    check(found, read(folder / "dsr_nonindependent_expected.csv").sort("area"), suffix)


@pytest.mark.parametrize(("confidence", "suffix"), LIMITS)
@pytest.mark.parametrize(("name", "method"), [("ISRate", indirect_rate), ("ISRatio", indirect_ratio)])
def test_indirectly_standardised(folder: Path, name: str, method, confidence: float, suffix: str) -> None:  # type: ignore[no-untyped-def]
    rows = read(folder / "isr_input.csv")
    columns = [rows[c].cast(pl.Float64) for c in ("x", "n", "refx", "refn")]
    panels = spread(grouped(rows["area"]), *columns)
    wanted = read(folder / "isr_expected.csv").filter(fn=name).sort("area")
    found = method(*panels, confidence=confidence, mode="as published")
    close(found.observed, wanted["observed"])
    close(found.expected, wanted["expected"])
    close(found.reference, wanted["ref_rate_or_refvalue"])
    close(found.value, wanted["value"])
    close(found.lower, wanted[f"lower{suffix}"])
    close(found.upper, wanted[f"upper{suffix}"])
    few = found.observed < EXACT_BELOW
    assert wanted["method"].to_list() == np.where(few, "Exact", "Byars").tolist()
    sound = method(*panels, confidence=confidence)
    assert np.isnan(sound.value).tolist() == np.isnan(panels[0]).any(axis=1).tolist()

"""Life expectancy against PHEindicatormethods; see PROVENANCE.md."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from ropewalk.stats.life_expectancy import AGES, life_expectancy


def panels(folder: Path) -> tuple[list[str], np.ndarray, np.ndarray, dict[str, np.ndarray]]:
    """Areas, deaths, people and what R says, as (areas, bands); a band that is not there is missing."""
    rows = pl.read_csv(folder / "life_expectancy_input.csv", infer_schema_length=None)
    wanted = pl.read_csv(folder / "life_expectancy_expected.csv", infer_schema_length=None)
    areas = sorted(rows["area"].unique())
    grid = pl.DataFrame({"area": areas}).join(pl.DataFrame({"startage": AGES}), how="cross")
    both = grid.join(rows, on=["area", "startage"], how="left", maintain_order="left")
    both = both.join(wanted, on=["area", "startage"], how="left", maintain_order="left")
    shape = (len(areas), len(AGES))
    column = {c: both[c].cast(pl.Float64).to_numpy().reshape(shape) for c in both.columns[2:]}
    return areas, column["deaths"], column["pop"], column


@pytest.mark.parametrize(("confidence", "suffix"), [(0.95, "95_0cl"), (0.998, "99_8cl")])
def test_every_age_of_every_area(folder: Path, confidence: float, suffix: str) -> None:
    _, deaths, people, wanted = panels(folder)
    short = np.isnan(people).any(axis=1)  # R drops an area without all twenty bands
    found = life_expectancy(deaths, people, confidence=confidence, mode="as published")
    names = {"value": found.value, f"lower{suffix}": found.lower, f"upper{suffix}": found.upper}
    for name, numbers in names.items():
        # A table of twenty products and sums, in another order than R's.
        np.testing.assert_allclose(numbers[~short], wanted[name][~short], rtol=1e-10, err_msg=name)
    for numbers, name in ((found.population, "pops_used"), (found.deaths, "dths_used")):
        np.testing.assert_allclose(numbers[~short], wanted[name][~short], rtol=1e-12)
    sound = life_expectancy(deaths, people, confidence=confidence)
    assert np.isnan(sound.value[short]).all()


def test_what_is_withheld_shows_no_limits_either(folder: Path) -> None:
    _, deaths, people, wanted = panels(folder)
    leaks = np.isnan(wanted["value"]) & np.isfinite(wanted["lower95_0cl"])
    # Where the program blanks only the value, the middle of its limits is that value.
    found = life_expectancy(deaths, people)
    assert found.suppressed[leaks].all()
    hidden = np.isnan(found.value)
    assert np.isnan(found.lower[hidden]).all()
    assert np.isnan(found.upper[hidden]).all()
    same = ~hidden
    np.testing.assert_allclose(found.value[same], wanted["value"][same], rtol=1e-10)

"""Tables with small counts rounded, beside SmallCountRounding's; see PROVENANCE.md."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from ropewalk.stats.rounding import round_table
from ropewalk.stats.suppression_tables import with_totals


def tables(folder: Path) -> list[tuple[np.ndarray, int]]:
    """Each table without totals, and how many people the program moved between totals."""
    given = pl.read_csv(folder / "sdc_tables_input.csv")
    total = (pl.col("row") == "Total") | (pl.col("col") == "Total")
    theirs = pl.read_csv(folder / "sdc_tables_example.csv").filter(total)
    found = []
    for (number,), rows in given.group_by("table", maintain_order=True):
        counts = rows.sort("row", "col")["freq"].to_numpy().reshape(rows["row"].n_unique(), -1)
        moved = theirs.filter(table=number)
        found.append((counts, (moved["freq"] - moved["small_count_rounded_base5"]).abs().sum()))
    assert found
    return found


def test_only_small_counts_are_rounded_and_totals_add_up(folder: Path) -> None:
    for counts, _ in tables(folder):
        found = round_table(counts).counts
        np.testing.assert_array_equal(found, with_totals(found[:-1, :-1]))
        assert not ((found > 0) & (found < 5)).any()
        small = (counts > 0) & (counts < 5)
        np.testing.assert_array_equal(found[:-1, :-1][~small], counts[~small])
        assert np.isin(found[:-1, :-1][small], [0, 5]).all()


def test_totals_move_no_more_than_in_the_program(folder: Path) -> None:
    for counts, theirs in tables(folder):
        found = round_table(counts)
        np.testing.assert_array_equal(found.moved, found.counts - with_totals(counts))
        assert np.abs(found.moved[-1]).sum() + np.abs(found.moved[:-1, -1]).sum() <= theirs


@pytest.mark.parametrize("base", [3, 5, 10])
def test_every_count_can_be_rounded(folder: Path, base: int) -> None:
    for counts, _ in tables(folder):
        found = round_table(counts, base=base, which="all").counts
        np.testing.assert_array_equal(found, with_totals(found[:-1, :-1]))
        assert (found % base == 0).all()
        assert (np.abs(found[:-1, :-1] - counts) < base).all()

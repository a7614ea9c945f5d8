"""Suppressed tables beside GaussSuppression: other cells, as safe, never more; see PROVENANCE.md."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from table_attacker import attack, sums

from ropewalk.stats.suppression import ranges_of_table, suppress_related, suppress_table
from ropewalk.stats.suppression_tables import small_counts, with_totals


def tables(folder: Path) -> list[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Each table with totals, which cells the program hid, and which it called small."""
    given = pl.read_csv(folder / "sdc_tables_input.csv")
    shown = pl.read_csv(folder / "sdc_tables_example.csv")
    found = []
    for (number,), rows in given.group_by("table", maintain_order=True):
        inner = rows.sort("row", "col")
        counts = with_totals(inner["freq"].to_numpy().reshape(inner["row"].n_unique(), -1))
        last = pl.col("row") == "Total", pl.col("col") == "Total"
        theirs = shown.filter(table=number).sort(last[0], "row", last[1], "col")
        np.testing.assert_array_equal(theirs["freq"].to_numpy().reshape(counts.shape), counts)
        marks = (theirs[c].to_numpy().reshape(counts.shape) for c in ("suppressed_gauss", "primary_1_to_4"))
        found.append((counts, *marks))
    assert found
    return found


def test_the_small_counts_are_those_of_the_program(folder: Path) -> None:
    for counts, _, small in tables(folder):
        np.testing.assert_array_equal(small_counts(counts), small)


@pytest.mark.parametrize("knows_noughts", [True, False])
def test_nobody_can_work_out_a_hidden_count(folder: Path, knows_noughts: bool) -> None:
    for counts, _, small in tables(folder):
        found = suppress_table(counts, rule_known=knows_noughts)
        assert found.state == "fewest"
        assert found.hidden[small].all()
        hidden, flat = found.hidden.ravel(), counts.ravel()
        ends = attack(flat, hidden, sums(counts.shape), int(knows_noughts))
        assert (ends[:, 1] - ends[:, 0] >= 1 - 1e-6).all()
        # What the method says that a reader can work out is just that.
        np.testing.assert_allclose(ends, np.c_[found.lower[found.hidden], found.upper[found.hidden]])


def test_no_more_cells_are_hidden_than_the_program_hides(folder: Path) -> None:
    for counts, theirs, _ in tables(folder):
        # The program guards against a reader who cannot use that noughts are always shown ...
        simple = suppress_table(counts, rule_known=False)
        assert simple.hidden.sum() <= theirs.sum()
        # ... and where its own pattern holds against one who can, so many are enough for ours.
        known = ranges_of_table(counts, theirs)
        if (known.upper - known.lower)[theirs].min() >= 1:
            assert suppress_table(counts).hidden.sum() <= theirs.sum()


def test_noughts_stay_public(folder: Path) -> None:
    for counts, _, _ in tables(folder):
        assert not suppress_table(counts).hidden[counts == 0].any()


def test_a_wider_range_can_be_asked_for(folder: Path) -> None:
    for counts, _, small in tables(folder)[:4]:
        found = suppress_table(counts, width=3)
        ends = attack(counts.ravel(), found.hidden.ravel(), sums(counts.shape), 1)
        width = np.zeros(counts.shape)
        width[found.hidden] = ends[:, 1] - ends[:, 0]
        assert (width[small] >= 3 - 1e-6).all()
        assert (width[found.hidden] >= 1 - 1e-6).all()


def test_the_general_method_hides_as_few(folder: Path) -> None:
    for counts, _, _ in tables(folder)[:4]:
        found = suppress_related(counts.ravel(), sums(counts.shape))
        assert found.hidden.sum() == suppress_table(counts).hidden.sum()

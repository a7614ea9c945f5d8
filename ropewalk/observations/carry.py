"""What a load changes: compare a source's new rows with its rows before, key by key."""

from dataclasses import dataclass
from typing import Final

import polars as pl

from ropewalk.observations.batch import NUMBERS
from ropewalk.vocabulary.tables import OBSERVATION_KEY

SAID: Final = (*NUMBERS, "state")  # what a row says; where in the file it says so is not part of it


@dataclass(frozen=True)
class Change:
    """``rows`` with the revision that brought what each says now; counts of rows, against the rows before."""

    rows: pl.DataFrame
    added: int
    revised: int
    removed: int


def carry(before: pl.DataFrame, now: pl.DataFrame, revision: int) -> Change:
    """Carry a row's revision forward where the row still says the same (nulls are equal to nulls).

    Both frames hold codes. A row that went away and comes back is an added row.
    """
    old = before.select(*OBSERVATION_KEY, "revision", *(pl.col(name).alias(f"old_{name}") for name in SAID))
    old = old.rename({"revision": "old_revision"})
    both = now.join(old, on=OBSERVATION_KEY, how="left", maintain_order="left")
    same = pl.all_horizontal(pl.col(name).eq_missing(pl.col(f"old_{name}")) for name in SAID)
    known = pl.col("old_revision").is_not_null()
    counts = both.select(added=(~known).sum(), revised=(known & ~same).sum(), met=known.sum()).row(
        0, named=True
    )
    fresh = pl.lit(revision, dtype=pl.Int32)
    carried = pl.when(known & same).then(pl.col("old_revision")).otherwise(fresh)
    rows = both.select(*now.columns, carried.alias("revision"))
    return Change(rows, counts["added"], counts["revised"], before.height - counts["met"])

"""A table larger than memory, sorted: its parts go to temporary files, and come back share by share.

Each part is sorted and written as a run. How many rows every value of the first key has is counted as they
come, so that all rows can be cut into shares of about the same size, no value in two of them. A share is read
from all runs at once (their row groups' statistics skip the rest), sorted, and written; the shares one
after another are the table. Memory grows with a part and a share, never with the table.
"""

from itertools import pairwise
from pathlib import Path
from typing import Final

import polars as pl

from ropewalk.findings.placed import disk

SHARE: Final = 200_000
"""Rows that are sorted together, or as many as one value of the first key has."""
ROWS_A_GROUP: Final = 8_192


class Runs:
    """Rows on their way to a Parquet file sorted by ``keys``; of equal keys, those added first come first.
    ``folder``: an empty one for temporary files, which are the caller's to take away."""

    def __init__(self, folder: Path, keys: tuple[str, ...]) -> None:
        self.folder, self.keys = folder, keys
        self._files: list[Path] = []
        self._counts: list[pl.DataFrame] = []
        self._spans: list[tuple[str, str]] = []
        self._none = pl.DataFrame()
        folder.mkdir()

    def add(self, rows: pl.DataFrame) -> None:
        """Take in some rows; all that are added have the same columns."""
        self._none = rows.clear()
        if rows.is_empty():
            return
        rows = rows.sort(self.keys, maintain_order=True)
        self._counts.append(rows[self.keys[0]].value_counts())
        self._spans.append((rows[0, self.keys[0]], rows[-1, self.keys[0]]))
        self._write(rows, "run")

    def write(self, target: Path) -> None:
        """Write the table; at least one part, be it an empty one, was added. Raises OSError."""
        bounds = self._bounds()
        if not bounds:
            written(self._none, target)
        elif len(bounds) == 1:
            written(self._share(self._files, *bounds[0]), target)
        else:
            files = self._one_after_another() or self._shares(bounds)
            with disk():
                pl.scan_parquet(files, glob=False).sink_parquet(
                    target, compression="zstd", compression_level=1, row_group_size=ROWS_A_GROUP
                )

    def _one_after_another(self) -> list[Path]:
        """The runs in order, where each ends before the next begins: they are shares already. Else none."""
        ordered = sorted(zip(self._spans, self._files, strict=True))
        apart = all(one[1] < two[0] for (one, _), (two, _) in pairwise(ordered))
        return [file for _, file in ordered] if apart else []

    def _shares(self, bounds: list[tuple[str, str]]) -> list[Path]:
        runs, self._files = self._files, []
        for bound in bounds:
            self._write(self._share(runs, *bound), "share")
        return self._files

    def _bounds(self) -> list[tuple[str, str]]:
        """The first and the last value of each share."""
        if not self._counts:
            return []
        key = self.keys[0]
        counted = pl.concat(self._counts).group_by(key).agg(pl.col("count").sum()).sort(key)
        share = (counted["count"].cast(pl.Int64).cum_sum() - 1) // SHARE
        ends = counted.group_by(share.alias("share"), maintain_order=True).agg(
            first=pl.col(key).first(), last=pl.col(key).last()
        )
        return list(ends.select("first", "last").iter_rows())

    def _share(self, runs: list[Path], first: str, last: str) -> pl.DataFrame:
        mine = pl.col(self.keys[0]).is_between(pl.lit(first), pl.lit(last))
        rows = pl.scan_parquet(runs, glob=False).filter(mine).collect()
        return rows.sort(self.keys, maintain_order=True)

    def _write(self, rows: pl.DataFrame, kind: str) -> None:
        file = self.folder / f"{kind}-{len(self._files):05}.parquet"
        with disk():
            rows.write_parquet(file, compression="lz4", row_group_size=ROWS_A_GROUP)
        self._files.append(file)


def written(rows: pl.DataFrame, target: Path) -> None:
    """Write rows as they are, so that a row group's statistics let a reader skip the rest. Raises OSError."""
    with disk():
        rows.write_parquet(target, compression="zstd", compression_level=1, row_group_size=ROWS_A_GROUP)

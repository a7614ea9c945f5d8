"""Findings that still stand, read some at a time; and assessments of different indicators as one."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Final

import polars as pl

from ropewalk.findings import table
from ropewalk.findings.assessment import Assessment
from ropewalk.findings.headlines import headlines
from ropewalk.observations.at_a_time import some_at_a_time

AT_ONCE: Final = 150_000
"""Findings that are read together."""


def standing(old: Path, keep: Collection[str]) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    """Findings and ranks in an old folder of the indicators to ``keep``, a few indicators at a time.

    With those that are worked out again they are, row for row, what assessing everything gives: no finding
    rests on another indicator but the headlines' rate of false alarms, which is worked out again. Raises
    StoreError when an old file is missing.
    """
    findings, ranks = table.read_table(old / table.BY_INDICATOR), table.read_table(old / table.RANKS)
    mine = findings.filter(pl.col("indicator").is_in(list(keep)))
    counts = mine.group_by("indicator").agg(pl.len()).sort("indicator").collect(engine="streaming")
    rows: Iterator[tuple[str, int]] = counts.iter_rows()
    for names in some_at_a_time(rows, AT_ONCE):
        own = pl.col("indicator").is_in(names)
        yield findings.filter(own).collect(), ranks.filter(own).collect()


def together(parts: Sequence[Assessment]) -> Assessment:
    """Assessments of different indicators, in the order of their ids, as one; headlines over all of them."""
    if len(parts) == 1:
        return parts[0]
    findings = pl.concat([part.findings for part in parts])
    return Assessment(findings, pl.concat([part.ranks for part in parts]), headlines(findings))

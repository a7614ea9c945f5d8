"""Findings of some indicators worked out again, put among those that still stand."""

from collections.abc import Collection, Sequence
from pathlib import Path

import polars as pl

from ropewalk.findings import table
from ropewalk.findings.assessment import Assessment
from ropewalk.findings.headlines import headlines
from ropewalk.vocabulary.tables import FINDINGS


def merged(old: Path, new: Assessment, keep: Collection[str], revision: int) -> Assessment:
    """The old folder's findings and ranks of the indicators to ``keep``, with all of the new ones.

    Equal, row for row, to assessing everything: no finding rests on another indicator but the headlines'
    rate of false alarms, which is worked out again. Raises StoreError when an old file is missing.
    """
    kept = pl.col("indicator").is_in(list(keep))
    stamp = pl.lit(revision, dtype=pl.Int64).alias("revision")
    standing = table.read_table(old / table.BY_INDICATOR).filter(kept).with_columns(stamp).select(*FINDINGS)
    ranked = table.read_table(old / table.RANKS).filter(kept)
    findings = pl.concat([standing.collect(), new.findings])
    ranks = pl.concat([ranked.collect(), new.ranks])
    findings = findings.sort("indicator", maintain_order=True)
    return Assessment(findings, ranks.sort("indicator", maintain_order=True), headlines(findings))


def together(parts: Sequence[Assessment]) -> Assessment:
    """Assessments of different indicators, in the order of their ids, as one; headlines over all of them."""
    if len(parts) == 1:
        return parts[0]
    findings = pl.concat([part.findings for part in parts])
    return Assessment(findings, pl.concat([part.ranks for part in parts]), headlines(findings))

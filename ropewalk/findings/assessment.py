"""What an assessment is when made. Apart from the engine, so that who only reads findings never loads it."""

from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True)
class Assessment:
    """``findings``: the findings table. ``ranks``: see ``ranked.SCHEMA``. ``headlines``: see
    ``headlines.COLUMNS``. Findings are sorted by indicator, place, breakdown, then question."""

    findings: pl.DataFrame
    ranks: pl.DataFrame
    headlines: pl.DataFrame

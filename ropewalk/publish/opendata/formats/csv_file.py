"""CSV: UTF-8, numbers in full, one header row of column names, and texts that no spreadsheet will run."""

from pathlib import Path
from typing import Final

import polars as pl

from ropewalk.findings.exchange.columns import Type
from ropewalk.publish.opendata.given import Given

RISKY: Final = r"^'*[=+\-@\t\r\n]"
"""How a text begins that a spreadsheet might run as a formula, or that looks as if we had marked one."""
MOMENTS: Final = "%Y-%m-%dT%H:%M:%S%.6fZ"
GUARD: Final = (
    "A text that begins with =, +, -, @, a tab or a new line has an apostrophe before it, so that no "
    "spreadsheet runs it. Numbers are never changed."
)


def write_csv(given: Given, to: Path) -> None:
    """Write the table. Raises OSError when the disk refuses."""
    given.rows.select(written(given)).write_csv(to)


def written(given: Given) -> list[pl.Expr]:
    """The columns as they are written: risky texts guarded, moments in ISO 8601, the rest as it is."""
    return [_column(column.name, column.type) for column in given.dataset.columns]


def _column(name: str, kind: Type) -> pl.Expr:
    own = pl.col(name)
    if kind is Type.TEXT:
        return pl.when(own.str.contains(RISKY)).then(pl.lit("'") + own).otherwise(own).alias(name)
    return own.dt.strftime(MOMENTS) if kind is Type.MOMENT else own


def unguarded(texts: pl.Expr) -> pl.Expr:
    """Texts as they were before ``write_csv`` guarded them."""
    return pl.when(texts.str.contains(f"^'{RISKY[1:]}")).then(texts.str.slice(1)).otherwise(texts)

"""What single cells look like: a number however written, a word that stands for one, a year."""

import re

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ropewalk.sources.mapping.words import FLAGS, MARKERS

Marks = NDArray[np.bool_]

# A number as people write it: a sign, a currency, commas or spaces between thousands, per cent, brackets for
# less than nought, and perhaps a flag after it.
FLAG = "|".join(re.escape(flag) for flag in sorted(FLAGS, key=len, reverse=True))
WRITTEN = (
    r"(?i)^\(?[+-]?\s*[£$€]?\s*[+-]?\(?"
    r"(?:\d{1,3}(?:[, \x{a0}]\d{3})+(?:\.\d+)?|(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)"
    rf"\s*(?:%|m|k|bn)?\)?\s*%?\s*(?:{FLAG})?$"
)
YEAR = r"^(?:19|20)\d{2}(?:\.0)?$"


def is_written_number(cell: pl.Expr) -> pl.Expr:
    """Whether a cell is a number as people write them; false where it is empty."""
    return cell.str.contains(WRITTEN).fill_null(value=False)


def is_marker(cell: pl.Expr) -> pl.Expr:
    """Whether a cell is a word that is known to stand in place of a number."""
    return cell.str.to_lowercase().is_in(list(MARKERS)).fill_null(value=False)


def filled(cells: pl.DataFrame) -> Marks:
    """Rows by columns: whether anything is there."""
    return cells.select(pl.all().is_not_null()).to_numpy().astype(np.bool_)


def figures(cells: pl.DataFrame) -> Marks:
    """Rows by columns: a number that is no year, or a word that stands for one."""
    each = [
        (is_written_number(pl.col(c)) & ~pl.col(c).str.contains(YEAR).fill_null(value=False))
        | is_marker(pl.col(c))
        for c in cells.columns
    ]
    return cells.select(each).to_numpy().astype(np.bool_)

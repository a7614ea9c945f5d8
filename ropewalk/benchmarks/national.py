"""A national table made up from a seed: indicators by places by years by sexes, written block by block.

Proportions with counts, rates with counts and means with published limits, a third each; trends, unrest,
breaks, ceilings, missing, suppressed and provisional values. Never whole in memory.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np
import polars as pl

from ropewalk.benchmarks.definitions import codes, indicator_id
from ropewalk.benchmarks.draws import draw
from ropewalk.benchmarks.size import FIRST_YEAR, SEXES, Size
from ropewalk.findings.blocks.storage import Folder
from ropewalk.findings.blocks.tables import (
    NUMBERS,
    OBSERVATIONS,
    Words,
    Written,
    commit,
    new_mark,
    write_block,
)


def write(
    folder: Folder,
    size: Size,
    *,
    a_block: int,
    threads: int,
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Write the table, ``a_block`` indicators a file. Returns its bytes."""
    mark = new_mark()
    starts = range(0, size.indicators, a_block)
    parts = [range(start, min(start + a_block, size.indicators)) for start in starts]
    written: list[Written] = []
    with ThreadPoolExecutor(threads) as pool:
        for each in pool.map(partial(_write_block, folder, size, mark), range(len(parts)), parts):
            written.append(each)
            if progress:
                progress(len(written), len(parts))
    commit(folder, OBSERVATIONS, words(size), mark, written)
    return sum(each.size for each in written)


def words(size: Size) -> Words:
    """The words of the table's codes."""
    return Words(
        {
            "indicator": tuple(indicator_id(number) for number in range(size.indicators)),
            "place": codes(size),
            "breakdown": SEXES[: size.sexes],
            "period": tuple(f"{FIRST_YEAR + at}-01-01/P1Y" for at in range(size.periods)),
        }
    )


def block(size: Size, indicators: range) -> pl.DataFrame:
    """The rows of some indicators, sorted by indicator, place, breakdown and period, in codes."""
    drawn = [draw(size.seed, number, size.authorities, size.regions, size.periods) for number in indicators]
    codes_of = (np.array(indicators), np.arange(size.places), np.arange(size.sexes), np.arange(size.periods))
    columns = dict(zip(OBSERVATIONS, np.broadcast_arrays(*np.ix_(*codes_of)), strict=False))
    for name in (*NUMBERS, "state"):
        columns[name] = np.stack([getattr(each, name)[:, : size.sexes] for each in drawn])
    table = pl.DataFrame(
        {name: pl.Series(name, columns[name].ravel()).cast(kind) for name, kind in OBSERVATIONS.items()}
    )
    return table.with_columns(pl.col(NUMBERS).fill_nan(None))


def _write_block(folder: Folder, size: Size, mark: str, number: int, indicators: range) -> Written:
    return write_block(folder, number, mark, block(size, indicators))

"""Where the table is in a sheet: its header, its first and last row, and what stands around it."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from ropewalk.sources.headers import PARTS, joined_headers, unique_headers
from ropewalk.sources.mapping.book import NOTE_COLUMN, Grid
from ropewalk.sources.mapping.cells import Marks, figures, filled
from ropewalk.sources.mapping.units import is_unit

# Rows looked at for headers and titles, and at the end of long sheets for notes.
HEAD, TAIL = 2000, 200


@dataclass(frozen=True)
class Block:
    """A table in a sheet. Rows count from 1; ``last_row`` is None when nothing stands below the table.

    ``cells``: its rows under its column names, with ``row``. ``titles``: the words above and around it.
    """

    sheet: str
    header_row: int
    header_rows: int
    last_row: int | None
    cells: pl.DataFrame
    titles: tuple[str, ...]
    percents: frozenset[str] = frozenset()

    @property
    def figures(self) -> int:
        """How many cells hold a figure: the likeliest table of a file has most of them."""
        return int(figures(self.cells.drop("row").head(HEAD)).sum())


def blocks(grid: Grid) -> tuple[Block, ...]:
    """The tables of a sheet in their order; none where no row of names has figures below it."""
    cells = _without_notes(grid.cells)
    head = cells.head(HEAD)
    there, numbers = filled(head), figures(head)
    headers = _headers(head, there, numbers)
    if not headers:
        return ()
    ends = [upper - 1 for upper, _ in headers[1:]] + [cells.height - 1]
    return tuple(_block(grid, cells, span, end) for span, end in zip(headers, ends, strict=True))


def _without_notes(cells: pl.DataFrame) -> pl.DataFrame:
    """A marked copy that comes back has a column of ours."""
    return cells.drop([name for name in cells.columns if (cells[name] == NOTE_COLUMN).any()])


def _headers(cells: pl.DataFrame, there: Marks, numbers: Marks) -> list[tuple[int, int]]:
    """First and last row (from 0) of each header: words without figures, figures below, a break above."""
    found: list[tuple[int, int]] = []
    rows = np.flatnonzero(there.sum(axis=1) > 0)
    is_words = (there.sum(axis=1) >= 2) & ~numbers.any(axis=1)
    place = 0
    while place < len(rows):
        row = int(rows[place])
        chain = _chain(rows, place, is_words)
        below = rows[place + len(chain) : place + len(chain) + 5]
        starts = not found or _breaks_above(there, row, found[-1][1], cells)
        if chain and starts and _names_what_follows(there, numbers, chain, below):
            found.append(_header_of(cells, there, chain))
            place += len(chain)
        else:
            place += max(1, len(chain))
    return found


def _names_what_follows(there: Marks, numbers: Marks, chain: list[int], below: np.ndarray) -> bool:
    """Most of the next rows hold figures, and are not twice as wide as what would be their names."""
    if not len(below) or 2 * numbers[below].any(axis=1).sum() < len(below):
        return False
    widest = max(int(there[row].sum()) for row in chain)
    return bool(2 * widest >= np.median(there[below].sum(axis=1)))


def _chain(rows: np.ndarray, place: int, is_words: Marks) -> list[int]:
    """Rows of words that follow one another, whether or not an empty row lies between."""
    chain = []
    for row in rows[place:]:
        if not is_words[row]:
            break
        chain.append(int(row))
    return chain


def _breaks_above(there: Marks, row: int, header: int, cells: pl.DataFrame) -> bool:
    """A second table begins after an empty row or a title, with words in more than half its columns."""
    above = there[row - 1].sum()
    wide = there[row].sum() * 2 > there[header].sum()
    same = cells.row(row) == cells.row(header)
    return bool(above <= 1 and wide and not same and there[row].sum() >= 2)


def _header_of(cells: pl.DataFrame, there: Marks, chain: list[int]) -> tuple[int, int]:
    """The fullest row of a chain of words, with one above it or below it that completes its names."""
    widths = [int(there[row].sum()) for row in chain]
    best = int(np.argmax(widths))
    row = chain[best]
    if best + 1 < len(chain) and chain[best + 1] == row + 1 and _completes(cells, there, row, row + 1):
        return row, row + 1
    if best and chain[best - 1] == row - 1 and _spans(cells, there, row - 1, row):
        return row - 1, row
    return row, row


def _completes(cells: pl.DataFrame, there: Marks, row: int, lower: int) -> bool:
    """The lower row has words where the upper one, merged to the right, is empty; or it says units."""
    words = [word for word in cells.row(lower) if word]
    if all(is_unit(word) for word in words):
        return True
    return bool((there[lower] & ~there[row]).any() and len(set(words)) < len(words))


def _spans(cells: pl.DataFrame, there: Marks, upper: int, row: int) -> bool:
    """The upper row has words past the first column, and the lower one's names come more than once."""
    words = [word for word in cells.row(row) if word]
    return bool(there[upper][1:].any() and len(set(words)) < len(words))


def _block(grid: Grid, cells: pl.DataFrame, span: tuple[int, int], end: int) -> Block:
    first, header = span
    names = unique_headers(joined_headers(cells.slice(first, header - first + 1).rows()))
    below = cells.slice(header + 1, end - header)
    last = header + _height(below)
    body = below.head(last - header)
    frame = body.rename(dict(zip(body.columns, names, strict=True)))
    percents = frozenset(name for index, name in enumerate(names) if index in grid.percents)
    return Block(
        sheet=grid.sheet,
        header_row=header + 1,
        header_rows=header - first + 1,
        last_row=None if last == cells.height - 1 else last + 1,
        cells=frame.with_columns(
            pl.int_range(header + 2, header + 2 + pl.len(), dtype=pl.Int64).alias("row")
        ),
        titles=_words(cells.head(first)) + _words(cells.slice(last + 1, TAIL)),
        percents=percents,
    )


def _height(body: pl.DataFrame) -> int:
    """How many rows belong to the table: notes and sources below it do not."""
    start = max(0, body.height - TAIL)
    tail = body.slice(start)
    there, numbers = filled(tail), figures(tail)
    widths = there.sum(axis=1)
    usual = float(np.median(widths[numbers.any(axis=1)])) if numbers.any() else 2.0
    # A legend ("*", "fewer than five") is narrower than the table and has no number beside its word.
    belongs = (widths >= 2) & numbers.any(axis=1) & (2 * widths > usual)
    belongs |= 2 * widths > max(usual, 3.0)
    rows = np.flatnonzero(belongs)
    return start + int(rows[-1]) + 1 if len(rows) else body.height


def _words(cells: pl.DataFrame) -> tuple[str, ...]:
    return tuple(word for row in cells.iter_rows() for word in row if word)


def heading_parts(name: str) -> list[str]:
    """The parts of a name that several header rows make."""
    return name.split(PARTS)

"""A table as rows: headings turned, gaps below a word filled, totals and repeated headers set aside."""

from dataclasses import dataclass, field

import polars as pl

from ropewalk.sources.mapping.shape import Block
from ropewalk.sources.mapping.wide import PERIOD, find_wide
from ropewalk.sources.mapping.words import TOTALS
from ropewalk.sources.maps import LeaveOut, Table, Wide
from ropewalk.sources.reshaping import HEADING, reshape

# A column is filled down when it is empty in this share of rows: merged cells, not a slip.
FEWEST_GAPS = 0.3


@dataclass(frozen=True)
class Tidied:
    """The cells in rows, and what the map must say so that the reader makes the same of them."""

    cells: pl.DataFrame
    wide: Wide | None = None
    fill_down: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset({"row", HEADING})
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def period_names(self) -> tuple[str, ...]:
        """Columns that were made of headings because those are periods."""
        return tuple(name for name in self.wide.names if name.startswith(PERIOD)) if self.wide else ()

    def totals(self, place: str) -> list[str]:
        """Words of the column of places that say a total."""
        if not place:
            return []
        words = self.cells.get_column(place).drop_nulls().unique(maintain_order=True)
        return [word for word in words if TOTALS.fullmatch(word)]

    def without_totals(self, place: str) -> pl.DataFrame:
        """The rows that are about one place each."""
        names = [*self.totals(place), place]
        return self.cells.filter(~pl.col(place).is_in(names).fill_null(value=False)) if place else self.cells

    def left_out(self, place: str) -> tuple[LeaveOut, ...]:
        """What the map says of rows that are no observations."""
        found = []
        if totals := self.totals(place):
            reason = "Totals of the rows above: they are worked out, never added to them"
            found.append(
                LeaveOut(where={place: totals[0] if len(totals) == 1 else tuple(totals)}, reason=reason)
            )
        if place and (self.cells.get_column(place) == place).any():
            found.append(LeaveOut(where={place: place}, reason="The header, said again further down"))
        return tuple(found)


def tidy(block: Block, words: str) -> Tidied:
    """Turn what is wide, and fill what is merged, by the same code that will read the map."""
    fill = _gappy(block.cells)
    wide = find_wide(block, words)
    cells = reshape(Table(fill_down=fill, wide=wide), block.cells, block.sheet)
    return Tidied(cells, wide, fill)


def _gappy(cells: pl.DataFrame) -> tuple[str, ...]:
    """Columns of words, first in the table, whose gaps mean the word above; in order."""
    found = []
    for name in cells.columns:
        column = cells.get_column(name)
        gaps = column.null_count() / max(1, cells.height)
        starts = cells.height > 0 and column[0] is not None
        if name == "row" or not starts or not FEWEST_GAPS <= gaps < 1 or column.n_unique() < 3:
            break
        found.append(name)
    return tuple(found)

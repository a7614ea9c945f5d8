"""Gathering: many small files of one source, or of a side table, become one. No answer changes.

What is gathered is the newest version's files only; older versions keep theirs, for ever. The entry that
does it bears no revision, so revisions keep their numbers, their moments and their order.
"""

from dataclasses import dataclass
from typing import Final

import polars as pl

from ropewalk.observations import delta, delta_write
from ropewalk.observations.names import COLUMNS
from ropewalk.observations.settle import SIDES
from ropewalk.observations.side import DOCUMENTS, REFUSALS
from ropewalk.observations.view import ROWS, View
from ropewalk.vocabulary.tables import OBSERVATION_KEY

SMALL: Final = 4_000_000  # bytes: about as many rows as a share of a large load has
FEW: Final = 2
SIDE_COLUMNS: Final = {"names": COLUMNS, "documents": DOCUMENTS, "refused": REFUSALS}
NOTE: Final = {"gathered": True}


@dataclass(frozen=True)
class Gathered:
    """How many files there were in what was gathered, and how many there are now."""

    before: int = 0
    after: int = 0


def compact(now: View) -> Gathered:
    """Gather what is small. Called with the lock held, on the newest view. Returns the files gathered."""
    done = [_side(now.table(name), name) for name in SIDES]
    head = now.head
    for part in head.files.get_column("part").unique().drop_nulls().sort():
        head = delta.newest(head)
        done.append(_source(head, int(part)))
    return Gathered(sum(one.before for one in done), sum(one.after for one in done))


def _side(table: delta.Version, name: str) -> Gathered:
    small = table.only(pl.col("size") < SMALL)
    if small.files.height < FEW:
        return Gathered()
    delta_write.commit(table, delta.rows(small, SIDE_COLUMNS[name]), NOTE, drop=small)
    return Gathered(small.files.height, 1)


def _source(head: delta.Version, part: int) -> Gathered:
    """Gather a source's small files, in the order of keys, into files of the size of a share."""
    small = head.only(pl.col("part") == part, pl.col("size") < SMALL)
    if small.files.height < FEW:
        return Gathered()
    rows = delta.rows(small, ROWS).sort(OBSERVATION_KEY)
    delta_write.commit(head, rows, NOTE, part=f"source={part}", drop=small)
    return Gathered(small.files.height, 1)

"""What the store remembers of its loads: who, when, why, and how many rows changed.

The record of a load is the note in its commit of the observations table, so record and rows come to
be at one moment. What is longer than a note lies in the side tables (``side.py``).
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec
import polars as pl

from ropewalk.observations import delta, faults
from ropewalk.vocabulary.errors import Fault, StoreError


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A load as its commit notes it. Counts are of rows, against the source's rows before. ``source`` is
    empty where documents alone were declared.

    ``load`` is a random word: the load's side rows bear it, so rows of a load that was killed, whose
    word no record bears, are never read. The revision's number would not do: the next load takes it.
    ``at`` is never earlier than the revision before; ``clock`` is what the clock showed when it was.
    """

    revision: int
    load: str
    source: str
    by: str
    note: str
    at: datetime
    added: int
    revised: int
    removed: int
    refused: int
    clock: datetime | None = None


class _Kind(msgspec.Struct):
    revision: int = 0


@dataclass(frozen=True)
class Journal:
    """The records of a store up to a version of its observations; ``versions`` are those of the records."""

    version: int
    versions: tuple[int, ...]
    records: tuple[Record, ...]

    def version_of(self, revision: int) -> int:
        """The version of the observations table that a revision made."""
        return self.versions[revision - 1]

    def upto(self, revision: int) -> tuple[Record, ...]:
        """The records of the first ``revision`` revisions."""
        return self.records[:revision]

    def newest(self, revision: int) -> dict[str, Record]:
        """The newest record of each source as of a revision."""
        return {record.source: record for record in self.upto(revision)}


def record_at(folder: Path, version: int) -> Record | None:
    """The record in a commit of the observations table; None in one that makes no revision: the first, and
    those that gather small files."""
    note = delta.notes(folder, version)
    if not note or not msgspec.json.decode(note, type=_Kind).revision:
        return None
    return msgspec.json.decode(note, type=Record)


def newest_record(folder: Path, version: int) -> Record | None:
    """The last record at or before a version; None in an empty store."""
    found = (record_at(folder, number) for number in range(version, -1, -1))
    return next((record for record in found if record), None)


def read(folder: Path, version: int, known: Journal | None = None) -> Journal:
    """Every record up to a version; those already in ``known`` are not read again."""
    first = known.version + 1 if known else 0
    new = [(number, record_at(folder, number)) for number in range(first, version + 1)]
    versions = (known.versions if known else ()) + tuple(number for number, record in new if record)
    records = (known.records if known else ()) + tuple(record for _, record in new if record)
    if [record.revision for record in records] != list(range(1, len(records) + 1)):
        raise StoreError(Fault("the store's revisions are not in order", faults.RESTORE, file=str(folder)))
    return Journal(version, versions, records)


def table(records: tuple[Record, ...]) -> pl.DataFrame:
    """Records as a table: revision, at (UTC), source, by, note, added, revised, removed, refused, clock."""
    columns: dict[str, pl.DataType] = {
        "revision": pl.Int64(),
        "at": pl.Datetime("us", "UTC"),
        **dict.fromkeys(("source", "by", "note"), pl.String()),
        **dict.fromkeys(("added", "revised", "removed", "refused"), pl.Int64()),
        "clock": pl.Datetime("us", "UTC"),
    }
    return pl.DataFrame([[getattr(r, name) for name in columns] for r in records], columns, orient="row")

"""Reading: the store as it stood at one moment. A view never changes; a newer one takes its place."""

import os
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final

import polars as pl

from ropewalk.observations import delta, faults, journal, names, past, side
from ropewalk.observations.batch import NUMBERS
from ropewalk.observations.edition import Coded
from ropewalk.observations.moments import AsOf, newest_at
from ropewalk.vocabulary.errors import Fault, StoreError
from ropewalk.vocabulary.tables import OBSERVATION_KEY, OBSERVATIONS

# A stored row: codes and numbers. The partition column, source, stands in Delta's log and not in files.
ROWS: Final[dict[str, type[pl.DataType]]] = {
    **dict.fromkeys(OBSERVATION_KEY, pl.Int32),
    **dict.fromkeys(NUMBERS, pl.Float64),
    **dict.fromkeys(("state", "file", "row", "revision"), pl.Int32),
}
READ: Final = (*OBSERVATIONS, "source", "file", "row", "revision")


@dataclass(frozen=True)
class View:
    """A store up to the newest version of its observations when the view was made.

    Names, records and documents are read when first asked for, and older versions' lists of files are
    kept once read; each is written once with the same content, so threads may share a view.
    """

    folder: Path
    head: delta.Version
    newest: journal.Record | None
    birth: tuple[int, int]
    earlier: journal.Journal | None = None
    _tables: dict[str, delta.Version] = field(default_factory=dict)
    _older: dict[int, delta.Version] = field(default_factory=dict)
    _papers: dict[int, pl.DataFrame] = field(default_factory=dict)

    @property
    def revision(self) -> int:
        """The number of the newest revision; 0 when nothing has been loaded."""
        return self.newest.revision if self.newest else 0

    @cached_property
    def names(self) -> names.Names:
        """The words of all codes."""
        return names.read(self.table("names"))

    @cached_property
    def journal(self) -> journal.Journal:
        """The records of all revisions up to this view's."""
        return journal.read(self.folder / "observations", self.head.number, self.earlier)

    @cached_property
    def documents(self) -> pl.DataFrame:
        """Origins, places and renames as of this view's revision."""
        return side.documents(self.table("documents"), self.journal.records)

    def table(self, name: str) -> delta.Version:
        """The newest version of a side table, read again only when its log has grown."""
        known = self._tables.get(name)
        self._tables[name] = delta.newest(known) if known else delta.look(self.folder / name)
        return self._tables[name]

    def is_newest(self) -> bool:
        """Whether no commit has followed and the store is still the same one: two looks at file names."""
        observations = self.folder / "observations"
        following = delta.log_entry(observations, self.head.number + 1)
        return not following.exists() and birth(observations) == self.birth

    def held(self, as_of: AsOf | None) -> int:
        """The revision meant by ``as_of``. Raises StoreError when the store does not hold it."""
        if as_of is None:
            return self.revision
        if not isinstance(as_of, int):
            return newest_at([record.at for record in self.journal.records], as_of)
        if not 0 <= as_of <= self.revision:
            remedy = f"Ask for a revision from 0 (empty) to {self.revision} (the newest)"
            raise StoreError(Fault("the store does not hold this revision", remedy, value=str(as_of)))
        return as_of

    def version(self, as_of: AsOf | None) -> delta.Version:
        """The version of the observations table that a revision made."""
        revision = self.held(as_of)
        if revision == self.revision:
            return self.head
        if revision not in self._older:
            self._older[revision] = past.look(self.head, self._number(revision))
        return self._older[revision]

    def documents_at(self, as_of: AsOf | None) -> pl.DataFrame:
        """The documents as of a revision, kept once read."""
        revision = self.held(as_of)
        if revision == self.revision:
            return self.documents
        if revision not in self._papers:
            self._papers[revision] = side.documents(self.table("documents"), self.journal.upto(revision))
        return self._papers[revision]

    def _number(self, revision: int) -> int:
        """Revisions and versions count alike unless tidying has made versions of its own in between."""
        alike = self.head.number == self.revision
        return revision if alike or not revision else self.journal.version_of(revision)

    def read(
        self, indicators: Collection[str] | None, places: Collection[str] | None, as_of: AsOf | None
    ) -> pl.DataFrame:
        """Rows as words, sorted by indicator, place, period and breakdown. See ``Store.read``."""
        version, wanted = self.version(as_of), []
        for column, words in (("indicator", indicators), ("place", places)):
            if words is not None:
                codes = self.names.codes(column, [words] if isinstance(words, str) else words)
                version = touching(version, codes) if column == "indicator" else version
                wanted.append(pl.col(column).is_in(codes))
        # No name for the coded rows: they are let go of as soon as they are words.
        found = self.names.decode(delta.rows(version, ROWS, *wanted))
        return found.with_columns(pl.col("row", "revision").cast(pl.Int64)).select(READ)

    def of_source(self, source: str) -> Coded:
        """See ``Store.of_source``."""
        mine = self.head.only(pl.col("part").is_in(self.names.codes("source", [source])))
        return Coded(self.folder, self.names, mine.paths(), ROWS)

    def indicators_of(self, source: str, as_of: AsOf | None) -> list[str]:
        """See ``Store.indicators_of``."""
        mine = self.version(as_of).only(pl.col("part").is_in(self.names.codes("source", [source])))
        codes = delta.grouped(mine, ROWS, ["indicator"], [pl.len()]).get_column("indicator")
        return sorted(self.names.texts["indicator"].gather(codes))

    def counted(self, indicators: Collection[str], by: str, as_of: AsOf | None) -> pl.DataFrame:
        """See ``Store.counted``."""
        codes = self.names.codes("indicator", indicators)
        version, mine = touching(self.version(as_of), codes), pl.col("indicator").is_in(codes)
        found = delta.grouped(version, ROWS, [by], [pl.len().alias("rows")], mine)
        words = self.names.texts[by].gather(found.get_column(by)).alias(by)
        return found.with_columns(words).sort(by)

    def touched(self, as_of: AsOf | None) -> pl.DataFrame:
        """See ``Store.touched``."""
        each = (pl.len().alias("rows"), pl.col("revision").max())
        counted = delta.grouped(self.version(as_of), ROWS, ["indicator"], each)
        words = self.names.texts["indicator"].gather(counted.get_column("indicator")).alias("indicator")
        return counted.with_columns(words).sort("indicator")


def birth(observations: Path) -> tuple[int, int]:
    """What tells this store from one made anew in its place: its first log entry's inode and time."""
    with faults.reading(observations):
        first = os.stat(delta.log_entry(observations, 0))
    return first.st_ino, first.st_mtime_ns


def touching(version: delta.Version, codes: Collection[int]) -> delta.Version:
    """The version with only the files that may hold one of these indicator codes."""
    ordered = pl.Series(sorted(codes), dtype=pl.Int32)
    low, high = version.files.get_column("low"), version.files.get_column("high")
    inside = ordered.search_sorted(high, side="right") > ordered.search_sorted(low, side="left")
    return version.only(inside | low.is_null())


def look(folder: Path, before: View | None = None) -> View:
    """The store as it stands now. ``before`` saves reading again the records that it has read."""
    observations = folder / "observations"
    head = delta.look(observations)
    newest, born = journal.newest_record(observations, head.number), birth(observations)
    if before is None or before.head.table != head.table:
        return View(folder, head, newest, born)
    # The journal that the view before has read, if it has; asking it by name would make it read one.
    earlier = before.__dict__.get("journal", before.earlier)
    return View(folder, head, newest, born, earlier, before._tables)

"""The store: every load is a numbered revision; nothing is overwritten; ``as_of`` reads what was known.

A store is a folder of four Delta Lake tables, a lock file and a witness (``head``, see ``witness``):

- ``observations``: coded rows, partitioned by source, sorted by indicator; one commit is one revision,
  and its note says who, when and why, and bears the hashes of its files and of the entry before. A load
  replaces its source's rows as a whole, in that one commit, be they one file or many (see ``spill``).
- ``names``: the word of each code (indicator, place, period, breakdown, state, file, source).
- ``documents``: origins, places, renamed codes; and definitions and the method, which belong to no source
  (see ``declare``). ``refused``: the rows that loads left out.

What happens when a load dies. Its steps are: Parquet files of observations, names, documents, refused rows,
and last the entry in the observations' log, which stands there whole or not at all. Before that entry no
reader sees anything of the load: its Parquet files are in no log; its names are words that no row uses (the
next load takes them up); its documents and refused rows bear a random word that no record bears. With the
entry everything is there. There is no state in between, nothing to repair, and the operating system has let
go of the lock.

Readers take no lock. A ``Store`` looks at one revision until ``refresh`` is called, so that what it
reads fits together; noticing a new revision costs one look at a file name.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import polars as pl

from ropewalk.observations import (
    changes,
    checks,
    compact,
    delta,
    faults,
    journal,
    lock,
    names,
    settle,
    side,
    view,
    witness,
    write,
)
from ropewalk.observations.batch import Batch
from ropewalk.observations.changes import Changes
from ropewalk.observations.compact import Gathered
from ropewalk.observations.edition import Edition
from ropewalk.observations.moments import AsOf
from ropewalk.observations.rows import InMemory, OnDisk, Rows
from ropewalk.observations.side import Document
from ropewalk.vocabulary.errors import Fault, StoreError
from ropewalk.vocabulary.place import Place
from ropewalk.vocabulary.protection import Protection
from ropewalk.vocabulary.source import Origin

__all__ = ["Batch", "Changes", "Document", "Store"]


class Store:
    """A store, looked at as of one revision until ``refresh``. Make one with ``create`` or ``open``.

    Every method raises StoreError, with the remedy, when a file of the store is missing or damaged.
    """

    def __init__(self, path: Path, now: view.View) -> None:
        self.path = path
        self._view = now

    @classmethod
    def create(cls, path: Path) -> "Store":
        """Make an empty store in a folder that has none (a creation that was cut short is finished).

        Raises StoreError when there is a store already or the folder cannot be written.
        """
        with faults.writing(path):
            path.mkdir(parents=True, exist_ok=True)
        with lock.writing(path):
            cls._make(path)
        return cls.open(path)

    @classmethod
    def _make(cls, path: Path) -> None:
        if cls.exists(path):
            raise StoreError(Fault("there is a store here already", "Open it instead", file=str(path)))
        delta.create(path / "names", names.COLUMNS)
        delta.create(path / "documents", side.DOCUMENTS)
        delta.create(path / "refused", side.REFUSALS)
        delta.create(path / "observations", {**view.ROWS, "source": pl.Int32}, part="source")

    @staticmethod
    def exists(path: Path) -> bool:
        """Whether a store was made here; its last part to be made tells."""
        return delta.log_entry(path / "observations", 0).exists()

    @classmethod
    def open(cls, path: Path) -> "Store":
        """Open a store, in milliseconds: reads the newest log entry and no data.

        A folder that was copied while a load ran goes back to the newest revision that is whole in it (see
        ``settle``). Raises StoreError when there is none or its log is damaged.
        """
        if not cls.exists(path):
            remedy = "Load a city's sources first, or mend the path"
            raise StoreError(Fault("there is no store here", remedy, file=str(path)))
        if not witness.at_home(path):
            settle.settle(path)
        seen = witness.read(path)  # before the log is, or a load in between would look like a loss
        now = view.look(path)
        witness.check(seen, now.head)
        return cls(path, now)

    @property
    def revision(self) -> int:
        """The newest revision when the store was opened or refreshed; 0 when it is empty."""
        return self._view.revision

    def snapshot_key(self) -> str:
        """A key for caches: equal keys read equal rows, of this store and of no other."""
        now = self._view
        return f"{now.head.table[:8]}-{now.revision}-{now.head.number}"

    def refresh(self) -> bool:
        """Move on to the newest revision. True when there was something new; costs microseconds when not."""
        if self._view.is_newest():
            return False
        self._view = view.look(self.path, self._view)
        return True

    def read(
        self,
        indicators: Collection[str] | None = None,
        places: Collection[str] | None = None,
        *,
        as_of: AsOf | None = None,
    ) -> pl.DataFrame:
        """The observations of some indicators and places (None: of all) as of a revision's number, a moment
        or a day (None: the newest revision).

        Columns: the exchange table's; then ``source``, ``file`` and ``row`` (where the source's file as
        of that revision says so; row null when it came from no file) and ``revision`` (the one that
        brought what the row says; where it says so may have moved since). Sorted by indicator, place,
        period, breakdown. Words that the store has never seen have no rows. Raises StoreError for a
        revision that it does not hold.
        """
        return self._view.read(indicators, places, as_of)

    def of_source(self, source: str) -> Edition:
        """What a source says in the newest revision, to be asked as much at a time as can be held."""
        return self._view.of_source(source)

    def indicators_of(self, source: str, as_of: AsOf | None = None) -> list[str]:
        """The indicators that a source has observations of, as of a revision, in order."""
        return self._view.indicators_of(source, as_of)

    def counted(self, indicators: Collection[str], by: str, as_of: AsOf | None = None) -> pl.DataFrame:
        """How many rows of some indicators each place (or what else ``by`` says) has as of a revision: its
        word, and rows; in the order of the words."""
        return self._view.counted(indicators, by, as_of)

    def touched(self, as_of: AsOf | None = None) -> pl.DataFrame:
        """One row an indicator: indicator, rows (how many it has) and revision (the newest that brought what
        one of them says). When neither number has moved from one revision to a later one, nor has a row."""
        return self._view.touched(as_of)

    def revisions(self) -> pl.DataFrame:
        """One row a revision: revision, at (UTC), source, by, note, added, revised, removed, refused, clock
        (what the clock showed if it had gone back; else null)."""
        return journal.table(self._view.journal.records)

    def revision_at(self, when: date) -> int:
        """The newest revision whose moment is not later than ``when``; 0 when there was none yet.

        A day means to its end in UTC. Raises StoreError for a moment without its time zone.
        """
        return self._view.held(when)

    def origins(self, as_of: AsOf | None = None) -> dict[str, Origin]:
        """Each source's origin, as its newest load gave it."""
        return side.origins(self._documents(as_of))

    def protections(self, as_of: AsOf | None = None) -> dict[str, Protection]:
        """How each source's figures are protected before they are shown."""
        return side.protections(self._documents(as_of))

    def newest(self, as_of: AsOf | None = None) -> dict[str, int]:
        """The newest revision that each source made, as of a revision."""
        now = self._view
        return {name: record.revision for name, record in now.journal.newest(now.held(as_of)).items()}

    def places(self, as_of: AsOf | None = None) -> dict[str, Place]:
        """Every place that a load has told of, by code."""
        return side.places(self._documents(as_of))

    def renames(self, as_of: AsOf | None = None) -> dict[str, str]:
        """Old place code to new, as loads have told."""
        return side.renames(self._documents(as_of))

    def refused(self, as_of: AsOf | None = None) -> pl.DataFrame:
        """The rows that each source's newest load left out: file, row, indicator, place, period, breakdown,
        value (the cell's text), reason, source, revision (of that load)."""
        now = self._view
        newest = now.journal.newest(now.held(as_of))
        return side.refusals(now.table("refused"), newest.values())

    def commit(self, batch: Batch, *, by: str, note: str = "", at: datetime | None = None) -> int:
        """Make a batch the newest revision and return its number; the source's rows are replaced as a whole.

        When the batch says what the store holds already (same bytes, rows, refused rows and documents;
        the day on which the bytes were fetched may differ) nothing is written and the newest revision's
        number is returned. ``by`` names the person or the process, ``at`` is an aware time (default: now).

        Raises StoreError, with every fault up to 20, when a row may not enter (see ``checks``) or another
        source gives the same observation; when another writer holds the lock; when the disk refuses. The
        store then holds what it held.
        """
        checks.check_names(batch.origin.id, by)
        rows = _rows(batch)
        with self._writing():
            write.commit(self._view, write.Load(batch, rows, batch.refusals, by, note, at))
        return self.revision

    def declare(
        self, documents: Iterable[Document], *, by: str, note: str = "", at: datetime | None = None
    ) -> int:
        """Make documents that belong to no source a revision of their own, without rows: definitions, the
        method. An empty text takes a document back. Returns the newest revision's number.

        Only those that differ from what is held are written; when none does, nothing is. ``by``, ``at`` and
        the errors are those of ``commit``.
        """
        checks.check_names(write.DECLARED, by)
        with self._writing():
            write.declare(self._view, side.declared(documents), by, note, at)
        return self.revision

    def papers(self, kind: str, as_of: AsOf | None = None) -> dict[str, str]:
        """The documents of a kind, by id, as of a revision (None: the newest)."""
        return side.papers(self._documents(as_of), kind)

    def papers_since(self, after: int = 0, upto: int | None = None) -> pl.DataFrame:
        """Every document written by the revisions later than ``after``, up to ``upto`` (None: the newest), in
        order: revision, source, kind, id, document."""
        now = self._view
        records = now.journal.upto(now.held(upto))[after:]
        return side.history(now.table("documents"), records)

    def changes(
        self,
        before: AsOf,
        after: AsOf | None = None,
        *,
        indicators: Collection[str] | None = None,
        places: Collection[str] | None = None,
    ) -> Changes:
        """What changed from one revision to a later one (None: the newest): see ``Changes``. ``indicators``
        and ``places`` choose rows (None: all). Raises StoreError when the first is the later one."""
        now = self._view
        return changes.changes(now, now.held(before), now.held(after), indicators, places)

    def compact(self) -> Gathered:
        """Gather small files of one source, and of the side tables. No answer changes, as of no revision, and
        nothing is deleted. Raises StoreError as ``commit`` does."""
        with self._writing():
            return compact.compact(self._view)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Hold the lock, look at the newest view; afterwards move on, and have the witness say how far."""
        with lock.writing(self.path):
            seen = witness.read(self.path)
            self.refresh()
            witness.check(seen, self._view.head)
            yield
            self.refresh()
            head = self._view.head
            if seen is None or (seen.table, seen.version) != (head.table, head.number):
                witness.write(self.path, head.table, head.number)

    def changed(self, revision: int, place: str) -> pl.DataFrame:
        """What one revision changed, counted by indicator, of ``place`` and of others: see
        ``changes.touched``."""
        return changes.touched(self._view, self._view.held(revision), place)

    def _documents(self, as_of: AsOf | None) -> pl.DataFrame:
        return self._view.documents_at(as_of)


def _rows(batch: Batch) -> Rows:
    """The batch's rows, checked. Those that were spilled have been."""
    if batch.spilled:
        return OnDisk(batch.origin.id, batch.spilled)
    return InMemory(batch.origin.id, checks.checked(batch), checks.checked_refusals(batch))

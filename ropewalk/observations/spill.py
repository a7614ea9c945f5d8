"""A load that is larger than memory: its rows go to temporary files, coded, and come back share by share.

Rows are added in any order. Every so many of them are sorted by key and written as a run; of each run a
thin sample of keys is kept, and the samples' quantiles part all rows into shares of about the same size
that no key straddles, whatever its rows are like. A share is read from all runs at once, settled (one row
a key), and written again. What a store commits are the settled shares, one after another, so that one of
them is in memory at a time.

Temporary files lie in a folder of their own beside the store, which the next load sweeps away if its
process has died (``sweep``).
"""

import fcntl
import os
import shutil
import weakref
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_hex
from typing import Final

import polars as pl

from ropewalk.observations import faults, names
from ropewalk.observations.columns import NUMBERS, REFUSED
from ropewalk.observations.edition import Coded
from ropewalk.observations.names import CODED, Names
from ropewalk.vocabulary.tables import OBSERVATION_KEY

RUN: Final = 500_000  # rows that are sorted at once
SHARE: Final = 500_000  # rows that are settled and stored at once
SAMPLE: Final = 2_048  # one key in so many is remembered
CUT: Final = OBSERVATION_KEY[:3]  # shares are parted by these, so rows of one key stay together
CODED_ROWS: Final[dict[str, type[pl.DataType]]] = {
    **dict.fromkeys(OBSERVATION_KEY, pl.Int32),
    **dict.fromkeys(NUMBERS, pl.Float64),
    **dict.fromkeys(("state", "file", "row"), pl.Int32),
}
# Where a row stands among all: which part of the map it came by, then where in the file.
ORDER: Final[dict[str, type[pl.DataType]]] = {"part": pl.Int32, "stops": pl.Boolean}

Settle = Callable[[pl.DataFrame], tuple[pl.DataFrame, pl.DataFrame]]
"""Rows as words, all of one key or several, to the rows kept and the rows refused; raises for what may
not stand. Columns: the exchange table's, file, row, stops."""


@dataclass(frozen=True)
class Spilled:
    """A load's rows, settled: files of coded rows sorted by key; ``names`` are the load's own codes.

    ``refused``: files of refused rows. ``places``: the codes of places that some row is about. The files
    are there as long as ``owner``, the spill, is not closed.
    """

    names: Names
    shares: tuple[Path, ...]
    refused: tuple[Path, ...]
    rows: int
    refusals: int
    places: frozenset[str]
    owner: object = field(default=None, repr=False)

    def indicators(self) -> list[str]:
        """The indicators that the rows are about."""
        return sorted(self.names.texts["indicator"].to_list())

    def edition(self) -> Coded:
        """The rows, to be asked as much at a time as can be held."""
        # A name's part before the stroke is taken for the source's.
        names = Names({**self.names.texts, "file": "/" + self.names.texts["file"]})
        room = self.shares[0].parent if self.shares else Path()
        return Coded(room, names, self.shares, CODED_ROWS, self.owner)

    def read(self) -> pl.DataFrame:
        """All rows as words: for a caller who knows that they fit. Exchange columns, file, row."""
        return self.edition().read()

    def refused_rows(self) -> Iterator[pl.DataFrame]:
        """The refused rows, a file at a time."""
        return (pl.read_parquet(file) for file in self.refused)


@dataclass
class Spill:
    """Where a load's rows go while they are read. ``close`` takes its temporary files away."""

    folder: Path
    source: str
    close: Callable[[], object]
    names: Names = field(default_factory=lambda: names.EMPTY)
    rows: int = 0
    refusals: int = 0
    _held: list[pl.DataFrame] = field(default_factory=list)
    _left_out: list[pl.DataFrame] = field(default_factory=list)
    _runs: list[Path] = field(default_factory=list)
    _samples: list[pl.DataFrame] = field(default_factory=list)
    _refused: list[Path] = field(default_factory=list)

    @classmethod
    def start(cls, room: Path, source: str) -> "Spill":
        """Make an empty spill in ``room``. Raises StoreError when the disk refuses."""
        with faults.writing(room):
            folder = room / token_hex(8)
            folder.mkdir(parents=True)
            lock = os.open(folder / "lock", os.O_WRONLY | os.O_CREAT)
            fcntl.flock(lock, fcntl.LOCK_EX)
        made = cls(folder, source, lambda: None)
        # Also when nobody calls it: when the spill is forgotten, or the process ends.
        made.close = weakref.finalize(made, _remove, folder, lock)
        return made

    def add(self, rows: pl.DataFrame) -> None:
        """Take in rows as words: the exchange columns, file, row, part and stops."""
        if rows.is_empty():
            return
        words = {name: rows.get_column(name).unique(maintain_order=True) for name in CODED}
        self.names = self.names.extended(words)
        coded = self.names.encode(rows)
        self._held.append(
            coded.select(pl.col(name).cast(kind) for name, kind in (CODED_ROWS | ORDER).items())
        )
        self.rows += rows.height
        if sum(frame.height for frame in self._held) >= RUN:
            self._flush()

    def refuse(self, rows: pl.DataFrame) -> None:
        """Take in refused rows, with a batch's REFUSED columns."""
        if rows.height:
            self._left_out.append(rows.select(pl.col(name).cast(kind) for name, kind in REFUSED.items()))
            self.refusals += rows.height
        if sum(frame.height for frame in self._left_out) >= RUN:
            self._flush_refused()

    def _flush(self) -> None:
        if not self._held:
            return
        run = pl.concat(self._held).sort(*OBSERVATION_KEY, "part", "row", maintain_order=True)
        self._held.clear()
        self._samples.append(run.select(CUT).gather_every(SAMPLE))
        self._runs.append(self._write(run, "run", len(self._runs)))

    def _flush_refused(self) -> None:
        if self._left_out:
            rows = pl.concat(self._left_out)
            self._left_out.clear()
            self._refused.append(self._write(rows, "refused", len(self._refused)))

    def _write(self, rows: pl.DataFrame, kind: str, number: int) -> Path:
        file = self.folder / f"{kind}-{number:05}.parquet"
        with faults.writing(self.folder):
            rows.write_parquet(file, row_group_size=32_768, compression="lz4")
        return file

    def settled(self, settle: Settle, progress: Callable[[int, int], None] = lambda *_: None) -> Spilled:
        """One row a key. ``settle`` is asked about keys that have several; what it raises goes through."""
        self._flush()
        bounds = self._bounds()
        shares, places, kept = [], set[int](), 0
        for number, share in enumerate(bounds):
            progress(number, len(bounds))
            rows, refused = self._one_a_key(self._share(*share), settle)
            self.refuse(refused)
            places.update(rows.get_column("place").unique())
            kept += rows.height
            shares.append(self._write(rows.select(list(CODED_ROWS)), "share", number))
        self._flush_refused()
        for run in self._runs:
            run.unlink()
        used = frozenset(self.names.texts["place"].gather(sorted(places)))
        return Spilled(self.names, tuple(shares), tuple(self._refused), kept, self.refusals, used, self)

    def _bounds(self) -> list[tuple[tuple[int, ...], tuple[int, ...] | None]]:
        """The first key of each share, and of the one after it (None: there is none)."""
        if not self._runs:
            return []
        keys = pl.concat(self._samples).sort(CUT)
        cuts = keys.gather_every(max(1, SHARE // SAMPLE)).unique(maintain_order=True).rows()
        return list(zip(cuts, [*cuts[1:], None], strict=True))

    def _share(self, first: tuple[int, ...], after: tuple[int, ...] | None) -> pl.DataFrame:
        """The rows from one key up to another, in order. Of sorted runs only a part is read."""
        wanted = [_from(first), pl.col(CUT[0]) >= first[0]]
        if after is not None:
            wanted += [~_from(after), pl.col(CUT[0]) <= after[0]]
            if first[0] == after[0]:
                wanted.append(pl.col(CUT[1]).is_between(first[1], after[1]))
        with faults.reading(self.folder):
            rows = pl.scan_parquet(self._runs, glob=False).filter(*wanted).collect()
        return rows.sort(*OBSERVATION_KEY, "part", "row", maintain_order=True)

    def _one_a_key(self, rows: pl.DataFrame, settle: Settle) -> tuple[pl.DataFrame, pl.DataFrame]:
        alike = pl.all_horizontal(pl.col(name) == pl.col(name).shift(1) for name in OBSERVATION_KEY)
        marked = rows.with_columns(alike.fill_null(value=False).alias("again"))
        if not marked.get_column("again").any():
            return rows, pl.DataFrame(schema=REFUSED)
        several = pl.col("again") | pl.col("again").shift(-1, fill_value=False)
        some = marked.filter(several).drop("again")
        order = pl.Series("at", range(some.height), dtype=pl.Int64)
        kept, refused = settle(self._words(some.with_columns(order)))
        stay = some[kept.get_column("at")]
        whole = pl.concat([marked.filter(~several).drop("again"), stay])
        return whole.sort(OBSERVATION_KEY), refused

    def _words(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Coded rows as words, in their own order."""
        words = [self.names.texts[name].gather(rows.get_column(name)).alias(name) for name in CODED]
        return rows.with_columns(words)


def _from(key: tuple[int, ...]) -> pl.Expr:
    """True for rows whose key is this one or later."""
    (one, two, three), (a, b, c) = (pl.col(name) for name in CUT), key
    return (one > a) | ((one == a) & ((two > b) | ((two == b) & (three >= c))))


def _remove(folder: Path, lock: int) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    os.close(lock)


def sweep(room: Path) -> None:
    """Take away what loads that died left in ``room``. Those of a running load are locked, and stay."""
    for folder in room.iterdir() if room.is_dir() else ():
        try:
            with (folder / "lock").open("r") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)
        except BlockingIOError:
            continue
        except OSError:  # killed between making the folder and its lock
            shutil.rmtree(folder, ignore_errors=True)

"""A copy of a store's folder, made while a load ran, goes back to the newest revision that is whole in it.

A plain copy takes folders in any order: it may hold a log's entry and not yet the file of which it tells.
Nothing of the kind can be in the store itself, where a missing file is damage and is told as such; the
witness says which of the two a folder is. In a copy the entries from the first one that is not whole are
put aside, never deleted, and the store stands at the revision before. All of this happens once, when
the copy is first opened.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import polars as pl

from ropewalk.observations import delta, delta_write, faults, lock, replay, witness
from ropewalk.vocabulary.errors import Fault, StoreError

SIDES: Final = ("names", "documents", "refused")
ASIDE: Final = "aside"
CHECKPOINT: Final = ".checkpoint.parquet"
LONGEST: Final = 24 * 3600 * 1000  # no copying takes a day: what is missing from before then is damage


def settle(store: Path) -> None:
    """Make a copied store whole, if it is not. Raises StoreError when the folder may not be written."""
    try:
        with lock.writing(store):
            # Looked at with the lock held: what a load is just writing must not look like what is missing.
            if not witness.at_home(store):
                _put_right(store)
    except lock.LockError as error:
        if witness.at_home(store) or not list(_torn(store)):
            return
        problem = "this copy was made during a load, and goes back to a whole revision when first opened"
        remedy = "Give yourself leave to write in the folder, and open it again"
        raise StoreError(Fault(problem, remedy, file=str(store))) from error


def _put_right(store: Path) -> None:
    aside = store / ASIDE / datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    for file in list(_torn(store)):
        _put_aside(file, aside / file.relative_to(store))
    table = delta.look(store / "observations")
    witness.write(store, table.table, table.number)


def whole(store: Path) -> dict[str, int]:
    """For each table the newest version up to which every entry and every file is there in full; -1: none.

    Raises StoreError when more is missing than a copy can have missed.
    """
    ends = {name: _end(store / name, {}) for name in SIDES}
    return {**ends, "observations": _end(store / "observations", ends)}


def _end(folder: Path, sides: dict[str, int]) -> int:
    reached, newest = -1, 0
    for entry in replay.entries(folder):
        behind = any(entry.note.sides.get(name, 0) > end for name, end in sides.items())
        if reached + 1 == entry.number and not (entry.problem or behind) and _there(folder, entry):
            reached = entry.number
        elif not newest:
            newest = _newest(folder)
            if reached < 0 or (entry.at and newest - entry.at > LONGEST):
                problem = f"files of log entry {reached + 1} are missing or cut short"
                raise StoreError(Fault(problem, faults.RESTORE, file=str(folder)))
    return reached


def _newest(folder: Path) -> int:
    """When the newest entry of a table was made, in milliseconds."""
    return max(entry.at for entry in replay.entries(folder))


def _there(folder: Path, entry: replay.Entry) -> bool:
    """Whether every file that an entry brings is there in its full size."""
    return all(_size(folder / file.path) == file.size for file in entry.adds)


def _size(file: Path) -> int:
    return file.stat().st_size if file.is_file() else -1


def _torn(store: Path) -> Iterator[Path]:
    """The files of every log that speak of what is not whole here. The hint is only a help to readers."""
    for name, end in whole(store).items():
        log = store / name / "_delta_log"
        yield from (delta.log_entry(store / name, n) for n in replay.numbers(store / name) if n > end)
        for summary in log.glob(f"*{CHECKPOINT}"):
            if int(summary.name.removesuffix(CHECKPOINT)) > end or not _readable(summary):
                yield summary
        if (log / delta_write.HINT).exists():
            yield log / delta_write.HINT


def _readable(summary: Path) -> bool:
    try:
        pl.read_parquet(summary)
    except BaseException as error:  # Polars panics on some damaged files, and a panic is no Exception
        if not isinstance(error, (OSError, pl.exceptions.PolarsError, pl.exceptions.PanicException)):
            raise
        return False
    return True


def _put_aside(file: Path, to: Path) -> None:
    with faults.writing(file):
        to.parent.mkdir(parents=True, exist_ok=True)
        file.rename(to)

"""Load sources into the store: everything is read and checked before anything is written."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import polars as pl

from ropewalk.observations.batch import Batch
from ropewalk.observations.store import Store
from ropewalk.sources.load import read_source
from ropewalk.sources.register import Register, read_register
from ropewalk.vocabulary.errors import Fault, RopewalkError, SourceError, UserError
from ropewalk.workspace.folder import Folder

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many steps are done, and how many there are."""


@dataclass(frozen=True)
class Loaded:
    """What became of one source: the revision that holds it, and whether that revision is new."""

    source: str
    revision: int
    new: bool
    rows: int
    refused: int


def store_sources(
    folder: Folder,
    batches: Sequence[Batch],
    *,
    by: str,
    note: str = "",
    progress: Progress = lambda *_: None,
) -> tuple[Loaded, ...]:
    """Commit each batch as one revision; bytes that are held already make none."""
    store = open_store(folder)
    done = []
    for step, batch in enumerate(batches):
        progress(f"storing {batch.origin.id}", step, len(batches))
        before = store.revision
        revision = store.commit(batch, by=by, note=note)
        rows, refused = batch.observations.height, batch.refused.height
        done.append(Loaded(batch.origin.id, revision, revision > before, rows, refused))
    return tuple(done)


def open_store(folder: Folder) -> Store:
    """The workspace's store, made when it has none yet."""
    return Store.open(folder.store) if Store.exists(folder.store) else Store.create(folder.store)


def read_sources(
    folder: Folder,
    indicators: Iterable[str],
    *,
    only: Sequence[str] = (),
    progress: Progress = lambda *_: None,
) -> tuple[Batch, ...]:
    """Read and check sources without writing. Raises with every fault of every source."""
    reader = _Reader(folder, frozenset(indicators), read_register(folder.sources / "places"))
    names = _chosen(folder, only)
    faults: list[Fault] = []
    batches = []
    for step, name in enumerate(names):
        progress(f"reading {name}", step, len(names))
        try:
            batches.append(reader.read(name))
        except RopewalkError as error:
            faults.extend(error.faults)
    if faults:
        raise SourceError(*dict.fromkeys(faults))
    return tuple(batches)


class _Reader:
    """Reads each source once, though another may ask for it beside its own."""

    def __init__(self, folder: Folder, indicators: frozenset[str], register: Register) -> None:
        self.folder, self.indicators, self.register = folder, indicators, register
        self.held: dict[str, Batch] = {}

    def read(self, name: str) -> Batch:
        if name not in self.held:
            self.held[name] = read_source(
                self.folder.sources / name,
                self.register,
                known_indicators=self.indicators,
                beside=self.beside,
            )
        return self.held[name]

    def beside(self, name: str) -> pl.DataFrame:
        return self.read(name).observations


def _chosen(folder: Folder, only: Sequence[str]) -> tuple[str, ...]:
    held = folder.source_ids()
    if missing := [name for name in only if name not in held]:
        remedy = f"Choose from: {', '.join(held)}"
        raise UserError(*(Fault("there is no such source", remedy, value=name) for name in missing))
    return tuple(name for name in held if not only or name in only)

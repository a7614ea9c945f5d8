"""Load sources into the store: everything is read and checked before anything is written."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import polars as pl

from ropewalk.observations.batch import Batch
from ropewalk.observations.store import Store
from ropewalk.sources.load import REGISTER, read_source
from ropewalk.sources.register import read_register
from ropewalk.vocabulary.errors import Fault, RopewalkError, SourceError, UserError
from ropewalk.vocabulary.source import Origin
from ropewalk.workspace.folder import Folder

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many steps are done, and how many there are."""


@dataclass(frozen=True)
class Loaded:
    """What became of one edition of a source: the revision that holds it, and whether that one is new.

    ``newest``: whether it is what the source says now.
    """

    source: str
    revision: int
    new: bool
    rows: int
    refused: int
    edition: str = ""
    newest: bool = True


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
        progress(_storing(batch), step, len(batches))
        before = store.revision
        revision = store.commit(batch, by=by, note=note)
        rows, refused = batch.observations.height, batch.refused.height
        newest = step + 1 == len(batches) or batches[step + 1].origin.id != batch.origin.id
        done.append(
            Loaded(
                source=batch.origin.id,
                revision=revision,
                new=revision > before,
                rows=rows,
                refused=refused,
                edition=batch.origin.edition,
                newest=newest,
            )
        )
    return tuple(done)


def _storing(batch: Batch) -> str:
    edition = f", edition {batch.origin.edition}" if batch.origin.edition else ""
    return f"storing {batch.origin.id}{edition}"


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
    reader = Reader(folder, frozenset(indicators))
    names = chosen(folder, only)
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


class Reader:
    """Reads each source once, though another may ask for it beside its own."""

    def __init__(self, folder: Folder, indicators: frozenset[str]) -> None:
        self.folder, self.indicators = folder, indicators
        self.register = read_register(folder.sources / REGISTER)
        self.held: dict[str, Batch] = {}

    def read(self, name: str) -> Batch:
        """What a source says now."""
        if name not in self.held:
            self.held[name] = self.read_edition(name, None)
        return self.held[name]

    def read_edition(self, name: str, edition: Origin | None) -> Batch:
        """What a source said in an earlier edition; None: what it says now."""
        return read_source(
            self.folder.sources / name,
            self.register,
            known_indicators=self.indicators,
            beside=self.beside,
            edition=edition,
        )

    def beside(self, name: str) -> pl.DataFrame:
        """Another source's observations, as it says them now."""
        return self.read(name).observations


def chosen(folder: Folder, only: Sequence[str]) -> tuple[str, ...]:
    """The ids of the sources asked for, all when none is named. Raises UserError for one that is not held."""
    held = folder.source_ids()
    if missing := [name for name in only if name not in held]:
        remedy = f"Choose from: {', '.join(held)}"
        raise UserError(*(Fault("there is no such source", remedy, value=name) for name in missing))
    return tuple(name for name in held if not only or name in only)

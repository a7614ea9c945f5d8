"""Load sources into the store: everything is read and checked before anything is written."""

import os
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import polars as pl

from ropewalk.observations.batch import Batch
from ropewalk.observations.spill import sweep
from ropewalk.observations.store import Store
from ropewalk.sources.corrections import KIND as CORRECTION
from ropewalk.sources.load import REGISTER, read_source
from ropewalk.sources.register import read_register
from ropewalk.vocabulary.errors import DefinitionError, Fault, RopewalkError, SourceError, UserError
from ropewalk.vocabulary.source import Origin
from ropewalk.workspace.folder import Folder

LOST: Final = "The file that was read before was replaced, and is not held any more."
MOST_BESIDE: Final = 5_000_000
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
    lost: Collection[str] = (),
    progress: Progress = lambda *_: None,
) -> tuple[Loaded, ...]:
    """Commit each batch as one revision; bytes that are held already make none.

    ``lost``: sources whose bytes of before are not held any more, which the first new revision of each tells.
    """
    store, untold = open_store(folder), set(lost)
    done = []
    for step, batch in enumerate(batches):
        progress(_storing(batch), step, len(batches))
        before = store.revision
        told = f"{note} {LOST}".strip() if batch.origin.id in untold else note
        untold.discard(batch.origin.id)
        revision = store.commit(_with_taken_back(batch, store), by=by, note=told)
        batch.close()
        newest = step + 1 == len(batches) or batches[step + 1].origin.id != batch.origin.id
        done.append(
            Loaded(
                source=batch.origin.id,
                revision=revision,
                new=revision > before,
                rows=batch.height,
                refused=batch.refusals,
                edition=batch.origin.edition,
                newest=newest,
            )
        )
    return tuple(done)


def _with_taken_back(batch: Batch, store: Store) -> Batch:
    """The batch, with an empty paper for each correction of its source that is declared no more."""
    declared = {name for _, name, _ in batch.papers}
    held = [name for name in store.papers(CORRECTION) if name.startswith(f"{batch.origin.id}/")]
    gone = tuple((CORRECTION, name, "") for name in held if name not in declared)
    return replace(batch, papers=(*batch.papers, *gone)) if gone else batch


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
    reader = Reader(folder, frozenset(indicators), progress)
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
    """Reads each source once, though another may ask for it beside its own.

    Files larger than memory lie beside the store while they are read; what a load that died left there is
    taken away first.
    """

    def __init__(
        self, folder: Folder, indicators: frozenset[str], progress: Progress = lambda *_: None
    ) -> None:
        self.folder, self.indicators, self.progress = folder, indicators, progress
        sweep(folder.loading)
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
            room=self.folder.loading if os.access(self.folder.path, os.W_OK) else None,
            progress=self.progress,
        )

    def beside(self, name: str) -> pl.DataFrame:
        """Another source's observations, as it says them now. Raises DefinitionError for too many."""
        batch = self.read(name)
        if batch.spilled is None:
            return batch.observations
        if batch.height > MOST_BESIDE:
            remedy = f"Keep them in a source of their own, of {MOST_BESIDE:,} observations at most"
            raise DefinitionError(Fault("this source is too large to give denominators", remedy, value=name))
        return batch.spilled.read()


def chosen(folder: Folder, only: Sequence[str]) -> tuple[str, ...]:
    """The ids of the sources asked for, all when none is named. Raises UserError for one that is not held."""
    held = folder.source_ids()
    if missing := [name for name in only if name not in held]:
        remedy = f"Choose from: {', '.join(held)}"
        raise UserError(*(Fault("there is no such source", remedy, value=name) for name in missing))
    return tuple(name for name in held if not only or name in only)

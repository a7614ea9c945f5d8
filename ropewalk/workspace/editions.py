"""Which editions of a source are still to be loaded, and reading them: the oldest first, the newest last."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial

import msgspec
import polars as pl

from ropewalk.observations.batch import Batch
from ropewalk.observations.store import Store
from ropewalk.sources.editions import read_editions
from ropewalk.vocabulary.errors import Fault, RopewalkError, SourceError
from ropewalk.vocabulary.source import Origin
from ropewalk.workspace.folder import Folder
from ropewalk.workspace.load import Progress, Reader, chosen

Held = Mapping[str, Sequence[Origin]]
"""The origins that a store was told of each source, in the order of their revisions."""


@dataclass(frozen=True)
class Chain:
    """The editions of a source that are to be loaded, in order; the last is what it says now.

    ``passed_over``: ids of earlier editions that the store lacks but that come before one that it holds.
    Loaded now, they would be what the store says last. ``lost``: some bytes that the store was told last lie
    in no edition of the source's folder any more.
    """

    source: str
    batches: tuple[Batch, ...]
    passed_over: tuple[str, ...] = ()
    lost: bool = False


@dataclass
class _Faults:
    """What went wrong so far: everything is read before anything is told."""

    found: list[Fault] = field(default_factory=list)

    def catching(self, read: Callable[[], Batch]) -> Batch | None:
        try:
            return read()
        except RopewalkError as error:
            self.found.extend(error.faults)
            return None

    def tell(self) -> None:
        """Raise what was found, if anything was; each fault once."""
        if self.found:
            raise SourceError(*dict.fromkeys(self.found))


def held_origins(folder: Folder) -> Held:
    """Every origin that a workspace's store was ever told, by source; none when there is no store yet."""
    if not Store.exists(folder.store):
        return {}
    store = Store.open(folder.store)
    rows = store.papers_since().filter(pl.col("kind") == "origin")
    found: dict[str, list[Origin]] = {}
    for source, document in rows.select("id", "document").iter_rows():
        found.setdefault(source, []).append(msgspec.json.decode(document, type=Origin))
    return found


def read_chains(
    folder: Folder,
    indicators: Iterable[str],
    *,
    held: Callable[[], Held] = dict,
    only: Sequence[str] = (),
    progress: Progress = lambda *_: None,
) -> tuple[Chain, ...]:
    """Read and check the newest edition of every source, and the earlier ones that come after those held.

    ``held`` is asked only once the newest editions have been read without a fault: opening a store that was
    copied may tidy it. Nothing is written. Raises with every fault of every edition. Earlier editions are
    read on all cores; a denominator from beside is always the other source's newest.
    """
    reader, faults = Reader(folder, frozenset(indicators), progress), _Faults()
    names = chosen(folder, only)
    for step, name in enumerate(names):
        progress(f"reading {name}", step, len(names))
        faults.catching(partial(reader.read, name))
    faults.tell()
    known = held()
    chains = [_to_load(folder, name, known.get(name, ())) for name in names]
    earlier = list(_earlier(reader, chains, progress, faults))
    faults.tell()
    own = {one.source: [batch for batch in earlier if batch.origin.id == one.source] for one in chains}
    return tuple(
        Chain(one.source, (*own[one.source], reader.read(one.source)), one.passed_over, one.lost)
        for one in chains
    )


@dataclass(frozen=True)
class _Chosen:
    source: str
    origins: tuple[Origin, ...]
    passed_over: tuple[str, ...]
    lost: bool


def _to_load(folder: Folder, name: str, held: Sequence[Origin]) -> _Chosen:
    """The earlier editions to load, the ids of those that were passed over, and whether bytes are lost."""
    *listed, newest = read_editions(folder.sources / name)
    at = after_held([*listed, newest], held)
    known = {_bytes(origin) for origin in held}
    passed = tuple(one.edition for one in listed[:at] if _bytes(one) not in known)
    here = {file.sha256 for origin in (*listed, newest) for file in origin.files}
    lost = bool(held) and any(file.sha256 not in here for file in held[-1].files)
    return _Chosen(name, tuple(listed[at:]), passed, lost)


def after_held(chain: Sequence[Origin], held: Sequence[Origin]) -> int:
    """How many editions of a chain come before the first one that the store has still to be told.

    The two are laid side by side in order, so an edition that a publisher put out twice counts twice.
    """
    at = 0
    for origin in held:
        later = (n for n in range(at, len(chain)) if _bytes(chain[n]) == _bytes(origin))
        at = next(later, at - 1) + 1
    return at


def _bytes(origin: Origin) -> frozenset[tuple[str, str]]:
    return frozenset((file.name, file.sha256) for file in origin.files)


def _earlier(
    reader: Reader, chains: Sequence[_Chosen], progress: Progress, faults: _Faults
) -> Iterator[Batch]:
    """The earlier editions, read side by side and given in order."""
    wanted = [(one.source, origin) for one in chains for origin in one.origins]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        calls = [pool.submit(reader.read_edition, source, origin) for source, origin in wanted]
        for step, ((source, origin), call) in enumerate(zip(wanted, calls, strict=True)):
            progress(f"reading {source}, edition {origin.edition}", step, len(wanted))
            if batch := faults.catching(call.result):
                yield batch

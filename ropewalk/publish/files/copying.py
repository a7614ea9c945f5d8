"""Write the whole account as files; after a load, make again only what may have changed."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from django.conf import settings

from ropewalk.publish import noting
from ropewalk.publish.account import Account, NotReadyError, open_account
from ropewalk.publish.files import manifest, notes
from ropewalk.publish.files.chosen import addresses_of, for_robots
from ropewalk.publish.files.frame import frame_of
from ropewalk.publish.files.lay import clear_parts, file_of, put, remove
from ropewalk.publish.files.manifest import Manifest
from ropewalk.publish.files.notes import Note
from ropewalk.publish.files.work import CopyError, Laid, lay_down, start
from ropewalk.publish.website.within import places_of
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.errors import Fault, UserError

AT_ONCE: Final = 48
"""Addresses that a process takes at a time: neighbours share what a page holds in memory."""
AHEAD: Final = 3
"""Such lots that lie ready for each process."""
WORTH_ONE: Final = 500
"""Files that take about as long to make as two more processes take to start."""
Step = Callable[[str, int, int], None]
Lot = tuple[tuple[str, Note | None], ...]
Lay = Callable[[Lot], tuple[Laid, ...]]


@dataclass(frozen=True)
class Copied:
    """What a run did: files and bytes that the copy holds, how many were made anew, how many of these had
    other bytes and were written, and how many were taken away."""

    files: int
    bytes: int
    made: int
    written: int
    removed: int


def copy_account(
    folder: Path, asked: Sequence[str], *, environment: Mapping[str, str], step: Step, processes: int = 0
) -> Copied:
    """Write the account that the settings name into a folder, or bring the copy there up to date.

    ``asked``: see ``website.within.places_of``. ``environment``: what the processes that make pages start
    with; ``processes``: how many, 0 for as many as are worth it, 1 for this one alone. Killed at any moment,
    every file is an old or a new one, whole, and the next run goes on. Raises UserError for a folder that is
    not a copy's, for an account that is not ready, or for an unknown place; CopyError for a page that does
    not answer.
    """
    noting.turn_on()
    before = manifest.read(folder)
    account = _account()
    places, frame = places_of(account, asked), frame_of(account)
    key = _key(account, frame, places)
    if before.key == key and manifest.is_whole(folder, before):
        return Copied(len(before.files), sum(before.files.values()), 0, 0, 0)
    if not before.key:
        clear_parts(folder)
    addresses = list(addresses_of(account, places))
    own = for_robots(account, places, settings.ADDRESS or "http://localhost")
    planned = dict.fromkeys([*map(file_of, addresses), *own], 0)
    manifest.write(folder, Manifest("", {**planned, **before.files}))
    known = notes.read(folder, frame)
    notes.begin(folder, frame)
    lots, many = _lots(addresses, known), processes or _enough(len(addresses))
    laid: list[Laid] = []
    lay = partial(lay_down, folder, ended=bool(before.key))
    for lot in map(lay, lots) if many == 1 else _in_processes(lay, lots, dict(environment), many):
        notes.add(folder, [one.note for one in lot if one.made])
        laid += lot
        step("writing pages", len(laid), len(addresses))
    written = sum(put(folder, name, content) for name, content in own.items())
    gone = sorted(set(before.files) - set(planned))
    for name in gone:
        remove(folder, name)
    os.sync()  # each file on the disk before it is told that all are there
    notes.gather(folder, frame, {one.note.name: one.note for one in laid})
    files = {one.note.name: one.note.size for one in laid} | {name: len(one) for name, one in own.items()}
    # Where the account has moved on meanwhile, the next run has to look again.
    manifest.write(folder, Manifest(key if _key(_account(), frame, places) == key else "", files))
    made, changed = sum(one.made for one in laid), sum(one.written for one in laid)
    return Copied(len(files), sum(files.values()), made, changed + written, len(gone))


def _account() -> Account:
    try:
        return open_account()
    except NotReadyError as error:
        remedy = "Load the workspace first: ropewalk load"
        raise UserError(
            Fault("the account cannot be shown yet", remedy, value=str(error.__cause__))
        ) from error


def _key(account: Account, frame: str, places: Sequence[str]) -> str:
    """Names all that the files follow from: findings, definitions, code, settings, the day, the places."""
    told = (account.key, frame, str(clock.today()), *places)
    return sha256("\n".join(told).encode()).hexdigest()[:24]


def _enough(addresses: int) -> int:
    """One process a core, but none for fewer files than it takes longer to start than to make them here."""
    return min(os.cpu_count() or 1, 1 + addresses // WORTH_ONE)


def _lots(addresses: Sequence[str], known: Mapping[str, Note]) -> Iterator[Lot]:
    """The addresses in lots, each address with the note of its file."""
    for at in range(0, len(addresses), AT_ONCE):
        yield tuple((one, known.get(file_of(one))) for one in addresses[at : at + AT_ONCE])


def _in_processes(
    lay: Lay, lots: Iterator[Lot], environment: dict[str, str], processes: int
) -> Iterator[tuple[Laid, ...]]:
    """Lay all down in processes started afresh: a forked one may hang in the engine's threads."""
    with ProcessPoolExecutor(
        processes, mp_context=get_context("spawn"), initializer=start, initargs=(environment,)
    ) as pool:
        try:
            yield from _as_done(pool, lay, lots, processes * AHEAD)
        except BaseException as error:
            pool.shutdown(wait=False, cancel_futures=True)
            if isinstance(error, BrokenProcessPool):
                remedy = "Run it again: it goes on from there. Was there memory enough?"
                raise CopyError(Fault("a process that makes pages was stopped", remedy)) from error
            raise


def _as_done(
    pool: ProcessPoolExecutor, lay: Lay, lots: Iterator[Lot], ahead: int
) -> Iterator[tuple[Laid, ...]]:
    """What each lot became, as it is done; few lots are on their way at a time, so memory stays flat."""
    asked: set[Future[tuple[Laid, ...]]] = {pool.submit(lay, lot) for lot in islice(lots, ahead)}
    while asked:
        done, asked = wait(asked, return_when=FIRST_COMPLETED)
        asked |= {pool.submit(lay, lot) for lot in islice(lots, len(done))}
        yield from (one.result() for one in done)

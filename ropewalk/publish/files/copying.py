"""Write the whole account as files; after a load, only what has changed."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils import timezone

from ropewalk.publish.account import Account, NotReadyError, open_account
from ropewalk.publish.code_key import code_key
from ropewalk.publish.files import manifest
from ropewalk.publish.files.chosen import addresses_of, for_robots
from ropewalk.publish.files.lay import clear_parts, file_of, put, remove
from ropewalk.publish.files.manifest import Manifest
from ropewalk.publish.files.work import Laid, lay_down, start
from ropewalk.publish.website.within import places_of
from ropewalk.vocabulary.errors import Fault, UserError

AT_ONCE: Final = 40
"""Addresses that a process takes at a time: neighbours share what a page holds in memory."""
Step = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Copied:
    """What a run did: files and bytes that the copy holds, how many were written and taken away."""

    files: int
    bytes: int
    written: int
    removed: int


def copy_account(
    folder: Path, asked: Sequence[str], *, environment: Mapping[str, str], step: Step, processes: int = 2
) -> Copied:
    """Write the account that the settings name into a folder, or bring the copy there up to date.

    ``asked``: see ``website.within.places_of``. ``environment``: what the processes that make pages start
    with. Killed at any moment, every file is an old or a new one, whole, and the next run goes on. Raises
    UserError for a folder that is not a copy's, for an account that is not ready, or for an unknown place;
    CopyError for a page that does not answer.
    """
    before = manifest.read(folder)
    account = _account()
    places = places_of(account, asked)
    key = _key(account, places)
    if before.key == key and manifest.is_whole(folder, before):
        return Copied(len(before.files), sum(before.files.values()), 0, 0)
    if not before.key:
        clear_parts(folder)
    addresses = list(addresses_of(account, places))
    own = for_robots(account, places, settings.ADDRESS or "http://localhost")
    planned = dict.fromkeys([*map(file_of, addresses), *own], 0)
    manifest.write(folder, Manifest("", {**planned, **before.files}))
    laid = _in_processes(folder, addresses, dict(environment), step, processes)
    laid += [Laid(name, len(content), put(folder, name, content)) for name, content in own.items()]
    gone = sorted(set(before.files) - set(planned))
    for name in gone:
        remove(folder, name)
    files = {one.name: one.size for one in laid}
    manifest.write(folder, Manifest(key, files))
    return Copied(len(files), sum(files.values()), sum(one.written for one in laid), len(gone))


def _account() -> Account:
    try:
        return open_account()
    except NotReadyError as error:
        remedy = "Load the workspace first: ropewalk load"
        raise UserError(
            Fault("the account cannot be shown yet", remedy, value=str(error.__cause__))
        ) from error


def _key(account: Account, places: Sequence[str]) -> str:
    """Names all that the files follow from: findings, definitions, code, day, the address, the places."""
    told = (account.key, code_key(), str(timezone.localdate()), settings.ADDRESS, *places)
    return sha256("\n".join(told).encode()).hexdigest()[:24]


def _in_processes(
    folder: Path, addresses: Sequence[str], environment: dict[str, str], step: Step, processes: int
) -> list[Laid]:
    """Lay all down in processes started afresh: a forked one may hang in the engine's threads."""
    parts = [addresses[at : at + AT_ONCE] for at in range(0, len(addresses), AT_ONCE)]
    found: list[Laid] = []
    with ProcessPoolExecutor(
        processes, mp_context=get_context("spawn"), initializer=start, initargs=(environment,)
    ) as pool:
        asked = [pool.submit(lay_down, folder, part) for part in parts]
        try:
            for done in as_completed(asked):
                found += done.result()
                step("writing pages", len(found), len(addresses))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return found

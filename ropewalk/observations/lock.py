"""One writer at a time. Readers take no lock: they read versions, which never change."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from ropewalk.observations import faults
from ropewalk.vocabulary.errors import Fault, StoreError


class LockError(StoreError):
    """The lock could not be had: another writer holds it, or the folder may not be written."""


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Hold the store's lock file. Raises LockError at once when another writer holds it.

    The operating system lets go of the lock when its process ends, however it ends, so a killed
    load leaves nothing to clean up and the file itself may lie there for ever.
    """
    file = folder / "lock"
    with _opened(file) as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            problem, remedy = (
                "another load is writing to this store",
                "Wait until it has finished, then load again",
            )
            raise LockError(Fault(problem, remedy, file=str(file))) from error
        yield


def _opened(file: Path) -> IO[str]:
    try:
        with faults.writing(file.parent):
            return file.open("a")
    except StoreError as error:
        raise LockError(*error.faults) from error

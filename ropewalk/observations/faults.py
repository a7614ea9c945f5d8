"""What Delta, Polars or the disk raise becomes a StoreError that says what to do."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import msgspec
import polars as pl
from deltalake.exceptions import DeltaError

from ropewalk.vocabulary.errors import Fault, StoreError

RESTORE: Final = "Put the store's folder back from a copy, or build the workspace again from its sources"
_FAULTS: Final = (
    DeltaError,
    OSError,
    msgspec.MsgspecError,
    pl.exceptions.PolarsError,
    pl.exceptions.PanicException,
)


@contextmanager
def reading(folder: Path | str) -> Iterator[None]:
    """Faults met while reading: a file is missing, damaged or not to be read."""
    with _named(folder, "the store cannot be read", RESTORE):
        yield


@contextmanager
def writing(folder: Path | str) -> Iterator[None]:
    """Faults met while writing: no room, no permission."""
    remedy = "See that the disk has room and the folder may be written, then try again"
    with _named(folder, "the store could not be written and is as it was", remedy):
        yield


@contextmanager
def _named(folder: Path | str, problem: str, remedy: str) -> Iterator[None]:
    try:
        yield
    except BaseException as error:
        # Polars panics on some damaged files, and a panic is a BaseException only.
        if not isinstance(error, _FAULTS):
            raise
        first_line = (str(error).splitlines() or [type(error).__name__])[0]
        raise StoreError(Fault(f"{problem}: {first_line}", remedy, file=str(folder))) from error

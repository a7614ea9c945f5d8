"""Zip files whose bytes are the same whenever they are made."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

EPOCH: Final = (1980, 1, 1, 0, 0, 0)
LEVEL: Final = 6
_READABLE: Final = 0o644 << 16


def begin(to: Path | IO[bytes]) -> ZipFile:
    """An empty archive. Raises OSError when the disk refuses."""
    return ZipFile(to, "w", ZIP_DEFLATED, compresslevel=LEVEL)


def add(archive: ZipFile, name: str, content: bytes, *, stored: bool = False) -> None:
    """Add a file; ``stored``: without compressing it."""
    archive.writestr(_info(name), content, ZIP_STORED if stored else ZIP_DEFLATED, LEVEL)


@contextmanager
def member(archive: ZipFile, name: str) -> Iterator[IO[bytes]]:
    """A file of the archive, to be written bit by bit."""
    info = _info(name)
    info.compress_type = ZIP_DEFLATED
    info._compresslevel = LEVEL  # type: ignore[attr-defined]
    with archive.open(info, "w", force_zip64=True) as out:
        yield out


def _info(name: str) -> ZipInfo:
    info = ZipInfo(name, EPOCH)
    info.create_system, info.external_attr = 3, _READABLE
    return info

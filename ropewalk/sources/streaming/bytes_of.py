"""A publisher's bytes, a piece at a time, unpacked where the name ends in ``.gz``, hashed on the way."""

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, Final, cast

from ropewalk.vocabulary.errors import Fault, SourceError
from ropewalk.vocabulary.source import File

PIECE: Final = 1 << 20


def again(listing: str) -> str:
    """What to do about a file that is not the one that its ``listing`` tells of."""
    return f"Fetch the file again; if the publisher has changed it, put the new sha256 and bytes in {listing}"


@dataclass
class Bytes:
    """A file of a source that is read once, from beginning to end. ``name`` is what errors call it, and
    ``listing`` the file that its hash stands in.

    ``done``: how many of its bytes have been read.
    """

    path: Path
    name: str
    expected: File
    listing: str = "origin.toml"
    done: int = 0
    _hash: Any = field(default_factory=sha256, repr=False)

    def pieces(self, size: int = PIECE) -> Iterator[bytes]:
        """The bytes in order. Raises SourceError when the file is missing, damaged, or another."""
        with _told(self.name, self.listing), _opened(self.path) as file:
            while piece := file.read(size):
                self._hash.update(piece)
                self.done += len(piece)
                yield piece
        self._check()

    def beginning(self, size: int = 64) -> bytes:
        """The first few bytes. Raises SourceError as ``pieces`` does."""
        with _told(self.name, self.listing), _opened(self.path) as file:
            return file.read(size)

    def rest(self) -> None:
        """Read it all again, so that its hash is known. Raises SourceError as ``pieces`` does."""
        Bytes(self.path, self.name, self.expected, self.listing).check()

    def check(self) -> None:
        """Read to the end, for its hash alone. Raises SourceError as ``pieces`` does."""
        for _ in self.pieces():
            pass

    def _check(self) -> None:
        if self.done != self.expected.bytes:
            problem = f"the file has {self.done} bytes and should have {self.expected.bytes}"
            raise SourceError(Fault(problem, again(self.listing), file=self.name))
        if (found := self._hash.hexdigest()) != self.expected.sha256:
            problem = f"the file's sha256 is not the one in {self.listing}"
            raise SourceError(Fault(problem, again(self.listing), self.name, None, found))


@contextmanager
def _told(name: str, listing: str) -> Iterator[None]:
    """What the disk or the packing raises becomes a fault of the file."""
    try:
        yield
    except FileNotFoundError as error:
        remedy = f"Put it in the source's folder, or take it out of {listing}"
        raise SourceError(Fault("the file is missing", remedy, file=name)) from error
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise SourceError(Fault(f"the file is damaged: {error}", again(listing), file=name)) from error


def _opened(path: Path) -> IO[bytes]:
    return cast(IO[bytes], gzip.open(path)) if path.name.endswith(".gz") else path.open("rb")

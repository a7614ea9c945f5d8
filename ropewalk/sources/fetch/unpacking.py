"""Decompression that stops: a few kilobytes can unpack to more than a disk holds."""

import zlib
from collections.abc import Iterator

from ropewalk.sources.fetch.faults import TryAgainError, refused

GZIP = b"\x1f\x8b"
STEP = 1 << 20


class Limit:
    """Counts bytes. Raises FetchError when there are more than ``most``."""

    def __init__(self, most: int, what: str, address: str) -> None:
        self.most, self.what, self.address, self.count = most, what, address, 0

    def add(self, size: int) -> None:
        """Count ``size`` more bytes."""
        self.count += size
        if self.count > self.most:
            problem = f"the file is larger than {self.most:,} bytes {self.what}"
            remedy = "See that it is the right file; if it is, raise the limit in fetch.toml"
            raise refused(problem, remedy, self.address)


def unpacked(chunks: Iterator[bytes], limit: Limit) -> Iterator[bytes]:
    """The bytes that gzip ``chunks`` (one or more members) hold, in steps, none counted beyond the limit.

    Raises TryAgainError when the packed bytes are damaged or end too soon.
    """
    engine, open_member = zlib.decompressobj(wbits=31), False
    for chunk in chunks:
        while chunk:
            if engine.eof:
                engine, open_member = zlib.decompressobj(wbits=31), False
            try:
                part = engine.decompress(chunk, STEP)
            except zlib.error as error:
                raise TryAgainError(f"the answer's compression is damaged ({error})") from error
            open_member = not engine.eof
            limit.add(len(part))
            if part:
                yield part
            chunk = engine.unused_data.lstrip(b"\0") if engine.eof else engine.unconsumed_tail
    if open_member:
        raise TryAgainError("the answer is cut short")

"""Getting one declared file, whatever the service, into a folder of our own."""

import gzip
import time
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ropewalk.sources.fetch.asking import Ask, asks, page
from ropewalk.sources.fetch.declared import Explore, Fingertips, Limits, Nomis, Url
from ropewalk.sources.fetch.faults import TryAgainError, refused
from ropewalk.sources.fetch.guard import Clock
from ropewalk.sources.fetch.http import Client, Reply
from ropewalk.sources.fetch.joining import Joined, Page
from ropewalk.sources.fetch.kept import Kept
from ropewalk.sources.fetch.sniffing import check_kind
from ropewalk.sources.fetch.trying import Tell, persist
from ropewalk.sources.fetch.unpacking import GZIP, STEP, Limit, unpacked


@dataclass(frozen=True)
class Got:
    """A file as it came. ``path`` is None when the service said that it has not changed.

    ``sha256`` and ``bytes`` are of the publisher's bytes, before compression; ``kept`` is what the next
    fetch is told of this one.
    """

    name: str
    path: Path | None
    sha256: str
    bytes: int
    kept: Kept


class Getter:
    """Gets the files of a source, one after the other. ``folder`` is where they are put."""

    def __init__(self, folder: Path, limits: Limits, tell: Tell) -> None:
        self.folder, self.limits, self.tell = folder, limits, tell
        self.asked = 0

    def get(self, file: Url | Fingertips | Nomis | Explore, known: Kept | None) -> Got:
        """Get one file; ``known`` (of bytes that are still there) makes the request conditional.

        Raises FetchError, with what to do about it, when the file does not come or is not what it should be.
        """
        clock, part = Clock(self.limits.total), self.folder / f"{file.name}.part"
        first = page(file, 0) if isinstance(file, Nomis) else asks(file)[0]
        client = Client((first.address,), self.limits, clock)
        try:
            if isinstance(file, Nomis):
                reply = self._pages(client, file, part)
            elif len(wanted := asks(file)) > 1:
                reply = self._several(client, wanted, part)
            else:
                reply = self._ask(client, first, part, known.conditions if known else {})
        finally:
            client.close()
        if not reply.fresh and known is not None:
            return Got(file.name, None, known.sha256, known.bytes, known.seen_again())
        return self._finish(file.name, part, reply, first.address)

    def _ask(self, client: Client, ask: Ask, to: Path, known: dict[str, str]) -> Reply:
        if self.asked:
            time.sleep(self.limits.pause)
        self.asked += 1
        found: list[Reply] = []
        self.tell(f"asking {ask.address}")

        def once() -> None:
            found.append(client.get(ask, to, known))

        persist(once, self.limits, client.clock, ask.address, self.tell)
        if not found[-1].fresh and not known:
            problem = "the service says that nothing has changed, and was not asked that"
            raise refused(problem, "Fetch again", ask.address)
        return found[-1]

    def _several(self, client: Client, wanted: tuple[Ask, ...], to: Path) -> Reply:
        """One request an area type; nothing is conditional, as one answer says nothing of the others."""
        reply, one, size = (
            None,
            to.with_suffix(".one"),
            Limit(self.limits.unpacked, "in all", wanted[0].address),
        )
        with to.open("wb") as out:
            joined = Joined(out, wanted[0].address)
            for ask in wanted:
                reply = self._ask(client, ask, one, {})
                size.add(reply.size)
                check_kind(one, "one.csv", reply.kind, ask.address, self.limits.unpacked)
                joined.add(one)
        assert reply is not None  # noqa: S101 - declared files have at least one request
        return Reply(True, wanted[0].address, reply.kind)

    def _pages(self, client: Client, file: Nomis, to: Path) -> Reply:
        """Page after page; from the start again when the data change in between."""
        first = page(file, 0)
        persist(
            lambda: self._all_pages(client, file, to), self.limits, client.clock, first.address, self.tell
        )
        return Reply(True, first.address, "text/csv")

    def _all_pages(self, client: Client, file: Nomis, to: Path) -> None:
        offset, total, one = 0, None, to.with_suffix(".one")
        address = page(file, 0).address
        size = Limit(self.limits.unpacked, "in all", address)
        with to.open("wb") as out:
            joined = Joined(out, address)
            while total is None or offset < total:
                reply = self._ask(client, page(file, offset), one, {})
                size.add(reply.size)
                check_kind(one, "one.csv", reply.kind, address, self.limits.unpacked)
                here = Page(one, address)
                here.check(offset, total)
                if not here.records:
                    remedy = "See that every dimension of the query is spelt as the service does"
                    raise refused("the query finds no records", remedy, address)
                joined.add(one)
                offset, total = offset + here.records, here.total
        if offset != total:
            raise TryAgainError(f"{offset} records came, of {total}")

    def _finish(self, name: str, part: Path, reply: Reply, address: str) -> Got:
        """Hash, look at and, where the name says so, compress what came."""
        packed = _starts_with(part, GZIP) and name.endswith(".gz")
        path, plain = self.folder / name, part
        if packed:
            plain = part.with_suffix(".plain")
            with plain.open("wb") as out:
                for chunk in unpacked(_chunks(part), Limit(self.limits.unpacked, "unpacked", address)):
                    out.write(chunk)
        check_kind(plain, name, reply.kind, address, self.limits.unpacked)
        digest, size = sha256(), 0
        for chunk in _chunks(plain):
            digest.update(chunk)
            size += len(chunk)
        if name.endswith(".gz") and not packed:
            _compress(plain, path)
        else:
            part.replace(path)
        kept = Kept.made(name, address, reply, digest.hexdigest(), size)
        return Got(name, path, digest.hexdigest(), size, kept)


def _compress(plain: Path, to: Path) -> None:
    """The same bytes always become the same file: no name and no time are written into it."""
    with to.open("wb") as out, gzip.GzipFile("", "wb", 9, out, mtime=0) as packed:
        for chunk in _chunks(plain):
            packed.write(chunk)


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(STEP):
            yield chunk


def _starts_with(path: Path, mark: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(len(mark)) == mark

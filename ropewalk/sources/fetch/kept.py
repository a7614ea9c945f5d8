"""What is remembered of a fetch, in ``fetched.toml`` beside the files: so that unchanged bytes stay."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import msgspec
import tomli_w

from ropewalk.sources.documents import read_document
from ropewalk.sources.fetch.http import Reply

FILE = "fetched.toml"


class Kept(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One file's newest bytes: whence, their hash, when they came, and when they were last asked for.

    ``etag`` and ``last_modified`` are the service's own marks of these bytes; ``final``: where redirects led.
    """

    name: str
    address: str
    sha256: str
    bytes: int
    fetched: datetime
    checked: datetime
    final: str = ""
    etag: str = ""
    last_modified: str = ""

    @classmethod
    def made(cls, name: str, address: str, reply: Reply, sha256: str, size: int) -> Kept:
        """What is remembered of bytes that have just come."""
        now = _now()
        return cls(
            name=name,
            address=address,
            sha256=sha256,
            bytes=size,
            fetched=now,
            checked=now,
            final="" if reply.address == address else reply.address,
            etag=reply.etag,
            last_modified=reply.last_modified,
        )

    @property
    def conditions(self) -> dict[str, str]:
        """The headers that ask for the bytes only if they are no longer these."""
        marks = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in marks.items() if value}

    def seen_again(self) -> Kept:
        """The same, asked for again just now."""
        return msgspec.structs.replace(self, checked=_now())


class Fetched(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A whole ``fetched.toml``."""

    file: tuple[Kept, ...] = ()


def read_kept(folder: Path) -> dict[str, Kept]:
    """What is remembered, by file name; nothing before the first fetch. Raises DefinitionError."""
    if not (folder / FILE).exists():
        return {}
    return {kept.name: kept for kept in read_document(folder / FILE, Fetched, f"{folder.name}/{FILE}").file}


def write_kept(folder: Path, kept: dict[str, Kept]) -> None:
    """Put ``fetched.toml`` in place, whole."""
    part = folder / f".{FILE}.part"
    fields = [{k: v for k, v in msgspec.structs.asdict(one).items() if v != ""} for one in kept.values()]
    part.write_text(tomli_w.dumps({"file": fields}), encoding="utf-8")
    part.replace(folder / FILE)


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)

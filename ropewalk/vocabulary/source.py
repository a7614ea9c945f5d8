"""Where a source's bytes came from, and on what terms."""

from datetime import date, datetime
from hashlib import sha256

import msgspec


def returned(indicator: str) -> str:
    """The source of an indicator whose figures people send in to the office. Its folder is made with the
    first figure, so a definition may name it before there is one."""
    return f"returns-{indicator}"


class File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One file of a source. ``sha256`` and ``bytes`` are of the publisher's bytes, before compression."""

    name: str
    sha256: str
    bytes: int


class Origin(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A source's origin. Every field is needed to publish a number that came from it, but one.

    ``published`` is None when our copy does not record the day: shown as not recorded, never guessed.
    ``published_at``: when the publisher put out these bytes, by its own clock. ``edition`` tells them from
    other editions of the source.
    """

    id: str
    title: str
    producer: str
    licence: str
    attribution: str
    address: str
    retrieved: date
    files: tuple[File, ...]
    published: date | None = None
    notes: str = ""
    edition: str = ""
    published_at: datetime | None = None

    @property
    def edition_names(self) -> tuple[str, ...]:
        """What these bytes may be called: the edition's own name, if it has one, and the start of their hash,
        which stays the same when a newer edition comes and this one is given a name."""
        short = sha256("".join(sorted(file.sha256 for file in self.files)).encode()).hexdigest()[:12]
        return (self.edition, short) if self.edition else (short,)

    @property
    def edition_name(self) -> str:
        """What these bytes are called first of all."""
        return self.edition_names[0]

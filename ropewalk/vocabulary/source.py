"""Where a source's bytes came from, and on what terms."""

from datetime import date

import msgspec


class File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One file of a source. ``sha256`` and ``bytes`` are of the publisher's bytes, before compression."""

    name: str
    sha256: str
    bytes: int


class Origin(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A source's origin. Every field is needed to publish a number that came from it, but one.

    ``published`` is None when our copy does not record the day: shown as not recorded, never guessed.
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

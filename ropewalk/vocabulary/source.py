"""Where a source's bytes came from, and on what terms."""

from datetime import date

import msgspec


class File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One file of a source. ``sha256`` and ``bytes`` are of the publisher's bytes, before compression."""

    name: str
    sha256: str
    bytes: int


class Origin(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A source's origin. Every field is needed to publish a number that came from it."""

    id: str
    title: str
    producer: str
    licence: str
    attribution: str
    address: str
    published: date
    retrieved: date
    files: tuple[File, ...]
    notes: str = ""

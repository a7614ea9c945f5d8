"""What a release froze: all that its reports are made of, as values and as files that last.

Tables are Parquet, all else is JSON with its keys in order, so that equal content has equal bytes and anybody
can read it without this program.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import Any, Final

import msgspec
import polars as pl

from ropewalk.vocabulary.city import Definitions
from ropewalk.vocabulary.errors import Fault, StoreError
from ropewalk.vocabulary.place import Place
from ropewalk.vocabulary.source import Origin

FORMAT: Final = 1


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What a release says of itself. ``number``: nought for a draft that is no release; ``at``: its time;
    ``revision``, ``revised_at``: of the figures; ``code``: names the code that showed it."""

    number: int
    title: str
    at: datetime
    revision: int
    definitions: str
    code: str
    about: str = ""
    revised_at: datetime | None = None
    corrects: int = 0
    reason: str = ""
    changes: str = ""


class Before(msgspec.Struct, frozen=True, kw_only=True):
    """The release before, to follow up on: its verdicts as counted, by indicator, and what rooms held."""

    number: int
    title: str
    at: datetime
    revision: int
    counted: dict[str, str]
    rooms: dict[str, Any] = {}


@dataclass(frozen=True, eq=False)
class Frozen:
    """``findings``: of the own place; ``headlines``: as counted; ``series``: of it and the areas it lies in;
    ``inside``: the newest figures of its neighbourhoods; ``rooms``: what people wrote, by room."""

    about: About
    definitions: Definitions
    findings: pl.DataFrame
    headlines: pl.DataFrame
    series: pl.DataFrame
    inside: pl.DataFrame
    places: Mapping[str, Place]
    origins: Mapping[str, Origin]
    rooms: Mapping[str, Any] = field(default_factory=dict)
    before: Before | None = None


class Kept(msgspec.Struct, frozen=True):
    """A file of a release: its name, the hash and number of its bytes."""

    name: str
    sha256: str
    bytes: int


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """Names every file of a release. Its own hash stands in the database, and on the release's page."""

    about: About
    inputs: tuple[Kept, ...]
    documents: tuple[Kept, ...]
    format: int = FORMAT


TABLES: Final = ("findings", "headlines", "series", "inside")
_VALUES: Final[dict[str, Any]] = {
    "about": About,
    "definitions": Definitions,
    "places": dict[str, Place],
    "origins": dict[str, Origin],
    "rooms": dict[str, Any],
    "before": Before | None,
}


def as_json(value: Any) -> bytes:
    """A value as JSON, the same bytes for the same value."""
    return msgspec.json.encode(value, order="deterministic")


def to_files(frozen: Frozen) -> dict[str, bytes]:
    """The files of what is frozen, by name."""
    values = {f"{name}.json": as_json(getattr(frozen, name)) for name in _VALUES}
    return values | {f"{name}.parquet": _parquet(getattr(frozen, name)) for name in TABLES}


def from_files(files: Mapping[str, bytes]) -> Frozen:
    """What was frozen, from its files. Raises StoreError for what this version of the program cannot read."""
    try:
        values = {
            name: msgspec.json.decode(files[f"{name}.json"], type=kind) for name, kind in _VALUES.items()
        }
        tables: dict[str, Any] = {name: pl.read_parquet(BytesIO(files[f"{name}.parquet"])) for name in TABLES}
    except (KeyError, msgspec.DecodeError, pl.exceptions.PolarsError) as error:
        remedy = "Read the documents that were kept with it; they are what was published"
        raise StoreError(Fault(f"this version cannot read the release: {error}", remedy)) from error
    return Frozen(**values, **tables)


def manifest_of(content: bytes) -> Manifest:
    """A manifest from its bytes. Raises StoreError when it is none."""
    try:
        return msgspec.json.decode(content, type=Manifest)
    except msgspec.DecodeError as error:
        raise StoreError(Fault(f"this is no manifest: {error}", "Put it back from a backup")) from error


def _parquet(table: pl.DataFrame) -> bytes:
    written = BytesIO()
    table.write_parquet(written, compression="zstd", statistics=False)
    return written.getvalue()

"""Outlines kept: what maps are drawn from, a derived table beside the findings.

``store/outlines/<key>/`` holds ``areas.parquet``, one row a place, and ``layers.json``, what each layer is;
the key names the boundaries' bytes, what was declared of them and the rules. ``current`` names the folder
that readers use: see ``placed``. Made by ``workspace.outlines``.
"""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

import msgspec
import polars as pl

from ropewalk.findings.lacking import lacking
from ropewalk.findings.placed import name_of, place, placed
from ropewalk.vocabulary.errors import Fault, StoreError

HOME: Final = "outlines"
AREAS: Final = "areas.parquet"
LAYERS: Final = "layers.json"


class Layer(msgspec.Struct, frozen=True, kw_only=True):
    """What a layer of the maps is. ``unit``: metres of one step; ``built``: how it was put together, where a
    reader must know; ``sources``: whose lines and names these are."""

    kind: str
    title: str
    unit: float
    built: str = ""
    sources: tuple[str, ...] = ()


class Outline(msgspec.Struct, frozen=True):
    """A place as it is drawn, in whole units, down from the top left corner of its layer.

    ``area``: the code of the area that it was put into by its name, else empty. ``x`` and ``y``: where a name
    stands best. ``beside``: the codes of the places that it shares a border with.
    """

    kind: str
    code: str
    name: str
    area: str
    path: str
    x: int
    y: int
    left: int
    top: int
    right: int
    bottom: int
    beside: tuple[str, ...]


class Outlines(msgspec.Struct, frozen=True):
    """Every outline by kind and code, in order of code, and what the layers are, by kind."""

    places: dict[str, dict[str, Outline]] = {}
    layers: dict[str, Layer] = {}

    def of(self, kind: str, code: str) -> Outline | None:
        """The outline of a place; None where no boundary is held."""
        return self.places.get(kind, {}).get(code)


def write_outlines(folder: Path, key: str, areas: pl.DataFrame, layers: Sequence[Layer]) -> None:
    """Keep outlines in the store's folder under a key and make them the current ones. Raises StoreError when
    the disk refuses; what was current then still is."""

    def fill(part: Path) -> None:
        areas.write_parquet(part / AREAS, compression="zstd")
        (part / LAYERS).write_bytes(msgspec.json.encode(layers))

    place(folder / HOME, key, fill, what="outlines")


def current_key(folder: Path) -> str:
    """The key of the current outlines of a store's folder; empty when there are none."""
    name = _current(folder)
    whole = name and (folder / HOME / name / AREAS).is_file() and not outlines_lack(folder)
    return name_of(name) if whole else ""


def outlines_lack(folder: Path) -> tuple[Fault, ...]:
    """What readers would miss in the outlines kept: nothing where none are, for not every city has maps."""
    home = folder / HOME / _current(folder)
    return lacking(home, {AREAS: Outline.__struct_fields__}) if (home / AREAS).is_file() else ()


def outlines_of(folder: Path) -> Outlines:
    """The current outlines of a store's folder; none where the workspace holds no boundaries. Raises
    StoreError when a file is missing or damaged."""
    name = _current(folder)
    return _read(folder / HOME / name) if name else Outlines()


@lru_cache(maxsize=4)
def _read(folder: Path) -> Outlines:
    """A folder that was placed is never written again, so it may be kept."""
    try:
        layers = msgspec.json.decode((folder / LAYERS).read_bytes(), type=list[Layer])
        rows = msgspec.convert(pl.read_parquet(folder / AREAS).to_dicts(), list[Outline])
    except (OSError, pl.exceptions.PolarsError, msgspec.MsgspecError) as error:
        remedy = "Make them again: ropewalk refresh"
        problem = "a file of the outlines is missing or damaged"
        raise StoreError(Fault(problem, remedy, file=str(folder))) from error
    places: dict[str, dict[str, Outline]] = {layer.kind: {} for layer in layers}
    for row in rows:
        places.setdefault(row.kind, {})[row.code] = row
    return Outlines(places, {layer.kind: layer for layer in layers})


def _current(folder: Path) -> str:
    try:
        return placed(folder / HOME)
    except OSError:
        return ""

"""A publisher's GeoJSON -> shapes on the national grid, checked, or an error that names the features."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec
import numpy as np
import pyproj
import shapely

from ropewalk.sources.boundaries.declared import Layer
from ropewalk.sources.boundaries.geometry import Shapes, mended, misfits
from ropewalk.sources.faults import first_faults
from ropewalk.vocabulary.errors import Fault, SourceError

GRID: Final = "EPSG:27700"
"""The national grid, in metres: shapes and distances are true over the whole of Great Britain."""
PLAIN: Final = "OGC:CRS84"
"""What GeoJSON is in unless it says otherwise: longitude and latitude (RFC 7946, section 4)."""
AGAIN: Final = "Fetch the file again, or tell its publisher"


class _Feature(msgspec.Struct):
    properties: dict[str, Any]
    geometry: msgspec.Raw = msgspec.Raw(b"null")


class _Named(msgspec.Struct):
    properties: dict[str, str] = {}


class _Collection(msgspec.Struct):
    features: list[_Feature]
    crs: _Named | None = None


@dataclass(frozen=True, eq=False)
class Areas:
    """Places with their shapes, in order of code. Shapes are valid, on the grid, and a coverage."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    shapes: Shapes


def read_areas(data: bytes, layer: Layer, file: str) -> Areas:
    """Read the boundaries of a layer. Raises SourceError naming the file and each feature that is without a
    code, damaged, or at odds with its neighbours."""
    found = _decoded(data, file)
    codes, names = (_texts(found.features, name, file) for name in (layer.code, layer.name))
    _check_codes(codes, file)
    texts = np.array([bytes(feature.geometry) for feature in found.features], dtype=object)
    shapes = mended(shapely.from_geojson(texts, on_invalid="ignore"))
    _refuse(
        shapely.is_missing(shapes), codes, "the boundary is damaged: it has no area, or crosses itself", file
    )
    shapes = mended(on_grid(shapes, _system(found, layer, file)))
    _refuse(shapely.is_missing(shapes), codes, "the boundary lies outside the national grid", file)
    _refuse(misfits(shapes), codes, "the boundary overlaps a neighbour's, or does not meet it exactly", file)
    order = np.argsort(np.array(codes))
    return Areas(tuple(codes[at] for at in order), tuple(names[at] for at in order), shapes[order])


def on_grid(shapes: Shapes, system: str) -> Shapes:
    """Shapes of a reference system in metres of the national grid, right to about two metres; None for one
    that lies where the grid does not reach."""
    if pyproj.CRS(system) == pyproj.CRS(GRID):
        return np.array(shapes, dtype=object)
    move = pyproj.Transformer.from_crs(system, GRID, always_xy=True, allow_ballpark=False)
    out = shapely.transform(shapes, lambda at: np.column_stack(move.transform(at[:, 0], at[:, 1])))
    out[~np.isfinite(shapely.bounds(out)).all(axis=1)] = None
    return np.asarray(out, dtype=object)


def _decoded(data: bytes, file: str) -> _Collection:
    try:
        found = msgspec.json.decode(data, type=_Collection)
    except msgspec.DecodeError as error:
        raise SourceError(Fault(f"this is not GeoJSON of features: {error}", AGAIN, file=file)) from error
    if not found.features:
        raise SourceError(Fault("there are no features in the file", AGAIN, file=file))
    return found


def _texts(features: Sequence[_Feature], name: str, file: str) -> list[str]:
    missing = [at for at, feature in enumerate(features, start=1) if not feature.properties.get(name)]
    faults = [
        Fault(f"feature {at} has no `{name}`", "Mend `code` or `name` of the layer", file=file)
        for at in missing
    ]
    if faults:
        raise SourceError(*first_faults(faults, file))
    return [str(feature.properties[name]).strip() for feature in features]


def _check_codes(codes: Sequence[str], file: str) -> None:
    known, counts = np.unique(np.array(codes), return_counts=True)
    faults = [Fault("two features have this code", AGAIN, file, None, str(c)) for c in known[counts > 1]]
    if faults:
        raise SourceError(*first_faults(faults, file))


def _refuse(wrong: Any, codes: Sequence[str], problem: str, file: str) -> None:
    """Raise SourceError naming each place whose flag is set."""
    faults = [Fault(problem, AGAIN, file, None, codes[at]) for at in np.flatnonzero(wrong).tolist()]
    if faults:
        raise SourceError(*first_faults(faults, file))


def _system(found: _Collection, layer: Layer, file: str) -> str:
    """The reference system that the file names, or the layer, or GeoJSON's own."""
    named = (found.crs.properties.get("name", "") if found.crs else "") or layer.crs or PLAIN
    # "OGC:1.3:CRS84" is the older spelling of a name without the version.
    named = "OGC:CRS84" if named.endswith("CRS84") else named
    try:
        system = pyproj.CRS(named)
    except pyproj.exceptions.CRSError as error:
        problem, remedy = (
            "the file's coordinate reference system is not known",
            "Name it in the layer's `crs`",
        )
        raise SourceError(Fault(problem, remedy, file, None, named)) from error
    # A file that says EPSG:4326 has longitude first all the same, as GeoJSON always has.
    return PLAIN if system == pyproj.CRS("EPSG:4326") else named

"""Declared layers -> outlines: one row a place, with its path, its box, its label's point, its neighbours."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl
import shapely

from ropewalk.sources.boundaries import areas, geometry, paths
from ropewalk.sources.boundaries.declared import Layer, Names
from ropewalk.sources.boundaries.read import Areas, read_areas
from ropewalk.sources.faults import first_faults
from ropewalk.sources.text import read_csv
from ropewalk.vocabulary.errors import DefinitionError, Fault, SourceError
from ropewalk.vocabulary.place import Place

Fetch = Callable[[str, str], bytes]
"""The bytes of a file, by source and name."""

COLUMNS: Final = (
    "kind",
    "code",
    "name",
    "area",
    "path",
    "x",
    "y",
    "left",
    "top",
    "right",
    "bottom",
    "beside",
)
"""Of a table of outlines. ``area``: the code of the area that a place was put into by name, else empty."""


@dataclass(frozen=True, eq=False)
class Drawn:
    """A layer whose shapes are as they will be drawn, with what rounds them."""

    layer: Layer
    places: Areas
    origin: tuple[float, float]
    unit: float
    area: tuple[str, ...] = ()


def outlines(
    layers: Sequence[Layer],
    source: str,
    fetch: Fetch,
    places: Mapping[str, Place],
    renames: Mapping[str, str],
) -> pl.DataFrame:
    """Every layer of a source as rows of ``COLUMNS``, in the order declared. Raises SourceError for
    boundaries that are damaged, DefinitionError for layers that do not fit together."""
    drawn: dict[str, Drawn] = {}
    for layer in layers:
        if layer.of and layer.of not in drawn:
            problem, remedy = "there is no such layer before this one", "Mend `of`, or put that layer first"
            raise DefinitionError(Fault(problem, remedy, f"{source}/map.toml", None, layer.of))
        if layer.file:
            drawn[layer.kind] = _from_file(layer, source, fetch, places, renames)
        else:
            made = _put_together(layer, drawn[layer.of], fetch, places)
            drawn[layer.kind] = made
    inside = {one.layer.of: one.area for one in drawn.values() if one.layer.by == "name"}
    return pl.concat([_rows(one, inside.get(kind, ())) for kind, one in drawn.items()])


def _from_file(
    layer: Layer, source: str, fetch: Fetch, places: Mapping[str, Place], renames: Mapping[str, str]
) -> Drawn:
    file = f"{source}/{layer.file}"
    found = read_areas(fetch(source, layer.file), layer, file)
    codes = tuple(renames.get(code, code) for code in found.codes)
    strange = [code for code in codes if code not in places]
    if strange:
        remedy = "Add the list that names it to the register, or take an edition of the boundaries that fits"
        problem = "no such place is in the register"
        faults = [Fault(problem, remedy, file, None, code) for code in strange]
        raise SourceError(*first_faults(faults, file))
    shapes = geometry.simplified(found.shapes, layer.tolerance)
    left, _, _, top = shapely.total_bounds(shapes)
    names = tuple(places[code].name for code in codes)
    return Drawn(layer, Areas(codes, names, shapes), (float(left), float(top)), layer.unit)


def _put_together(layer: Layer, base: Drawn, fetch: Fetch, places: Mapping[str, Place]) -> Drawn:
    """The areas that the places of another layer make, drawn with the very same lines."""
    codes = base.places.codes
    if layer.by == "parent":
        groups = areas.by_parent(codes, places, layer.parents)
        made, shapes = geometry.together(base.places.shapes, groups)
        names = tuple(places[code].name for code in made)
    else:
        groups = areas.by_name([places[code].name for code in codes])
        made, shapes = geometry.together(base.places.shapes, groups)
        names = _plain(layer.names, made, codes, fetch, places)
    return Drawn(layer, Areas(made, names, shapes), base.origin, base.unit, tuple(groups))


def _plain(
    names: Names | None, made: Sequence[str], codes: Sequence[str], fetch: Fetch, places: Mapping[str, Place]
) -> tuple[str, ...]:
    """What people call each area: a list of names is of an earlier edition's areas, so only those that have
    stayed just the same get one; the others keep their official name."""
    if names is None:
        return tuple(made)
    file = f"{names.source}/{names.file}"
    table = read_csv(fetch(names.source, names.file), file=file)
    if missing := [name for name in (names.official, names.name) if name not in table.columns]:
        remedy = "Mend `names` of the layer"
        raise SourceError(*(Fault(f"there is no column {name}", remedy, file=file) for name in missing))
    known = areas.plain_names(table, names.official, names.name)
    same = areas.unchanged(codes, places, names.edition)
    return tuple(known.get(name, name) if name in same else name for name in made)


def _rows(drawn: Drawn, area: Sequence[str]) -> pl.DataFrame:
    found, unit = drawn.places, drawn.unit
    shapes = geometry.without_islets(found.shapes, unit)
    corners = paths.rounded(shapes, drawn.origin, unit)
    lost = sorted(set(range(len(shapes))) - set(corners["place"].unique()))
    if lost:
        problem, remedy = "the place is too small to be drawn", "Make `unit` of its layer smaller"
        names = [found.codes[at] for at in lost]
        raise DefinitionError(*(Fault(problem, remedy, drawn.layer.kind, None, name) for name in names))
    labels = paths.points(geometry.label_points(shapes), drawn.origin, unit)
    beside = [[found.codes[at] for at in near] for near in geometry.neighbours(found.shapes)]
    table = pl.DataFrame(
        {
            "place": np.arange(len(shapes)),
            "kind": drawn.layer.kind,
            "code": list(found.codes),
            "name": list(found.names),
            "area": list(area) if area else [""] * len(shapes),
            "x": labels[:, 0],
            "y": labels[:, 1],
            "beside": pl.Series(beside, dtype=pl.List(pl.String)),
        }
    )
    shaped = table.join(paths.written(corners), on="place").join(paths.boxes(corners), on="place")
    return shaped.sort("place").select(COLUMNS)

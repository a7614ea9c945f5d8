"""Pure geometry of coverages: areas that share edges and do not overlap. Arrays in, new arrays out.

Shared edges stay shared at every step: what is simplified, put together or rounded is the same line for both
neighbours, so that a map has neither gaps nor overlaps (A. Visvalingam and J. Whyatt's rule, as GEOS has it).
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final

import numpy as np
import shapely
from numpy.typing import NDArray

Shapes = NDArray[Any]
"""Polygons and multi-polygons, one a place."""

MENDED: Final = 1e-4
"""Mending a shape may change its area by no more than this share of it."""

LEAST: Final = 4.0
"""Parts of a place (islets) of fewer square units than this are not drawn, but for its largest part."""


def mended(shapes: Shapes) -> Shapes:
    """The same areas as valid shapes; None in place of one that is damaged beyond mending: empty, not an
    area, or with edges that cross, so that mending would change its size by more than ``MENDED``."""
    out = np.array(shapes, dtype=object)
    there = ~(shapely.is_missing(out) | shapely.is_empty(out))
    area = np.isin(shapely.get_type_id(out), (3, 6))
    bad = there & area & ~shapely.is_valid(out)
    out[~(there & area)] = None
    fixed = shapely.make_valid(out[bad], method="structure", keep_collapsed=False)
    before, after = shapely.area(out[bad]), shapely.area(fixed)
    same = (np.abs(after - before) <= MENDED * np.maximum(before, after)) & (after > 0)
    fixed[~same] = None
    out[bad] = fixed
    return out


def misfits(shapes: Shapes) -> NDArray[np.bool_]:
    """Which shapes overlap a neighbour or do not meet it exactly: none of them, in a coverage."""
    return np.asarray(~shapely.is_empty(shapely.coverage_invalid_edges(shapes)), dtype=np.bool_)


def simplified(shapes: Shapes, tolerance: float) -> Shapes:
    """A coverage with fewer points. A corner goes when the triangle that it makes with its neighbours is
    smaller than ``tolerance`` squared; shared edges are simplified once."""
    return np.asarray(shapely.coverage_simplify(shapes, tolerance), dtype=object)


def together(shapes: Shapes, groups: Sequence[str]) -> tuple[tuple[str, ...], Shapes]:
    """The shapes of each group as one, groups in order. A shape whose group is empty belongs to none."""
    names = tuple(sorted({name for name in groups if name}))
    belongs = np.array(groups, dtype=object)
    # Over the few groups, once at build.
    made = [shapely.coverage_union_all(shapes[belongs == name]) for name in names]
    return names, np.array(made, dtype=object)


def label_points(shapes: Shapes) -> NDArray[np.float64]:
    """Where a name stands best: the middle of the largest circle that fits into each shape. (n, 2)."""
    circles = shapely.maximum_inscribed_circle(_largest_parts(shapes))
    return np.asarray(shapely.get_coordinates(shapely.get_point(circles, 0)), dtype=np.float64)


def neighbours(shapes: Shapes) -> list[list[int]]:
    """Which shapes touch each one along a line; a corner alone makes no neighbours."""
    one, other = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    pairs = (one != other) & (one < other)
    one, other = one[pairs], other[pairs]
    shared = shapely.length(shapely.intersection(shapes[one], shapes[other])) > 0
    both = np.concatenate([one[shared], other[shared]]), np.concatenate([other[shared], one[shared]])
    order = np.lexsort((both[1], both[0]))
    ends = np.searchsorted(both[0][order], np.arange(len(shapes) + 1))
    beside = both[1][order]
    return [beside[a:b].tolist() for a, b in pairwise(ends)]


def without_islets(shapes: Shapes, unit: float) -> Shapes:
    """The shapes without parts of fewer than ``LEAST`` square units; the largest part always stays."""
    parts, owner = shapely.get_parts(shapes, return_index=True)
    size = shapely.area(parts)
    largest = np.zeros(len(shapes))
    np.maximum.at(largest, owner, size)
    kept = (size >= LEAST * unit * unit) | (size == largest[owner])
    return np.asarray(shapely.multipolygons(parts[kept], indices=owner[kept]), dtype=object)


def _largest_parts(shapes: Shapes) -> Shapes:
    parts, owner = shapely.get_parts(shapes, return_index=True)
    order = np.lexsort((shapely.area(parts), owner))
    last = np.searchsorted(owner[order], np.arange(len(shapes)), side="right") - 1
    return np.asarray(parts[order][last], dtype=object)

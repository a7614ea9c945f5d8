"""Small coverages for tests: a square cut into cells round points, so that all edges are shared."""

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from hypothesis import strategies as st
from numpy.typing import NDArray

SIDE = 10_000.0
Shapes = NDArray[Any]


def cells(points: Sequence[tuple[float, float]], side: float = SIDE) -> Shapes:
    """The square from nought to ``side``, each part of it with the point that it lies nearest to."""
    square = shapely.box(0, 0, side, side)
    parts = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(points), extend_to=square))
    cut = shapely.intersection(parts, square)
    return np.asarray(cut[shapely.area(cut) > 0], dtype=object)


def coverages() -> st.SearchStrategy[Shapes]:
    """Coverages of two to fourteen cells, none of them tiny."""
    place = st.integers(1, 19).map(lambda step: step * SIDE / 20)
    points = st.lists(st.tuples(place, place), min_size=2, max_size=14, unique=True)
    return points.map(cells)


def geojson(shapes: Shapes, codes: Sequence[str], **more: Any) -> bytes:
    """A collection of features with ``code`` and ``name``, as bytes."""
    features = [
        {"type": "Feature", "properties": {"code": code, "name": f"Place {code}"}, "geometry": shape}
        for code, shape in zip(codes, (json.loads(text) for text in shapely.to_geojson(shapes)), strict=True)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features, **more}).encode()

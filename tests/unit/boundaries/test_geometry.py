"""Coverages stay coverages: what was shared stays shared, and no ground is lost or counted twice."""

from collections import Counter

import numpy as np
import polars as pl
import pytest
import shapely
from coverages import SIDE, Shapes, cells, coverages
from hypothesis import given, settings
from hypothesis import strategies as st

from ropewalk.sources.boundaries import geometry, paths

UNIT = 25.0


def _corners(shapes: Shapes, unit: float = UNIT) -> pl.DataFrame:
    return paths.rounded(shapes, (0.0, SIDE), unit)


def _edges(corners: pl.DataFrame) -> Counter[tuple[tuple[int, int], tuple[int, int]]]:
    """Every directed edge of every ring, outer rings turned one way and holes the other."""
    found: Counter[tuple[tuple[int, int], tuple[int, int]]] = Counter()
    for ring in corners.partition_by("ring", maintain_order=True):
        points = list(ring.select("x", "y").iter_rows())
        found.update(zip(points, points[1:] + points[:1], strict=True))
    return found


@settings(deadline=None, max_examples=60)
@given(coverages(), st.floats(0, 800))
def test_simplifying_keeps_a_coverage_that_fills_the_same_square(shapes: Shapes, tolerance: float) -> None:
    made = geometry.simplified(shapes, tolerance)
    assert shapely.coverage_is_valid(made)
    # Corners of the square may be cut off, none larger than the tolerance squared; inside nothing is lost.
    assert shapely.area(made).sum() == pytest.approx(shapely.union_all(made).area, rel=1e-9)
    assert SIDE**2 - shapely.area(made).sum() <= 4 * tolerance**2 + 1e-3


@settings(deadline=None, max_examples=60)
@given(coverages())
def test_rounding_keeps_every_inner_edge_in_two_places_and_so_all_the_ground(shapes: Shapes) -> None:
    corners = _corners(shapely.orient_polygons(shapes))
    edges = _edges(corners)
    outer = [edge for edge in edges if edges[edge] != edges[edge[::-1]]]
    side = int(SIDE / UNIT)
    rims = [{a[0], b[0]} in ({0}, {side}) or {a[1], b[1]} in ({0}, {side}) for a, b in outer]
    assert all(rims)  # an edge without its like the other way round lies on the rim
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in edges.elements())
    assert abs(area) == 2 * side * side  # exactly: whole numbers


@settings(deadline=None, max_examples=60)
@given(coverages(), st.floats(0, 800))
def test_every_place_has_exactly_one_path(shapes: Shapes, tolerance: float) -> None:
    written = paths.written(_corners(geometry.simplified(shapes, tolerance)))
    assert written["place"].to_list() == list(range(len(shapes)))
    assert all(text.startswith("M") and text.endswith("z") for text in written["path"])


@settings(deadline=None, max_examples=60)
@given(coverages(), st.data())
def test_putting_places_together_loses_no_ground(shapes: Shapes, data: st.DataObject) -> None:
    groups = data.draw(st.lists(st.sampled_from("ab"), min_size=len(shapes), max_size=len(shapes)))
    names, made = geometry.together(shapes, groups)
    assert set(names) == set(groups)
    assert shapely.area(made).sum() == pytest.approx(SIDE**2)
    assert shapely.coverage_is_valid(made)


@settings(deadline=None, max_examples=60)
@given(coverages())
def test_neighbours_share_a_line_and_are_so_for_each_other(shapes: Shapes) -> None:
    beside = geometry.neighbours(shapes)
    for one, near in enumerate(beside):
        assert one not in near
        for other in near:
            assert one in beside[other]
            assert shapely.intersection(shapes[one], shapes[other]).length > 0


def test_places_that_meet_at_a_corner_alone_are_no_neighbours() -> None:
    four = cells([(2500, 2500), (7500, 2500), (2500, 7500), (7500, 7500)])
    assert sorted(len(near) for near in geometry.neighbours(four)) == [2, 2, 2, 2]


@settings(deadline=None, max_examples=60)
@given(coverages())
def test_a_label_stands_inside_its_place(shapes: Shapes) -> None:
    points = shapely.points(geometry.label_points(shapes))
    assert shapely.contains(shapes, points).all()


def test_islets_go_and_a_place_that_is_all_islet_stays() -> None:
    islet, land = shapely.box(0, 0, 1, 1), shapely.box(5, 5, 50, 50)
    shapes = np.array([shapely.multipolygons([islet, land]), shapely.box(90, 90, 91, 91)], dtype=object)
    kept = geometry.without_islets(shapes, 1.0)
    assert shapely.get_num_geometries(kept).tolist() == [1, 1]
    assert shapely.area(kept).tolist() == [45.0**2, 1.0]


def test_a_shape_whose_rings_touch_is_mended_and_one_that_crosses_itself_is_not() -> None:
    touching = shapely.from_wkt("POLYGON ((0 0, 10 0, 5 5, 10 10, 0 10, 5 5, 0 0))")
    crossing = shapely.from_wkt("POLYGON ((0 0, 10 10, 10 0, 0 7, 0 0))")
    fine = shapely.box(20, 20, 30, 30)
    made = geometry.mended(np.array([touching, crossing, fine, None, shapely.Point(1, 1)], dtype=object))
    assert shapely.is_missing(made).tolist() == [False, True, False, True, True]
    assert shapely.is_valid(made[0])
    assert made[0].area == pytest.approx(touching.area)


def test_shapes_that_overlap_are_told() -> None:
    pair = np.array([shapely.box(0, 0, 10, 10), shapely.box(9, 0, 20, 10), shapely.box(30, 0, 40, 9)])
    assert geometry.misfits(pair).tolist() == [True, True, False]


def test_a_ring_without_area_is_left_out() -> None:
    thin = np.array([shapely.box(0, 0, 100, 0.2), shapely.box(0, 0, 100, 100)], dtype=object)
    assert _corners(thin, 1.0)["place"].unique().to_list() == [1]

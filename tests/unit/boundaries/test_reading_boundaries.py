"""Boundaries are read whole or not at all; what is wrong is told with its file and its feature."""

import json

import numpy as np
import pytest
import shapely
from coverages import cells, geojson

from ropewalk.sources.boundaries.declared import Layer
from ropewalk.sources.boundaries.outlines import outlines
from ropewalk.sources.boundaries.read import read_areas
from ropewalk.vocabulary.errors import DefinitionError, SourceError
from ropewalk.vocabulary.place import Place

POINTS = [(2000, 2000), (8000, 2500), (2500, 8000), (7500, 7500)]
CODES = ["E01000001", "E01000002", "E01000003", "E01000004"]
GRID = {"crs": {"type": "name", "properties": {"name": "EPSG:27700"}}}
LAYER = Layer(kind="lsoa", title="Neighbourhoods", file="a.geojson", code="code", name="name", unit=10)
WARDS = Layer(kind="ward", title="Wards", of="lsoa", by="parent", parents=("ward",))
AREAS = Layer(kind="msoa", title="Areas", of="lsoa", by="name")


def _square() -> bytes:
    return geojson(cells(POINTS), CODES, **GRID)


def _register() -> dict[str, Place]:
    wards = {code: Place(code=code, name=f"Ward {code[-1]}", kind="ward") for code in ("W1", "W2")}
    homes = {
        code: Place(code=code, name=f"Anytown 00{1 + at // 2}{'AB'[at % 2]}", kind="lsoa", parents=(ward,))
        for at, (code, ward) in enumerate(zip(CODES, ("W1", "W1", "W2", "W2"), strict=True))
    }
    return wards | homes


def test_codes_names_and_shapes_are_read_in_order_of_code() -> None:
    found = read_areas(geojson(cells(POINTS)[::-1], CODES[::-1], **GRID), LAYER, "b/a.geojson")
    assert found.codes == tuple(CODES)
    assert found.names[0] == "Place E01000001"
    assert shapely.area(found.shapes).sum() == pytest.approx(10_000.0**2)


def test_longitude_and_latitude_become_metres_of_the_national_grid() -> None:
    # Greenwich's corner of the world, about a kilometre a side.
    box = np.array([shapely.box(-0.01, 51.47, 0.005, 51.48)])
    found = read_areas(geojson(box, CODES[:1]), LAYER, "b/a.geojson")
    assert shapely.area(found.shapes)[0] == pytest.approx(1042 * 1113, rel=0.01)
    assert shapely.bounds(found.shapes)[0][0] == pytest.approx(538_300, abs=500)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"not json", "not GeoJSON"),
        (b'{"type": "FeatureCollection", "features": []}', "no features"),
        (geojson(cells(POINTS), [*CODES[:3], CODES[0]], **GRID), "E01000001"),
        (geojson(cells(POINTS), [*CODES[:3], ""], **GRID), "feature 4 has no `code`"),
        (geojson(np.array([shapely.Point(1, 1)]), CODES[:1], **GRID), "damaged.*E01000001"),
        (geojson(cells(POINTS), CODES), "outside the national grid.*E01000001"),
        (
            geojson(np.array([shapely.box(0, 0, 9, 9), shapely.box(8, 0, 20, 9)]), CODES[:2], **GRID),
            "overlaps a neighbour.*E01000001",
        ),
        (
            geojson(cells(POINTS), CODES, crs={"properties": {"name": "EPSG:1"}}),
            "reference system is not known.*EPSG:1",
        ),
    ],
    ids=["text", "empty", "twice", "no code", "no area", "far away", "overlap", "strange system"],
)
def test_what_is_wrong_is_told_with_its_file_and_feature(data: bytes, said: str) -> None:
    with pytest.raises(SourceError, match=said) as caught:
        read_areas(data, LAYER, "b/a.geojson")
    assert all(fault.file == "b/a.geojson" for fault in caught.value.faults)


def test_a_boundary_that_crosses_itself_is_refused_by_its_code() -> None:
    crossing = json.loads(_square())
    crossing["features"][2]["geometry"]["coordinates"] = [[[0, 0], [9, 9], [9, 0], [0, 7], [0, 0]]]
    with pytest.raises(SourceError, match=r"damaged.*E01000003"):
        read_areas(json.dumps(crossing).encode(), LAYER, "b/a.geojson")


def test_layers_of_one_map_share_their_lines() -> None:
    made = outlines([LAYER, WARDS, AREAS], "b", lambda *_: _square(), _register(), {})
    assert made.group_by("kind", maintain_order=True).len().rows() == [("lsoa", 4), ("ward", 2), ("msoa", 2)]
    assert made.filter(kind="msoa")["code"].to_list() == ["Anytown 001", "Anytown 002"]
    assert set(made.filter(kind="lsoa")["area"]) == {"Anytown 001", "Anytown 002"}
    assert made.filter(code="W1")["beside"].to_list() == [["W2"]]
    whole = made.group_by("kind").agg(left=made["left"].min(), right=made["right"].max())
    assert whole["right"].to_list() == [1000] * 3


def test_a_place_that_the_register_does_not_know_is_refused() -> None:
    known = {code: place for code, place in _register().items() if code != CODES[1]}
    with pytest.raises(SourceError, match=r"no such place is in the register.*E01000002"):
        outlines([LAYER], "b", lambda *_: _square(), known, {})


def test_an_old_code_is_read_as_the_place_that_it_is_now() -> None:
    places = {("E01000009" if code == CODES[0] else code): place for code, place in _register().items()}
    made = outlines([LAYER], "b", lambda *_: _square(), places, {CODES[0]: "E01000009"})
    assert "E01000009" in made["code"].to_list()


def test_a_layer_of_one_that_is_not_there_is_refused() -> None:
    with pytest.raises(DefinitionError, match="no such layer before"):
        outlines([WARDS], "b", lambda *_: _square(), _register(), {})


def test_a_place_too_small_for_the_scale_is_told_by_name() -> None:
    coarse = Layer(kind="lsoa", title="N", file="a.geojson", code="code", name="name", unit=100_000)
    with pytest.raises(DefinitionError, match=r"too small.*E01000001"):
        outlines([coarse], "b", lambda *_: _square(), _register(), {})

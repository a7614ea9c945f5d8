"""Outlines are kept in step with the boundaries; damaged boundaries leave everything as it was."""

from pathlib import Path

import pytest
from coverages import cells, geojson
from msgspec.structs import replace
from toy_city import COUNCILS, write_source

from ropewalk.findings.outlines import current_key, outlines_of
from ropewalk.sources.origin import read_origin
from ropewalk.vocabulary.errors import SourceError, StoreError
from ropewalk.workspace.folder import Folder
from ropewalk.workspace.outlines import keep_outlines, make_outlines

GRID = {"crs": {"type": "name", "properties": {"name": "EPSG:27700"}}}
MAP = """\
no_tables = "boundaries"

[[layer]]
kind = "authority"
title = "Councils"
file = "a.geojson.gz"
code = "code"
name = "name"
unit = 10
tolerance = 5
"""
POINTS = [(1000 + 2000 * (at % 4), 1000 + 2000 * (at // 4)) for at in range(len(COUNCILS))]


def _boundaries(folder: Folder, points: list[tuple[int, int]]) -> None:
    data = geojson(cells(points), COUNCILS[: len(points)], **GRID)
    write_source(folder.path, "borders", {"a.geojson": data}, MAP)


@pytest.fixture
def folder(workspace: Path) -> Folder:
    found = Folder(workspace)
    _boundaries(found, POINTS)
    assert keep_outlines(found, make_outlines(found))
    return found


def test_what_is_kept_is_read_again(folder: Folder) -> None:
    found = outlines_of(folder.store)
    assert sorted(found.places["authority"]) == sorted(COUNCILS)
    assert found.layers["authority"].sources == ("borders",)
    assert found.of("authority", "nowhere") is None


def test_the_same_boundaries_are_not_drawn_again(folder: Folder) -> None:
    assert make_outlines(folder) is None
    assert make_outlines(folder, again=True) is not None


def test_other_boundaries_make_other_outlines(folder: Folder) -> None:
    before = current_key(folder.store)
    _boundaries(folder, POINTS[:-1])
    assert keep_outlines(folder, make_outlines(folder))
    assert current_key(folder.store) != before
    assert len(outlines_of(folder.store).places["authority"]) == len(COUNCILS) - 1


def test_damaged_boundaries_leave_the_outlines_as_they_were(folder: Folder) -> None:
    before = outlines_of(folder.store)
    write_source(folder.path, "borders", {"a.geojson": b'{"features": []}'}, MAP)
    with pytest.raises(SourceError, match=r"borders/a\.geojson"):
        make_outlines(folder)
    assert outlines_of(folder.store) == before


def test_boundaries_that_are_not_loaded_are_left_alone(folder: Folder) -> None:
    """A map without its credit must not be shown."""
    origins = {name: read_origin(folder.sources / name) for name in ("borders", "places")}
    assert make_outlines(folder, again=True, held={"places": origins["places"]}) is None
    older = {**origins, "borders": replace(origins["borders"], files=())}
    assert make_outlines(folder, again=True, held=older) is None
    assert make_outlines(folder, again=True, held=origins) is not None


def test_a_workspace_without_boundaries_has_no_outlines(workspace: Path) -> None:
    folder = Folder(workspace)
    assert make_outlines(folder) is None
    assert outlines_of(folder.store).places == {}


def test_a_damaged_file_of_outlines_is_told_with_its_remedy(folder: Folder) -> None:
    (folder.store / "outlines" / current_key(folder.store) / "areas.parquet").write_bytes(b"half")
    with pytest.raises(StoreError, match="ropewalk refresh"):
        outlines_of(folder.store)

"""The path writer against its slow twin: one corner at a time."""

import polars as pl
from coverages import SIDE, Shapes, coverages
from hypothesis import given, settings
from hypothesis import strategies as st

from ropewalk.sources.boundaries import paths


def _slow_rings(shapes: Shapes, unit: float) -> list[list[list[tuple[int, int]]]]:
    """Every place's rings in whole units: corners that fall on the one before, and rings without area, go."""
    places = []
    for shape in shapes:
        rings = []
        for part in getattr(shape, "geoms", [shape]):
            for ring in (part.exterior, *part.interiors):
                whole: list[tuple[int, int]] = []
                for x, y in ring.coords:
                    corner = (round(x / unit), round((SIDE - y) / unit))
                    if not whole or whole[-1] != corner:
                        whole.append(corner)
                if len(whole) > 1 and whole[-1] == whole[0]:
                    whole.pop()
                twice = sum(
                    a[0] * b[1] - b[0] * a[1] for a, b in zip(whole, whole[1:] + whole[:1], strict=True)
                )
                if twice:
                    rings.append(whole)
        places.append(rings)
    return places


def _slow_path(rings: list[list[tuple[int, int]]]) -> str:
    def apart(number: int) -> str:
        return f"{number}" if number < 0 else f" {number}"

    out = ""
    for ring in rings:
        (x, y), *rest = ring
        out += f"M{x}{apart(y)}"
        for at, (to_x, to_y) in enumerate(rest):
            out += (f"l{to_x - x}" if at == 0 else apart(to_x - x)) + apart(to_y - y)
            x, y = to_x, to_y
        out += "z"
    return out


@settings(deadline=None, max_examples=60)
@given(coverages(), st.sampled_from([1.0, 7.0, 40.0, 333.0]))
def test_paths_are_those_of_the_slow_writer(shapes: Shapes, unit: float) -> None:
    corners = paths.rounded(shapes, (0.0, SIDE), unit)
    fast = dict(paths.written(corners).iter_rows())
    slow = {at: _slow_path(rings) for at, rings in enumerate(_slow_rings(shapes, unit)) if rings}
    assert fast == slow


def test_a_path_reads_back_as_the_corners_that_it_was_written_from() -> None:
    corners = pl.DataFrame({"place": [0] * 4, "ring": [0] * 4, "x": [-3, 5, 5, -3], "y": [2, 2, -7, -7]})
    assert paths.written(corners)["path"].to_list() == ["M-3 2l8 0 0-9-8 0z"]

"""Shapes as compact SVG paths: whole numbers, each point as the step from the one before."""

from typing import Final

import numpy as np
import polars as pl
import shapely
from numpy.typing import NDArray

from ropewalk.sources.boundaries.geometry import Shapes

COORDINATES: Final = {"place": pl.Int64, "ring": pl.Int64, "x": pl.Int64, "y": pl.Int64}


def rounded(shapes: Shapes, origin: tuple[float, float], unit: float) -> pl.DataFrame:
    """The corners of shapes in whole units right of and below ``origin``: columns of ``COORDINATES``.

    A ring's first corner is not said again at its end. A point that falls on the one before is left out, and
    so is a ring that has no area any more. Two shapes that share a corner share it still.
    """
    parts, owner = shapely.get_parts(shapes, return_index=True)
    rings, part = shapely.get_rings(parts, return_index=True)
    points, ring = shapely.get_coordinates(rings, return_index=True)
    x = np.rint((points[:, 0] - origin[0]) / unit)
    y = np.rint((origin[1] - points[:, 1]) / unit)
    frame = pl.DataFrame({"place": owner[part][ring], "ring": ring, "x": x, "y": y}, schema=COORDINATES)
    before = [pl.col(name).shift(1).over("ring") for name in ("x", "y")]
    moved = (pl.col("x") != before[0]) | (pl.col("y") != before[1])
    first = pl.int_range(pl.len()).over("ring") == 0
    corners = frame.filter(first | moved)
    # The last point is the first again, unless it has been left out as the one before.
    start = [pl.col(name).first().over("ring") for name in ("x", "y")]
    last = pl.int_range(pl.len()).over("ring") == pl.len().over("ring") - 1
    closing = last & ~first & (pl.col("x") == start[0]) & (pl.col("y") == start[1])
    return corners.filter(~closing).filter(_area().over("ring") != 0)


def _area() -> pl.Expr:
    """Twice a ring's area, signed, exactly: in whole numbers."""
    x, y = pl.col("x"), pl.col("y")
    next_x = x.shift(-1).fill_null(x.first())
    next_y = y.shift(-1).fill_null(y.first())
    return (x * next_y - next_x * y).sum()


def written(corners: pl.DataFrame) -> pl.DataFrame:
    """One row a place, in order: ``place`` and ``path``. ``M`` and ``l`` with a sign for a separator where
    one stands there anyway; every ring closed."""
    step = [pl.col(name).diff().over("ring") for name in ("x", "y")]
    rows = corners.with_columns(dx=step[0], dy=step[1], at=pl.int_range(pl.len()).over("ring"))
    begun = pl.format("M{}{}", pl.col("x"), _parted("y"))
    first_step = pl.format("l{}{}", pl.col("dx"), _parted("dy"))
    more = pl.format("{}{}", _parted("dx"), _parted("dy"))
    text = pl.when(pl.col("at") == 0).then(begun).when(pl.col("at") == 1).then(first_step).otherwise(more)
    rings = rows.with_columns(text=text).group_by("place", "ring", maintain_order=True)
    closed = rings.agg(pl.col("text").str.join("") + "z")
    return closed.group_by("place", maintain_order=True).agg(pl.col("text").str.join("").alias("path"))


def _parted(name: str) -> pl.Expr:
    """A number after another: a minus sign parts them, or else a space."""
    number = pl.col(name)
    return pl.when(number < 0).then(pl.format("{}", number)).otherwise(pl.format(" {}", number))


def boxes(corners: pl.DataFrame) -> pl.DataFrame:
    """One row a place, in order: ``place`` and the box round it, left, top, right, bottom."""
    ends = (pl.col("x").min().alias("left"), pl.col("y").min().alias("top"))
    more = (pl.col("x").max().alias("right"), pl.col("y").max().alias("bottom"))
    return corners.group_by("place", maintain_order=True).agg(*ends, *more)


def points(at: NDArray[np.float64], origin: tuple[float, float], unit: float) -> NDArray[np.int64]:
    """Points in whole units right of and below ``origin``. (n, 2)."""
    scaled = np.column_stack([at[:, 0] - origin[0], origin[1] - at[:, 1]]) / unit
    return np.rint(scaled).astype(np.int64)

"""Frames of observations, as the findings' library hands them over, made into lines and dots to draw."""

from collections.abc import Collection, Mapping, Sequence
from operator import attrgetter

import polars as pl

from ropewalk.figures.inputs import Dot, Line, Point, Role

COLUMNS = ("period", "value", "lower", "upper", "state")


def lines_by(series: pl.DataFrame, column: str, labels: Mapping[str, str]) -> dict[str, Line]:
    """One line for each value of ``column`` (``place``, ``breakdown``, ``indicator``) that has a label.

    Takes exchange columns; rows are put in order of their period's start. Values without a label are
    left out; labels without a row give no line. The lines come in the order of ``labels``.
    """
    wanted = series.select(column, *COLUMNS).filter(pl.col(column).is_in(list(labels)))
    # A line has tens of points: putting them in order here costs far less than a sort of the frame.
    parts: dict[str, list[Point]] = {}
    for key, *row in wanted.iter_rows():
        parts.setdefault(key, []).append(Point(*row))
    return {
        key: Line(label, tuple(sorted(parts[key], key=attrgetter("period"))))
        for key, label in labels.items()
        if key in parts
    }


def dots_of(
    latest: pl.DataFrame,
    names: Mapping[str, str],
    *,
    reader: str,
    peers: Collection[str] = (),
    country: str = "",
    region: str = "",
    picked: Sequence[str] = (),
    above: Collection[str] = (),
) -> list[Dot]:
    """A dot for every place that has a value. Places without a name are shown by their code.

    ``picked``: the places drawn beside the reader's, in the order of their lines; other codes among them
    (of peer sets) count in the order and are no dot. ``above``: larger areas, drawn as upright lines."""
    known = latest.filter(pl.col("value").is_not_null())
    marks = {code: at for at, code in enumerate(picked, 1)}
    roles: dict[str, Role] = {
        **dict.fromkeys(peers, "peer"),
        **dict.fromkeys(picked, "picked"),
        **dict.fromkeys(above, "region"),
        region: "region",
        country: "country",
        reader: "reader",
    }
    return [
        Dot(names.get(place, place), value, lower, upper, roles.get(place, "other"), marks.get(place, 0))
        for place, value, lower, upper in known.select("place", "value", "lower", "upper").iter_rows()
    ]

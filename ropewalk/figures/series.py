"""Frames of observations, as the findings' library hands them over, made into lines and dots to draw."""

from collections.abc import Collection, Mapping

import polars as pl

from ropewalk.figures.inputs import Dot, Line, Point, Role

COLUMNS = ("period", "value", "lower", "upper", "state")


def lines_by(series: pl.DataFrame, column: str, labels: Mapping[str, str]) -> dict[str, Line]:
    """One line for each value of ``column`` (``place``, ``breakdown``, ``indicator``) that has a label.

    Takes exchange columns; rows are put in order of their period's start. Values without a label are
    left out; labels without a row give no line. The lines come in the order of ``labels``.
    """
    wanted = series.filter(pl.col(column).is_in(list(labels))).sort(column, "period")
    parts = wanted.select(column, *COLUMNS).partition_by(column, as_dict=True, include_key=False)
    return {
        key: Line(label, tuple(Point(*row) for row in parts[(key,)].iter_rows()))
        for key, label in labels.items()
        if (key,) in parts
    }


def dots_of(
    latest: pl.DataFrame,
    names: Mapping[str, str],
    *,
    reader: str,
    peers: Collection[str] = (),
    country: str = "",
    region: str = "",
) -> list[Dot]:
    """A dot for every place that has a value. Places without a name are shown by their code."""
    known = latest.filter(pl.col("value").is_not_null())
    roles: dict[str, Role] = {
        **dict.fromkeys(peers, "peer"),
        region: "region",
        country: "country",
        reader: "reader",
    }
    return [
        Dot(names.get(place, place), value, lower, upper, roles.get(place, "other"))
        for place, value, lower, upper in known.select("place", "value", "lower", "upper").iter_rows()
    ]

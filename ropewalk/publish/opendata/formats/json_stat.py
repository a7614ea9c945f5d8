"""JSON-stat 2.0: a cube of numbers, with a dimension for each key and one for what is measured.

Every row of the table has its numbers in ``value``, by their place in the cube, null where it has none: so a
row without a number and a row that is not there stay apart. ``status`` says what a row's numbers are.
"""

from math import prod
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np
import polars as pl

from ropewalk.findings.exchange.columns import Column, Type
from ropewalk.publish.opendata.given import Given

MEASURE: Final = "measure"
ROLES: Final = {"time": ("period",), "geo": ("place", "neighbourhood"), "metric": (MEASURE,)}
COMMON: Final = "measured"
"""The state that goes without saying."""


def write_json_stat(given: Given, to: Path) -> None:
    """Write the cube. Raises OSError when the disk refuses."""
    to.write_bytes(msgspec.json.encode(cube(given)) + b"\n")


def cube(given: Given) -> dict[str, Any]:
    """The document. Its dimensions' categories come in the order of the table's rows."""
    dataset, terms = given.dataset, given.terms
    measures = measures_of(given)
    names = [*dataset.keys, MEASURE]
    categories = {key: given.rows[key].unique(maintain_order=True) for key in dataset.keys}
    size = [*(each.len() for each in categories.values()), len(measures)]
    at = _places(given.rows, categories)
    dimensions = {key: _dimension(key, given, categories[key]) for key in dataset.keys}
    dimensions[MEASURE] = _measure_dimension(measures)
    roles = {role: [name for name in names if name in each] for role, each in ROLES.items()}
    return {
        "version": "2.0",
        "class": "dataset",
        "label": given.title,
        "source": terms.publisher,
        "updated": terms.at.isoformat(),
        "note": [dataset.about, *terms.notes, *terms.attributions],
        "id": names,
        "size": size,
        "role": {role: each for role, each in roles.items() if each},
        "dimension": dimensions,
        "value": _values(given.rows, measures, at),
        **_status(given, len(measures), at),
        "extension": {"revision": terms.revision, "licence": list(terms.licences), "cells": prod(size)},
    }


def measures_of(given: Given) -> tuple[Column, ...]:
    """The columns of numbers that are no keys."""
    number = (Type.NUMBER, Type.WHOLE)
    return tuple(c for c in given.dataset.columns if c.type in number and c.name not in given.dataset.keys)


def _places(rows: pl.DataFrame, categories: dict[str, pl.Series]) -> np.ndarray[Any, np.dtype[np.int64]]:
    """The number of each row's cell among all combinations of keys."""
    codes = []
    for key, each in categories.items():
        index = pl.DataFrame({key: each, "at": np.arange(each.len(), dtype=np.int64)})
        codes.append(rows.select(key).join(index, on=key, how="left", maintain_order="left")["at"].to_numpy())
    if not rows.height:
        return np.zeros(0, dtype=np.int64)
    return np.ravel_multi_index(codes, [each.len() for each in categories.values()]).astype(np.int64)


def _dimension(key: str, given: Given, categories: pl.Series) -> dict[str, Any]:
    column = next(column for column in given.dataset.columns if column.name == key)
    words = given.labels.get(key, {})
    ids = [str(code) for code in categories]
    labels = {str(code): words.get(code, str(code)) for code in categories}
    return {"label": column.title, "note": [column.about], "category": {"index": ids, "label": labels}}


def _measure_dimension(measures: tuple[Column, ...]) -> dict[str, Any]:
    return {
        "label": "What is measured",
        "category": {
            "index": [column.name for column in measures],
            "label": {column.name: column.title for column in measures},
            "note": {column.name: [column.about] for column in measures},
        },
    }


def _values(rows: pl.DataFrame, measures: tuple[Column, ...], at: Any) -> dict[str, float | None]:
    found: dict[str, float | None] = {}
    for number, column in enumerate(measures):
        places = (at * len(measures) + number).tolist()
        found.update(zip(map(str, places), rows[column.name].to_list(), strict=True))
    return found


def _status(given: Given, measures: int, at: Any) -> dict[str, Any]:
    """The state or verdict of each row, by the place of its first number."""
    if not given.dataset.status:
        return {}
    each = zip((at * measures).tolist(), given.rows[given.dataset.status].to_list(), strict=True)
    return {"status": {str(place): word for place, word in each if word != COMMON}}

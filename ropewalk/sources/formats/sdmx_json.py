"""SDMX-JSON data messages 1.0 and 2.0: flat or in series, positions turned into codes all at once."""

from typing import Any

import numpy as np
import polars as pl

from ropewalk.sources.formats.cells import Cells, observations_in_order
from ropewalk.sources.formats.json_text import CUT, read_json, texts
from ropewalk.vocabulary.errors import Fault, SourceError

MEASURE = "OBS_VALUE"


def read_sdmx_json(data: bytes, *, file: str) -> Cells:
    """Columns: dimensions, measures and attributes by id. Raises SourceError for another JSON."""
    message = read_json(data, file)
    body = message.get("data", message)
    try:
        parts = [_data_set(each, _structure(body, each)) for each in body["dataSets"]]
    except (KeyError, TypeError, AttributeError, IndexError, ValueError) as error:
        problem = f"the message is not as SDMX-JSON has it: {type(error).__name__} {error}"
        raise SourceError(Fault(problem, CUT, file=file)) from error
    if not parts:
        raise SourceError(Fault("the message holds no observations", "Ask for data again", file=file))
    frames = [pl.DataFrame(columns) for columns, _ in parts]
    whole = pl.concat(frames, how="diagonal")
    return observations_in_order(dict(zip(whole.columns, whole, strict=True)), parts[0][1])


def _structure(body: dict[str, Any], data_set: dict[str, Any]) -> dict[str, Any]:
    """Version 1 has one structure, version 2 several, and each data set says which is its own."""
    if "structure" in body and isinstance(body["structure"], dict):
        return dict(body["structure"])
    return dict(body["structures"][int(data_set.get("structure", 0))])


def _data_set(data_set: dict[str, Any], structure: dict[str, Any]) -> tuple[dict[str, pl.Series], list[str]]:
    if str(data_set.get("action", "")).lower() == "delete":
        raise ValueError("the data set deletes observations; ask for the whole as it stands")
    dimensions, attributes = structure["dimensions"], structure.get("attributes", {})
    keys, rows, series = _observations(data_set)
    columns: dict[str, pl.Series] = {}
    for component in dimensions.get("dataSet", []):
        columns[component["id"]] = _constant(component, 0, len(rows))
    if series is not None:
        columns |= _positions(dimensions.get("series", []), series.keys, series.of)
        columns |= _attributes(attributes.get("series", []), series.attributes, series.of)
    columns |= _positions(dimensions.get("observation", []), keys, None)
    named = list(columns)
    named = [n for n in named if series is None or n not in {a["id"] for a in attributes.get("series", [])}]
    columns |= _measures(structure, attributes.get("observation", []), rows)
    for component, at in zip(_whole(attributes), data_set.get("attributes", []), strict=False):
        columns[component["id"]] = _constant(component, at, len(rows))
    return columns, named


def _whole(attributes: dict[str, Any]) -> list[dict[str, Any]]:
    return list(attributes.get("dataSet", attributes.get("dataset", [])))


class _Series:
    """The series of a message: their keys, their attributes, and which series each observation is of."""

    def __init__(self, held: dict[str, Any]) -> None:
        self.keys = list(held)
        self.attributes = [each.get("attributes", []) for each in held.values()]
        counts = [len(each["observations"]) for each in held.values()]
        self.of = np.repeat(np.arange(len(held), dtype=np.uint32), counts)


def _observations(data_set: dict[str, Any]) -> tuple[list[str], list[list[Any]], _Series | None]:
    if "series" not in data_set:
        held = data_set["observations"]
        return list(held), list(held.values()), None
    keys: list[str] = []
    rows: list[list[Any]] = []
    for each in data_set["series"].values():
        keys += each["observations"]
        rows += each["observations"].values()
    return keys, rows, _Series(data_set["series"])


def _positions(components: list[Any], keys: list[str], of: Any) -> dict[str, pl.Series]:
    """Keys such as ``0:3:1``: each place is a position in its dimension's list of values."""
    if not components:
        return {}
    fields = pl.Series(keys, dtype=pl.String).str.split_exact(":", len(components) - 1).struct.unnest()
    found = {}
    for column, component in zip(fields, components, strict=True):
        codes = _codes(component).gather(column.cast(pl.UInt32))
        found[component["id"]] = codes if of is None else codes.gather(of)
    return found


def _codes(component: dict[str, Any]) -> pl.Series:
    """The codes of a dimension or attribute; a value without a code (free text) is its own word."""
    values = [v.get("id", v.get("value", v.get("name"))) for v in component.get("values", [])]
    return pl.Series(texts(values), dtype=pl.String)


def _constant(component: dict[str, Any], at: Any, rows: int) -> pl.Series:
    codes = _codes(component)
    word = codes[int(at)] if isinstance(at, int) and len(codes) else texts([at])[0]
    return pl.Series([word], dtype=pl.String).new_from_index(0, rows)


def _measures(structure: dict[str, Any], attributes: list[Any], rows: list[Any]) -> dict[str, pl.Series]:
    """The cells of an observation: its measures, then a position for each of its attributes."""
    given = structure.get("measures", {}).get("observation", [])
    measures = [each["id"] for each in given] or [MEASURE]
    columns = {}
    for at, name in enumerate(measures):
        columns[name] = pl.Series(
            texts([row[at] if at < len(row) else None for row in rows]), dtype=pl.String
        )
    for at, component in enumerate(attributes, start=len(measures)):
        column = [row[at] if at < len(row) else None for row in rows]
        columns[component["id"]] = _attribute(component, column)
    return columns


def _attributes(components: list[Any], given: list[list[Any]], of: Any) -> dict[str, pl.Series]:
    found = {}
    for at, component in enumerate(components):
        column = [row[at] if at < len(row) else None for row in given]
        found[component["id"]] = _attribute(component, column).gather(of)
    return found


def _attribute(component: dict[str, Any], column: list[Any]) -> pl.Series:
    """An attribute is a position in its list of values; version 2 may write the value itself instead."""
    if component.get("values"):
        return _codes(component).gather(pl.Series(column, dtype=pl.UInt32))
    return pl.Series(texts(column), dtype=pl.String)

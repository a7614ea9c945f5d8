"""JSON-stat (1.x and 2.0, data sets and collections): a cube's cells in the cube's own order.

The format is at json-stat.org. A cube has no rows: ``row`` is the place of a value in ``value``, from 1.
"""

from math import prod
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ropewalk.sources.formats.cells import Cells, observations_in_order
from ropewalk.sources.formats.json_text import CUT, read_json, texts
from ropewalk.vocabulary.errors import Fault, SourceError

# A sparse cube may declare any size: this many cells for each value given, and no more than so many.
SPARSE, LARGEST = 1000, 100_000_000
Codes = NDArray[np.intp]


def read_json_stat(data: bytes, *, file: str, dataset: str = "") -> Cells:
    """Columns: each dimension's code under its id and its words under ``id label``, ``value``, ``status``.

    ``dataset`` chooses by name or label where a file holds several. Every cell of the cube is there; one
    without a value is null, never nought. Raises SourceError for anything that is not a whole cube.
    """
    cube = _choose(read_json(data, file), dataset, file)
    try:
        return _cells(cube, file)
    except (KeyError, TypeError, AttributeError, IndexError, ValueError) as error:
        problem = f"the data set is not as JSON-stat has it: {type(error).__name__} {error}"
        raise SourceError(Fault(problem, CUT, file=file)) from error


def _choose(found: dict[str, Any], name: str, file: str) -> dict[str, Any]:
    sets = _datasets(found)
    if not sets:
        if found.get("class") == "collection":
            problem = "the collection only points at data sets and holds none"
            raise SourceError(Fault(problem, "Fetch one of the addresses in it instead", file=file))
        raise SourceError(Fault("the JSON holds no JSON-stat data set", CUT, file=file))
    if name in sets:
        return sets[name]
    if not name and len(sets) == 1:
        return next(iter(sets.values()))
    problem = "there is no such data set" if name else f"the file holds {len(sets)} data sets"
    remedy = f"Name one as `sheet` in map.toml: {', '.join(sets)}"
    raise SourceError(Fault(problem, remedy, file, None, name or None))


def _datasets(found: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Data sets by name: a 2.0 data set, those inside a collection, or a 1.x bundle by its own keys."""
    if found.get("class") == "dataset" or ("value" in found and "dimension" in found):
        return {str(found.get("label", "dataset")): found}
    if found.get("class") == "collection":
        items = [each for each in found.get("link", {}).get("item", []) if "value" in each]
        return {str(each.get("label", number)): each for number, each in enumerate(items, start=1)}
    return {name: each for name, each in found.items() if isinstance(each, dict) and "value" in each}


def _cells(cube: dict[str, Any], file: str) -> Cells:
    dimension = cube["dimension"]
    # Version 1 keeps the names and sizes inside "dimension".
    names = [str(name) for name in cube.get("id", dimension.get("id"))]
    sizes = [int(size) for size in cube.get("size", dimension.get("size"))]
    values, status = cube["value"], cube.get("status")
    count = _check_size(names, sizes, values, file)
    columns: dict[str, pl.Series] = {}
    places = np.unravel_index(np.arange(count), sizes) if count else [np.empty(0, np.intp)] * len(sizes)
    for name, size, place in zip(names, sizes, places, strict=True):
        codes, labels = _categories(dimension[name].get("category", {}), size, name, file)
        columns[name] = _gather(codes, place)
        columns[f"{name} label"] = _gather(labels, place)
    columns["value"] = pl.Series(_spread(values, count), dtype=pl.String)
    columns["status"] = pl.Series(_spread(status, count), dtype=pl.String)
    return observations_in_order(columns, names)


def _gather(words: list[str], place: Codes) -> pl.Series:
    return pl.Series(words, dtype=pl.String).gather(place.astype(np.uint32))


def _check_size(names: list[str], sizes: list[int], values: Any, file: str) -> int:
    if len(names) != len(sizes) or len(set(names)) != len(names) or any(size < 0 for size in sizes):
        raise SourceError(Fault("the cube's `id` and `size` do not fit each other", CUT, file=file))
    count = prod(sizes)
    listed = isinstance(values, list)
    if listed and len(values) != count:
        problem = f"the cube has {len(values)} values and its sizes make {count}"
        raise SourceError(Fault(problem, CUT, file=file))
    if count > LARGEST or (not listed and count > 1_000_000 and count > SPARSE * max(len(values), 1)):
        problem = f"the cube declares {count:,} cells and gives {len(values):,} values"
        remedy = "Ask the publisher for the values as CSV: such a cube would fill the memory"
        raise SourceError(Fault(problem, remedy, file=file))
    return count


def _categories(category: dict[str, Any], size: int, name: str, file: str) -> tuple[list[str], list[str]]:
    """Codes and labels of a dimension, in the cube's order."""
    labels = category.get("label", {})
    index = category.get("index", list(labels))
    codes = sorted(index, key=index.__getitem__) if isinstance(index, dict) else [str(code) for code in index]
    places = sorted(index.values()) if isinstance(index, dict) else list(range(len(codes)))
    if places != list(range(size)) or len(set(codes)) != size:
        problem = f"the dimension has {len(codes)} categories and a size of {size}"
        raise SourceError(Fault(problem, CUT, file, None, name))
    return codes, [str(labels.get(code, code)) for code in codes]


def _spread(given: Any, count: int) -> list[str | None]:
    """A cell for each value: from a list, from a sparse object by place, or one word for all."""
    if isinstance(given, list):
        # A short list of statuses is one word that stands for every value (version 1).
        return texts(given) if len(given) == count else texts(given[:1] * count)
    if isinstance(given, dict):
        cells: list[str | None] = [None] * count
        for place, cell in zip(map(int, given), texts(list(given.values())), strict=True):
            cells[place] = cell
        return cells
    return texts([given]) * count

"""Tables that name a function: the odd ones out, each a module of ``odd`` with ``read``."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from ropewalk.sources.maps import Table
from ropewalk.sources.odd import neighbourhood_deprivation, neighbourhood_figures, parts_of_a_whole
from ropewalk.sources.opening import Files
from ropewalk.vocabulary.errors import DefinitionError, Fault


@dataclass(frozen=True)
class Coded:
    """``read`` gives exchange columns, file and row; ``indicators`` names what its options ask for."""

    read: Callable[[Files, Table], pl.DataFrame]
    indicators: Callable[[dict[str, str]], tuple[str, ...]]


CODED = {
    "neighbourhood_deprivation": Coded(neighbourhood_deprivation.read, neighbourhood_deprivation.indicators),
    "neighbourhood_figures": Coded(neighbourhood_figures.read, neighbourhood_figures.indicators),
    "parts_of_a_whole": Coded(parts_of_a_whole.read, parts_of_a_whole.indicators),
}


def coded(table: Table, source: str) -> Coded:
    """The reader that the table names. Raises DefinitionError when there is none of that name."""
    if table.code not in CODED:
        remedy = f"Choose from: {', '.join(CODED)}"
        raise DefinitionError(Fault("there is no such code", remedy, f"{source}/map.toml", None, table.code))
    return CODED[table.code]


def indicators_of(table: Table, source: str) -> tuple[str, ...]:
    """The ids of every indicator that the table writes, once each, in the map's order."""
    if table.code:
        return coded(table, source).indicators(table.options)
    return tuple(dict.fromkeys(series.indicator for series in table.series))

"""Trying a source's map on what has come, before it takes the place of what is there."""

from functools import cache
from pathlib import Path

import polars as pl

from ropewalk.observations.batch import Batch
from ropewalk.sources.coded import indicators_of
from ropewalk.sources.load import REGISTER, read_source
from ropewalk.sources.maps import read_map
from ropewalk.sources.register import Register, read_register


def try_map(folder: Path, sources: Path) -> int:
    """Read ``folder`` (a whole source, wherever it lies) as a load would; how many observations it gives.

    Other sources that it needs beside its own are read from ``sources``. Raises SourceError or
    DefinitionError with every fault.
    """
    if folder.name == REGISTER:
        return len(read_register(folder).places)
    return _read(folder, sources, read_register(sources / REGISTER)).height


def _read(folder: Path, sources: Path, register: Register) -> Batch:
    tables = () if folder.name == REGISTER else read_map(folder).table
    known = {name for table in tables for name in indicators_of(table, folder.name)}

    @cache
    def beside(source: str) -> pl.DataFrame:
        return _read(sources / source, sources, register).frame()

    return read_source(folder, register, known_indicators=known, beside=beside)

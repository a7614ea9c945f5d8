"""A small national table, and the same assessed by two threads. Do not write into either."""

from pathlib import Path

import polars as pl
import pytest

from ropewalk.benchmarks import national
from ropewalk.benchmarks.definitions import definitions
from ropewalk.benchmarks.size import Size
from ropewalk.findings.blocks.job import Definitions
from ropewalk.findings.blocks.read import read_observations
from ropewalk.findings.blocks.run import assess_table
from ropewalk.findings.blocks.storage import Folder

SIZE = Size(indicators=7, places=24, periods=12, sexes=2, peers=4, seed=3)


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    # Names that a path may have and an address may not.
    return tmp_path_factory.mktemp("tables of a nation=é")


@pytest.fixture(scope="session")
def table(home: Path) -> Folder:
    """Seven indicators in four blocks."""
    folder = Folder(str(home / "observations"))
    national.write(folder, SIZE, a_block=2, threads=2)
    return folder


@pytest.fixture(scope="session")
def given() -> Definitions:
    return definitions(SIZE)


@pytest.fixture(scope="session")
def assessed(home: Path, table: Folder, given: Definitions) -> Folder:
    folder = Folder(str(home / "assessed"))
    assess_table(table, folder, given)
    return folder


@pytest.fixture(scope="session")
def in_words(table: Folder, given: Definitions) -> pl.DataFrame:
    """The whole table with the columns of the exchange table."""
    return pl.concat(read_observations(table, indicator=measure.id) for measure in given.measures)

"""The toy city frozen, without a database."""

from dataclasses import replace
from pathlib import Path

import msgspec
import polars as pl
import pytest

from ropewalk.findings.library import Library
from ropewalk.releases.freezing import before_of, freeze
from ropewalk.releases.frozen import Frozen
from ropewalk.workspace.definitions import read_definitions
from ropewalk.workspace.folder import Folder

NASTY = 'Jobs <b>"now"</b> & #strong[$x$] {{ 7 }} é'


@pytest.fixture(scope="session")
def frozen(built_toy: Path) -> Frozen:
    """What a second release would hold, had its last measure got worse; with one title that no medium may
    take for mark-up."""
    definitions = read_definitions(Folder(built_toy))
    first, *rest = definitions.indicators
    renamed = (msgspec.structs.replace(first, title=NASTY), *rest)
    library = Library(built_toy / "store")
    before = before_of(freeze(definitions, library, number=1, title="First quarter"))
    turned = {**before.counted, next(iter(before.counted)): "cannot say"}
    second = freeze(
        msgspec.structs.replace(definitions, indicators=renamed),
        library,
        number=2,
        title="Second quarter",
        before=msgspec.structs.replace(before, counted=turned),
    )
    worse = pl.when(pl.col("indicator") == second.headlines["indicator"][-1]).then(pl.lit("worsening"))
    return replace(
        second, headlines=second.headlines.with_columns(worse.otherwise("counted").alias("counted"))
    )

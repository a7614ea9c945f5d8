"""SDMX data (sdmx.org): CSV 1.0 and 2.0, JSON 1.0 and 2.0, ML 2.0, 2.1 and 3.0. Which, the bytes say.

All give one column for each dimension, measure and attribute, under its id, and codes as cells.
"""

import polars as pl

from ropewalk.sources.faults import faults_of
from ropewalk.sources.formats.cells import Cells
from ropewalk.sources.formats.sdmx_json import read_sdmx_json
from ropewalk.sources.formats.sdmx_ml import read_sdmx_ml
from ropewalk.sources.sniff import sniff
from ropewalk.sources.text import Dialect, read_text
from ropewalk.vocabulary.errors import Fault, SourceError

# What the standard writes where a value is missing on purpose.
MISSING = ("NaN", "#N/A")
FIRST = ("DATAFLOW", "STRUCTURE")
DELETED = ("D", "Delete")


def read_sdmx(data: bytes, *, file: str, encoding: str = "utf-8", dialect: Dialect | None = None) -> Cells:
    """The observations of an SDMX data message; ``NaN`` and ``#N/A`` are missing cells.

    Raises SourceError for a message that holds no data, that deletes, or that is cut short.
    """
    sort = sniff(data)
    if sort == "json":
        cells = read_sdmx_json(data, file=file)
    elif sort == "xml":
        cells = read_sdmx_ml(data, file=file)
    else:
        frame = read_text(data, file=file, encoding=encoding, dialect=dialect)
        cells = Cells(_from_csv(frame, file))
    if cells.frame.is_empty():
        raise SourceError(Fault("the message holds no observations", "Ask for data again", file=file))
    text = pl.col(pl.String)
    return Cells(cells.frame.with_columns(pl.when(~text.is_in(MISSING)).then(text)), cells.coordinates)


def _from_csv(frame: pl.DataFrame, file: str) -> pl.DataFrame:
    """SDMX-CSV with codes, or with codes and words (``SEX: Sex`` over ``F: Female``), which are parted."""
    first = frame.columns[0].split(":")[0].split("[")[0]
    if first not in FIRST:
        remedy = 'Put format = "csv" in map.toml if it is a plain table'
        raise SourceError(
            Fault("the first column of SDMX-CSV is DATAFLOW or STRUCTURE", remedy, file, 1, first)
        )
    if "ACTION" in frame.columns:
        _check_actions(frame, file)
    named = [name for name in frame.columns if ": " in name]
    codes = [pl.col(name).str.split_exact(": ", 1).struct[0].alias(name) for name in named]
    words = [
        pl.col(name).str.split_exact(": ", 1).struct[1].alias(f"{name.split(': ')[0]} label")
        for name in named
    ]
    return frame.with_columns(*words, *codes).rename({name: name.split(": ")[0] for name in named})


def _check_actions(frame: pl.DataFrame, file: str) -> None:
    wrong = frame.filter(pl.col("ACTION").is_in(DELETED))
    remedy = "Ask for the whole data set as it stands: a message of changes is not a source"

    def say(_: dict[str, object]) -> tuple[str, str]:
        return "the message deletes observations", remedy

    if not wrong.is_empty():
        raise SourceError(*faults_of(wrong, file, say, value="ACTION"))

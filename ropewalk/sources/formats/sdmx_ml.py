"""SDMX-ML data (2.0, 2.1, 3.0; generic and structure-specific), in one pass that keeps no tree.

The standard library's expat calls back for each element. A document type, which is where entities that grow
or reach outside are declared, is refused before anything of it is read.
"""

from xml.parsers import expat

import polars as pl

from ropewalk.sources.formats.cells import Cells, observations_in_order
from ropewalk.sources.formats.json_text import CUT
from ropewalk.sources.formats.sdmx_elements import (
    VALUE,
    Elements,
    GenericElements,
    NotDataError,
    SpecificElements,
)
from ropewalk.vocabulary.errors import Fault, SourceError

GENERIC = ("GenericData", "GenericTimeSeriesData")
SPECIFIC = ("StructureSpecificData", "StructureSpecificTimeSeriesData", "CompactData")
BESIDE = (VALUE, "OBS_STATUS", "OBS_CONF", "CONF_STATUS")


def read_sdmx_ml(data: bytes, *, file: str) -> Cells:
    """Columns: every dimension, measure and attribute that series or observations give, by id.

    Attributes of the whole data set stand in every row; those of groups are not read. Raises SourceError
    for XML that is cut short, that declares a document type, or that is no SDMX data.
    """
    reader = _Message()
    try:
        reader.parser.Parse(data, True)
    except expat.ExpatError as error:
        problem = f"the XML cannot be read: {expat.ErrorString(error.code)}"
        raise SourceError(Fault(problem, CUT, file, error.lineno)) from error
    except NotDataError as error:
        remedy = "Ask for the data of the data flow as it stands, in SDMX-ML 2.1"
        raise SourceError(Fault(str(error), remedy, file, reader.parser.CurrentLineNumber)) from error
    return _cells(reader.elements)


class _Message:
    """Looks at the root, then hands the elements to those who know the sort of message."""

    def __init__(self) -> None:
        self.elements = Elements()
        self.parser = expat.ParserCreate()
        self.parser.ordered_attributes = True
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._document_type
        self.parser.StartElementHandler = self._root

    def _document_type(self, *_: object) -> None:
        raise NotDataError("the XML declares a document type, which no SDMX message has")

    def _root(self, tag: str, _: list[str]) -> None:
        name = tag.rpartition(":")[2]
        if name not in (*GENERIC, *SPECIFIC):
            raise NotDataError(f"the XML is <{name}>, not SDMX data")
        self.elements = GenericElements() if name in GENERIC else SpecificElements(self._hear)
        self.parser.StartElementHandler = self.elements.start
        self.parser.EndElementHandler = self.elements.end
        self._hear(name in GENERIC)

    def _hear(self, wanted: bool) -> None:
        """Text between elements is passed on only where it is wanted: its calls cost more than all else."""
        self.parser.CharacterDataHandler = self.elements.text if wanted else None


def _cells(found: Elements) -> Cells:
    if not found.observations:
        return Cells(pl.DataFrame())
    observations = _frame(found.observations, ["number", "of"])
    if found.series:
        series = _frame(found.series, ["of"])
        given = [name for name in series.columns if name == "of" or name not in observations.columns]
        observations = observations.join(series.select(given), on="of", how="left", maintain_order="left")
    names = [name for name in observations.columns if name not in ("number", "of") and ":" not in name]
    ordered = observations.sort("number").select(_first(names, found.keys))
    # A message whose every value is missing has the column all the same.
    same: dict[str, str | None] = {VALUE: None, **found.whole}
    whole = [pl.lit(value, pl.String).alias(name) for name, value in same.items() if name not in names]
    ordered = ordered.with_columns(whole)
    coordinates = [name for name in found.keys if name in names] or [n for n in names if n not in BESIDE]
    return observations_in_order(dict(zip(ordered.columns, ordered, strict=True)), coordinates)


def _frame(rows: dict[tuple[str, ...], list[tuple[object, ...]]], numbers: list[str]) -> pl.DataFrame:
    """One frame of all shapes of element; a name that a shape lacks is a missing cell."""
    frames = []
    for names, cells in rows.items():
        types = {**dict.fromkeys(numbers, pl.UInt32), **dict.fromkeys(names, pl.String)}
        frames.append(pl.DataFrame(cells, schema=types, orient="row"))
    return pl.concat(frames, how="diagonal")


def _first(names: list[str], keys: dict[str, None]) -> list[str]:
    """Dimensions before measures and attributes, as a person reads them."""
    return [*(name for name in keys if name in names), *(name for name in names if name not in keys)]

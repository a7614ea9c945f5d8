"""The side tables: where sources came from, how they are protected, places, renamed codes, refused rows.

They are written before the observations' commit, each row under its load's word, and read only for
loads that a record bears: so they never tell of a load that did not come to be, and ``as_of`` an
earlier revision they tell what was known then. A document that has not changed is not written again.
"""

from collections.abc import Iterable
from typing import Final

import msgspec
import polars as pl

from ropewalk.observations import delta
from ropewalk.observations.batch import REFUSED, Batch
from ropewalk.observations.journal import Record
from ropewalk.vocabulary.place import Place
from ropewalk.vocabulary.protection import Protection, protection_of
from ropewalk.vocabulary.source import Origin

# A document is JSON (an Origin, a Place, a definition) or, for a rename, the new code; id is a source id or
# a code. An empty document says that there is no such one any more.
DOCUMENTS: Final[dict[str, type[pl.DataType]]] = dict.fromkeys(("load", "kind", "id", "document"), pl.String)
REFUSALS: Final[dict[str, type[pl.DataType]]] = {"load": pl.String, **REFUSED, "row": pl.Int32}
ORIGIN, PLACE, RENAME, PROTECTION = "origin", "place", "rename", "protection"
Document = tuple[str, str, str]
"""Kind, id, text."""


def documents(table: delta.Version, records: Iterable[Record]) -> pl.DataFrame:
    """The newest document of each kind and id among the records' loads: kind, id, document."""
    rows = _of_loads(table, DOCUMENTS, records)
    return rows.unique(["kind", "id"], keep="last", maintain_order=True).select("kind", "id", "document")


def refusals(table: delta.Version, records: Iterable[Record]) -> pl.DataFrame:
    """The rows that the records' loads refused: REFUSED columns, then source and revision."""
    rows = _of_loads(table, REFUSALS, records).select(*REFUSED, "source", "revision")
    return rows.with_columns(pl.col("row", "revision").cast(pl.Int64)).sort("revision", "file", "row")


def origins(papers: pl.DataFrame) -> dict[str, Origin]:
    """The origins among documents, by source id."""
    return {key: msgspec.json.decode(text, type=Origin) for key, text in _texts(papers, ORIGIN)}


def places(papers: pl.DataFrame) -> dict[str, Place]:
    """The places among documents, by code."""
    return {key: msgspec.json.decode(text, type=Place) for key, text in _texts(papers, PLACE)}


def renames(papers: pl.DataFrame) -> dict[str, str]:
    """The renamed codes among documents: old to new."""
    return dict(_texts(papers, RENAME))


def papers(held: pl.DataFrame, kind: str) -> dict[str, str]:
    """The documents of a kind, by id; those that were taken back are left out."""
    return {key: text for key, text in _texts(held, kind) if text}


def history(table: delta.Version, records: Iterable[Record]) -> pl.DataFrame:
    """Every document that the records' loads wrote, in their order: revision, source, kind, id, document."""
    rows = _of_loads(table, DOCUMENTS, records)
    return rows.select("revision", "source", "kind", "id", "document")


def protections(held: pl.DataFrame) -> dict[str, Protection]:
    """How each source is protected: as it says, else by its address."""
    said = papers(held, PROTECTION).items()
    rules = {key: msgspec.json.decode(text, type=Protection) for key, text in said}
    return {key: protection_of(one.address, rules.get(key)) for key, one in origins(held).items()}


def taken_back(batch: Batch, held: pl.DataFrame) -> pl.DataFrame:
    """The document that says that a source says nothing any more of its protection; no row where it does."""
    mine = (pl.col("kind") == PROTECTION) & (pl.col("id") == batch.origin.id) & (pl.col("document") != "")
    return held.filter(mine & pl.lit(batch.protection is None)).with_columns(document=pl.lit(""))


def written(batch: Batch) -> pl.DataFrame:
    """A batch's documents: kind, id, document."""
    rows = [(ORIGIN, batch.origin.id, _json(batch.origin))]
    rows += [(PLACE, place.code, _json(place)) for place in batch.places]
    rows += [(RENAME, old, new) for old, new in batch.renames.items()]
    rows += [(PROTECTION, batch.origin.id, _json(batch.protection))] if batch.protection else []
    rows += batch.papers
    return pl.DataFrame(rows, list(DOCUMENTS)[1:], orient="row")


def declared(documents: Iterable[Document]) -> pl.DataFrame:
    """Documents that belong to no source: kind, id, document."""
    return pl.DataFrame(list(documents), dict.fromkeys(list(DOCUMENTS)[1:], pl.String), orient="row")


def _json(document: Origin | Place | Protection) -> str:
    return msgspec.json.encode(document, order="deterministic").decode()


def _texts(papers: pl.DataFrame, kind: str) -> list[tuple[str, str]]:
    return papers.filter(pl.col("kind") == kind).select("id", "document").sort("id").rows()


def _of_loads(
    table: delta.Version, columns: dict[str, type[pl.DataType]], records: Iterable[Record]
) -> pl.DataFrame:
    """The rows of a side table that these loads wrote, in the order of the loads."""
    heads = [(record.load, record.source, record.revision) for record in records]
    schema = {"load": pl.String, "source": pl.String, "revision": pl.Int64}
    loads = pl.DataFrame(heads, schema, orient="row")
    rows = delta.rows(table, columns)
    return rows.join(loads, on="load").sort("revision", maintain_order=True)

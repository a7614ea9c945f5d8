"""Writing: one load becomes one revision. Called with the lock held, on the newest view."""

from dataclasses import dataclass
from datetime import UTC, datetime
from secrets import token_hex
from typing import Final

import msgspec
import polars as pl

from ropewalk.observations import checks, delta, delta_write, names, replay, side
from ropewalk.observations.batch import Batch
from ropewalk.observations.carry import Change, carry
from ropewalk.observations.journal import Record
from ropewalk.observations.moments import next_moment
from ropewalk.observations.names import CODED, Names
from ropewalk.observations.settle import SIDES
from ropewalk.observations.view import ROWS, View, touching
from ropewalk.vocabulary.tables import OBSERVATION_KEY

DECLARED: Final = "definitions"
"""What a revision without a source is called where a name is asked for; its record names no source."""


@dataclass(frozen=True)
class Load:
    """A batch whose rows and refused rows have passed the door, and who loads it, why and when."""

    batch: Batch
    rows: pl.DataFrame
    refused: pl.DataFrame
    by: str
    note: str
    at: datetime | None

    @property
    def source(self) -> str:
        """The source's id."""
        return self.batch.origin.id


def commit(now: View, load: Load) -> None:
    """Write a load's side rows, then its observations: the last step is the one that counts.

    Writes nothing when the store says all of it already. Raises StoreError when another source gives
    one of its observations.
    """
    # Names are read anew: a load that was killed may have added some since the view was made.
    held = now.table("names")
    known, new_names = names.read(held).with_words(_words(load))
    code = known.codes("source", [load.source])[0]
    mine, others = now.head.only(pl.col("part") == code), now.head.only(pl.col("part") != code)
    rows = _coded(known, load)
    _refuse_shared(rows, others, known)
    before = delta.rows(mine, ROWS)
    change = carry(before, rows, now.revision + 1)
    new_documents = _new_documents(now, load.batch)
    if change.rows.equals(before) and new_documents.is_empty() and _refused_before(now, load):
        return
    record = _record(now, load.source, load.by, load.note, load.at, change, load.refused.height)
    if new_names.height:
        delta_write.append(held, new_names, {"load": record.load})
    _append(now.table("documents"), new_documents, record)
    _append(now.table("refused"), load.refused.with_columns(pl.col("row").cast(pl.Int32)), record)
    delta_write.commit(now.head, change.rows, _note(now, record), part=f"source={code}", drop=mine)


def declare(now: View, documents: pl.DataFrame, by: str, note: str, at: datetime | None) -> None:
    """Write the documents that differ from those held, as a revision that touches no row. Nothing when none
    does; taking back what is not held is no difference."""
    held = now.documents
    new = documents.join(held, on=["kind", "id", "document"], how="anti")
    unknown = new.join(held, on=["kind", "id"], how="anti").filter(pl.col("document") == "")
    new = new.join(unknown, on=["kind", "id"], how="anti")
    if new.is_empty():
        return
    nothing = pl.DataFrame(schema=ROWS)
    record = _record(now, "", by, note, at, Change(nothing, 0, 0, 0), 0)
    _append(now.table("documents"), new, record)
    # The part is of no file here; Delta asks for the partition's name all the same.
    delta_write.commit(now.head, nothing, _note(now, record), part="source=0")


def _words(load: Load) -> dict[str, pl.Series]:
    words = {name: load.rows.get_column(name) for name in CODED}
    return {**words, "file": _files(load), "source": pl.Series([load.source])}


def _files(load: Load) -> pl.Series:
    return load.source + "/" + load.rows.get_column("file")


def _coded(known: Names, load: Load) -> pl.DataFrame:
    """The load's rows as they are stored (without ``revision``): codes, in the order that reads fast."""
    rows = known.encode(load.rows.with_columns(_files(load).alias("file")))
    stored = [pl.col(name).cast(kind) for name, kind in ROWS.items() if name != "revision"]
    return rows.select(stored).sort(OBSERVATION_KEY)


def _refuse_shared(rows: pl.DataFrame, others: delta.Version, known: Names) -> None:
    """Raise StoreError when another source gives an observation that is among ``rows``."""
    indicators = rows.get_column("indicator").unique().to_list()
    near = touching(others, indicators)
    if near.files.is_empty():
        return
    held = delta.rows(near, ROWS, pl.col("indicator").is_in(indicators))
    held = held.select(*OBSERVATION_KEY, pl.col("file").alias("other"))
    shared = rows.join(held, on=OBSERVATION_KEY, how="inner")
    holder = known.decode(shared.with_columns(pl.col("other").alias("file"))).get_column("source")
    found = checks.with_key(known.decode(shared)).with_columns(holder.alias("holder"))
    remedy = "Keep it in one of the two sources: leave it out of one map and load that source first"
    checks.refuse(
        *(
            checks.Broken(
                part, f"the source {part.item(0, 'holder')} gives this observation already", remedy, "key"
            )
            for part in found.partition_by("holder", maintain_order=True)
        )
    )


def _new_documents(now: View, batch: Batch) -> pl.DataFrame:
    """The batch's documents that differ from those held; a later fetch of the same bytes does not."""
    before = side.origins(now.documents).get(batch.origin.id)
    same = before is not None and msgspec.structs.replace(batch.origin, retrieved=before.retrieved) == before
    new = side.written(batch).join(now.documents, on=["kind", "id", "document"], how="anti")
    new = new.filter(pl.col("kind") != side.ORIGIN) if same else new
    return pl.concat([new, side.taken_back(batch, now.documents)])


def _refused_before(now: View, load: Load) -> bool:
    """Whether the source's newest load refused just these rows."""
    newest = now.journal.newest(now.revision).get(load.source)
    before = side.refusals(now.table("refused"), [newest] if newest else [])
    order = load.refused.columns
    return before.select(order).sort(order).equals(load.refused.sort(order))


def _record(
    now: View, source: str, by: str, note: str, at: datetime | None, change: Change, refused: int
) -> Record:
    clock = (at or datetime.now(UTC)).astimezone(UTC)
    moment, earlier = next_moment(now.newest.at if now.newest else None, clock)
    return Record(
        revision=now.revision + 1,
        load=token_hex(8),
        source=source,
        by=by,
        note=note,
        at=moment,
        clock=earlier,
        added=change.added,
        revised=change.revised,
        removed=change.removed,
        refused=refused,
    )


def _note(now: View, record: Record) -> dict[str, object]:
    """What the entry of a load bears: its record, and how far the side tables had come when it was made."""
    sides = {name: delta.last(now.table(name)) for name in SIDES}
    seals = {name: replay.digest(now.folder / name, number) for name, number in sides.items()}
    return {**msgspec.to_builtins(record), "sides": sides, "seals": seals}


def _append(table: delta.Version, rows: pl.DataFrame, record: Record) -> None:
    """Append rows to a side table under the load's word; nothing when there are none."""
    if rows.is_empty():
        return
    marked = rows.select(pl.lit(record.load).alias("load"), pl.all())
    delta_write.append(table, marked, {"load": record.load})

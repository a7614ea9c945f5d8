"""Writing: one load becomes one revision. Called with the lock held, on the newest view."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from secrets import token_hex
from typing import Final

import msgspec
import polars as pl

from ropewalk.observations import checks, delta, delta_write, names, replay, side
from ropewalk.observations.batch import REFUSED, Batch
from ropewalk.observations.carry import Change, carry
from ropewalk.observations.journal import Record
from ropewalk.observations.moments import next_moment
from ropewalk.observations.names import Names
from ropewalk.observations.rows import Rows
from ropewalk.observations.settle import SIDES
from ropewalk.observations.view import ROWS, View, touching
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.tables import OBSERVATION_KEY

DECLARED: Final = "definitions"
"""What a revision without a source is called where a name is asked for; its record names no source."""


@dataclass(frozen=True)
class Load:
    """A batch whose rows and refused rows have passed the door, and who loads it, why and when."""

    batch: Batch
    rows: Rows
    refused: int
    by: str
    note: str
    at: datetime | None

    @property
    def source(self) -> str:
        """The source's id."""
        return self.batch.origin.id


@dataclass
class _Written:
    """What came of a load's rows: the files that hold them, counts, and whether anything is new."""

    files: list[delta_write.Written] = field(default_factory=list)
    added: int = 0
    revised: int = 0
    met: int = 0
    differs: bool = False


def commit(now: View, load: Load) -> None:
    """Write a load's rows, then its side rows, then the log's entry: the last step is the one that counts.

    Writes nothing when the store says all of it already. Raises StoreError when another source gives
    one of its observations.
    """
    # Names are read anew: a load that was killed may have added some since the view was made.
    held = now.table("names")
    known, new_names = load.rows.named(names.read(held))
    code = known.codes("source", [load.source])[0]
    mine, others = now.head.only(pl.col("part") == code), now.head.only(pl.col("part") != code)
    new_documents = _new_documents(now, load.batch)
    before = delta.height(mine)
    shares = _Shares(load.rows, known, mine, others, now.revision + 1)
    said = new_documents.is_empty() and _refused_before(now, load)
    written = _write_rows(now, shares, f"source={code}", before=before, said=said)
    if not written.differs:
        return
    counts = (written.added, written.revised, before - written.met)
    record = _record(now, load.source, load.by, load.note, load.at, counts, load.refused)
    if new_names.height:
        delta_write.append(held, new_names, {"load": record.load})
    _append(now.table("documents"), [new_documents], record)
    _append(now.table("refused"), load.rows.refused(), record)
    note = _note(now, record)
    delta_write.commit_files(now.head, written.files, note, part=f"source={code}", drop=mine)


@dataclass(frozen=True)
class _Shares:
    """A load's rows beside what the store has under the same keys."""

    rows: Rows
    known: Names
    mine: delta.Version
    others: delta.Version
    revision: int

    def changes(self) -> Iterator[tuple[Change, bool]]:
        """What each share changes, and whether it is nothing; may be asked again."""
        for rows in self.rows.shares(self.known):
            _refuse_shared(rows, self.others, self.known)
            before = _same_keys(self.mine, rows)
            change = carry(before, rows, self.revision)
            yield change, change.rows.equals(before)


def _write_rows(now: View, shares: _Shares, part: str, *, before: int, said: bool) -> _Written:
    """Write each share to a file, unless all that the load says is held already.

    Shares that change nothing wait until one does: a load of bytes that are held writes no file at all.
    """
    written, waiting = _Written(differs=not said), set[int]()
    for number, (change, same) in enumerate(shares.changes()):
        written.added += change.added
        written.revised += change.revised
        written.met += change.rows.height - change.added
        if same and not written.differs:
            waiting.add(number)
            continue
        written.differs = True
        written.files += delta_write.write_files(now.head.folder, [change.rows], part)
    written.differs |= written.met != before
    if written.differs and waiting:
        again = (change.rows for number, (change, _) in enumerate(shares.changes()) if number in waiting)
        written.files += delta_write.write_files(now.head.folder, again, part)
    return written


def _same_keys(version: delta.Version, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows of a version that have the keys of ``rows``, in the order of keys."""
    near = touching(version, rows.get_column("indicator").unique().to_list())
    ends = rows.select(
        pl.col("indicator", "place").min().name.prefix("low_"), pl.col("indicator", "place").max()
    )
    low, low_place, high, high_place = ends.row(0) if rows.height else (0, 0, -1, -1)
    wanted = (pl.col("indicator").is_between(low, high), pl.col("place").is_between(low_place, high_place))
    return delta.rows(near, ROWS, *wanted, keys=rows.select(OBSERVATION_KEY)).sort(OBSERVATION_KEY)


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
    record = _record(now, "", by, note, at, (0, 0, 0), 0)
    _append(now.table("documents"), [new], record)
    # The part is of no file here; Delta asks for the partition's name all the same.
    delta_write.commit(now.head, nothing, _note(now, record), part="source=0")


def _refuse_shared(rows: pl.DataFrame, others: delta.Version, known: Names) -> None:
    """Raise StoreError when another source gives an observation that is among ``rows``."""
    indicators = rows.get_column("indicator").unique().to_list()
    near = touching(others, indicators)
    if near.files.is_empty():
        return
    held = delta.rows(near, ROWS, keys=rows.select(OBSERVATION_KEY))
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
    if (newest.refused if newest else 0) != load.refused:
        return False
    before = side.refusals(now.table("refused"), [newest] if newest else [])
    rows = pl.concat([pl.DataFrame(schema=REFUSED), *load.rows.refused()])
    return before.select(rows.columns).sort(rows.columns).equals(rows.sort(rows.columns))


def _record(
    now: View,
    source: str,
    by: str,
    note: str,
    at: datetime | None,
    counts: tuple[int, int, int],
    refused: int,
) -> Record:
    shown = (at or clock.now()).astimezone(UTC)
    moment, earlier = next_moment(now.newest.at if now.newest else None, shown)
    return Record(
        revision=now.revision + 1,
        load=token_hex(8),
        source=source,
        by=by,
        note=note,
        at=moment,
        clock=earlier,
        added=counts[0],
        revised=counts[1],
        removed=counts[2],
        refused=refused,
    )


def _note(now: View, record: Record) -> dict[str, object]:
    """What the entry of a load bears: its record, and how far the side tables had come when it was made."""
    sides = {name: delta.last(now.table(name)) for name in SIDES}
    seals = {name: replay.digest(now.folder / name, number) for name, number in sides.items()}
    return {**msgspec.to_builtins(record), "sides": sides, "seals": seals}


def _append(table: delta.Version, frames: Iterable[pl.DataFrame], record: Record) -> None:
    """Append rows to a side table under the load's word, in one commit; nothing when there are none."""
    whole = {"row": pl.Int32}
    marked = (
        frame.cast({name: kind for name, kind in whole.items() if name in frame.columns}).select(
            pl.lit(record.load).alias("load"), pl.all()
        )
        for frame in frames
        if frame.height
    )
    delta_write.append_all(table, marked, {"load": record.load})

"""What we said: the verdicts of the account's own place, appended whenever one of them changed.

``store/said`` is a Delta table that is only ever added to. A row is a verdict as it stood in the findings
that readers were given from ``at`` on. It cannot be worked out again, because rules, definitions and the day
of then are gone; that tells it from ``then.py``, where today's rules look at the figures of then.
"""

from datetime import UTC
from pathlib import Path
from typing import Final

import polars as pl

from ropewalk.findings import method, table
from ropewalk.findings.table import BY_PLACE, Current
from ropewalk.observations import delta, delta_write, lock
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.words import Question

FOLDER: Final = "said"
MARK: Final = "said"
"""A file in a folder of findings: its verdicts are on record."""
KEY: Final = ("indicator", "question", "comparator")
_TEXTS: Final = ("at", "definitions", "place", *KEY, "verdict", "period", "sentence")
COLUMNS: Final[dict[str, type[pl.DataType]]] = {
    "revision": pl.Int32,
    "method": pl.Int32,
    **dict.fromkeys(_TEXTS, pl.String),
}
"""``at``: ISO 8601, UTC. ``verdict``: empty where nothing is said any more."""


def keep_said(folder: Path, place: str, comparator: str) -> bool:
    """Put the current findings' verdicts on record where they differ from what was said last. True when any
    did.

    ``folder``: the store's own. ``comparator``: the country, whose position is recorded beside the direction.
    Costs one look at a file when the current findings are on record. Raises StoreError when the disk refuses.
    """
    now = table.current(folder)
    if now is None or (now.folder / MARK).exists():
        return False
    delta.create(folder / FOLDER, COLUMNS)
    with lock.writing(folder / FOLDER):
        held = delta.look(folder / FOLDER)
        new = _new(_rows(held), _said(now, place, comparator))
        if new.height:
            delta_write.append(held, new.select(list(COLUMNS)), {"said": now.key})
    (now.folder / MARK).touch()
    return new.height > 0


def said(folder: Path, indicator: str | None = None) -> pl.DataFrame:
    """What was said of an indicator, or of all, the oldest first: COLUMNS. No rows where nothing is on
    record. Raises StoreError when the record is damaged."""
    if not delta.log_entry(folder / FOLDER, 0).exists():
        return pl.DataFrame(schema=dict(COLUMNS))
    wanted = [] if indicator is None else [pl.col("indicator") == indicator]
    return _rows(delta.look(folder / FOLDER), *wanted)


def _rows(held: delta.Version, *wanted: pl.Expr) -> pl.DataFrame:
    # Files are gathered and named at random: the order of saying is in the rows.
    return delta.rows(held, COLUMNS, *wanted).sort(
        "at", "revision", "indicator", "question", maintain_order=True
    )


def _said(now: Current, place: str, comparator: str) -> pl.DataFrame:
    """The verdicts of a place in the findings, of the headline or of the first group."""
    beside = pl.col("comparator") == comparator
    told = (pl.col("question") == Question.DIRECTION) | ((pl.col("question") == Question.POSITION) & beside)
    rows = table.read_table(now.folder / BY_PLACE).filter((pl.col("place") == place) & told).collect()
    rows = rows.filter(pl.col("breakdown") == pl.col("breakdown").min().over("indicator"))
    return rows.select(
        pl.lit(now.revision, dtype=pl.Int32).alias("revision"),
        pl.lit(now.definitions_version).alias("definitions"),
        *("place", *KEY, "verdict", "period", "sentence"),
    )


def _new(before: pl.DataFrame, now: pl.DataFrame) -> pl.DataFrame:
    """What is said now and was not said last, and what is said no more; each with the moment."""
    last = before.group_by(KEY, maintain_order=True).last()
    same = now.join(last, on=[*KEY, "place", "verdict", "period"], how="semi", nulls_equal=True)
    new = now.join(same, on=KEY, how="anti", nulls_equal=True)
    gone = last.filter(pl.col("verdict") != "").join(now, on=KEY, how="anti", nulls_equal=True)
    if now.height:
        gone = gone.with_columns(
            pl.lit(now["revision"][0], dtype=pl.Int32).alias("revision"),
            pl.lit(now["definitions"][0]).alias("definitions"),
            *(pl.lit("").alias(name) for name in ("verdict", "period", "sentence")),
        )
    at = max(clock.now().astimezone(UTC).isoformat(timespec="microseconds"), str(before["at"].max() or ""))
    number = pl.lit(method.newest().number, dtype=pl.Int32).alias("method")
    both = pl.concat([new, gone.select(new.columns)])
    return both.with_columns(pl.lit(at).alias("at"), number)

"""What changed between any two revisions: rows, documents, and the reasons that were declared.

Only files that one of the two revisions has and the other has not are read: what a load did not touch
costs nothing. Everything is compared as codes; only what differs becomes words.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from ropewalk.observations import delta, journal, paper_changes, side
from ropewalk.observations.batch import NUMBERS
from ropewalk.observations.carry import SAID
from ropewalk.observations.view import ROWS, View, touching
from ropewalk.vocabulary.errors import Fault, StoreError
from ropewalk.vocabulary.tables import OBSERVATION_KEY

ADDED, REVISED, REMOVED = "added", "revised", "removed"
MORE, LESS, NOT_HELD = "more than half of it", "half of it or less", "not held"
"""The size of a revision against the old 95% interval."""
AT_ONCE: Final = 250_000
"""Rows that are compared together."""
COUNTS: Final = (ADDED, REVISED, REMOVED, "places")
COLUMNS: Final = (
    *("change", *OBSERVATION_KEY, "old_value", "value", "size", "against_interval"),
    *(f"{age}{name}" for name in NUMBERS[1:] for age in ("old_", "")),
    *("old_state", "state", "source", "file", "row", "revision"),
)


@dataclass(frozen=True)
class Changes:
    """What changed after revision ``before`` up to revision ``after``.

    ``revisions``: the records in between (see ``Store.revisions``). ``rows``: COLUMNS, one row an observation
    that is not as it was; ``change`` is added, revised or removed; ``size`` is value less old value, null
    where one of them is; ``against_interval`` says whether a size is more than half of the old 95% interval,
    "not held" where that has no limits, null where there is no size. ``source``, ``file``, ``row`` say where
    the newer edition says so, or where the older did for a removed row. ``papers``: see ``paper_changes``.
    ``reasons``: revision, source, kind, text: why, in the words of those who declared it.
    """

    before: int
    after: int
    revisions: pl.DataFrame
    rows: pl.DataFrame
    papers: pl.DataFrame
    reasons: pl.DataFrame

    def count(self, change: str) -> int:
        """How many rows were added, revised or removed."""
        return self.rows.filter(pl.col("change") == change).height

    @property
    def states(self) -> int:
        """How many revised rows have another state than before."""
        moved = (pl.col("change") == REVISED) & (pl.col("state") != pl.col("old_state"))
        return self.rows.filter(moved).height

    @property
    def is_nothing(self) -> bool:
        """Whether nothing at all is otherwise."""
        return self.rows.is_empty() and self.papers.is_empty()


def changes(
    now: View,
    before: int,
    after: int,
    indicators: Collection[str] | None = None,
    places: Collection[str] | None = None,
) -> Changes:
    """See ``Changes``. ``indicators`` and ``places`` choose rows (None: all).

    Raises StoreError when the first revision is the later one, or is not held."""
    if before > after:
        remedy = "Name the earlier revision first"
        raise StoreError(
            Fault("the first revision is later than the second", remedy, value=f"{before} {after}")
        )
    rows = row_changes(now, before, after, indicators, places)
    records = now.journal.upto(after)
    papers, table = now.table("documents"), journal.table(records[before:])
    written = side.history(papers, records[before:])
    old, new = (side.documents(papers, records[:upto]) for upto in (before, after))
    differing = paper_changes.paper_changes(old, new) if written.height else paper_changes.nothing()
    return Changes(before, after, table, rows, differing, paper_changes.reasons(table, written))


def row_changes(
    now: View,
    before: int,
    after: int,
    indicators: Collection[str] | None = None,
    places: Collection[str] | None = None,
) -> pl.DataFrame:
    """The rows that are not as they were, as words, sorted by indicator, place, period, breakdown."""
    wanted = [
        pl.col(column).is_in(now.names.codes(column, [words] if isinstance(words, str) else words))
        for column, words in (("indicator", indicators), ("place", places))
        if words is not None
    ]
    return _worded(now, _differing(now, before, after, wanted))


def touched(now: View, revision: int, place: str) -> pl.DataFrame:
    """What a revision changed, counted: indicator, own (whether of ``place``), added, revised, removed (rows)
    and places; one row an indicator and ``own``, sorted by them.

    A load that only adds, as every source's first does, is counted without looking at what was there before.
    Memory does not grow with what a load changed.
    """
    record = now.journal.records[revision - 1]
    own = pl.col("place").is_in(now.names.codes("place", [place])).alias("own")
    old, new = now.version(revision - 1), now.version(revision)
    if record.revised or record.removed:
        counted = _counted_apart(old, new, own)
    else:
        come = new.only(~pl.col("path").is_in(old.paths()))
        each = (pl.len().alias(ADDED), pl.col("place").n_unique().alias("places"))
        mine = pl.col("revision") == revision
        counted = delta.grouped(come, ROWS, ["indicator", own], each, mine)
        counted = counted.with_columns(pl.lit(0).alias(REVISED), pl.lit(0).alias(REMOVED))
    words = now.names.texts["indicator"].gather(counted.get_column("indicator")).alias("indicator")
    told = counted.select("indicator", "own", pl.col(COUNTS).cast(pl.Int64))
    return told.with_columns(words).sort("indicator", "own")


def _counted_apart(old: delta.Version, new: delta.Version, own: pl.Expr) -> pl.DataFrame:
    """What differs, counted by indicator and ``own``, of a few indicators or places at a time."""
    gone, come = _files_apart(old, new)
    each = (
        *((pl.col("change") == change).sum().alias(change) for change in (ADDED, REVISED, REMOVED)),
        pl.col("place").n_unique().alias("places"),
    )
    found = []
    for codes, *places in _few_at_a_time(gone, come):
        mine = [pl.col("indicator").is_in(codes), *(pl.col("place").is_in(some) for some in places)]
        rows = compared(*(delta.rows(touching(files, codes), ROWS, *mine) for files in (gone, come)))
        found.append(rows.group_by("indicator", own).agg(each))
    # No place is in two parts of an indicator, so that places add up like rows.
    return pl.concat(found).group_by("indicator", "own").agg(pl.col(COUNTS).sum())


def _few_at_a_time(gone: delta.Version, come: delta.Version) -> Iterator[tuple[list[int], ...]]:
    """The indicators of two sets of files, as many at a time as have AT_ONCE rows; at least one list. Of an
    indicator that has more by itself, its places come after it, as many at a time."""
    counts = _counted((gone, come), "indicator")
    many = pl.col("len") > AT_ONCE
    yield from ((codes,) for codes in _shares(counts.filter(~many)))
    for code in counts.filter(many)["indicator"]:
        both = [touching(files, [code]) for files in (gone, come)]
        yield from (([code], some) for some in _shares(_counted(both, "place", pl.col("indicator") == code)))


def _counted(each: Sequence[delta.Version], by: str, *wanted: pl.Expr) -> pl.DataFrame:
    rows = [delta.grouped(files, ROWS, [by], [pl.len()], *wanted) for files in each]
    return pl.concat(rows).group_by(by).agg(pl.col("len").cast(pl.Int64).sum()).sort(by)


def _shares(counts: pl.DataFrame) -> list[list[int]]:
    share = ((pl.col("len").cum_sum() - 1) // AT_ONCE).alias("share")
    shares = counts.group_by(share, maintain_order=True).agg(pl.nth(0).alias("codes"))
    return shares.get_column("codes").to_list() or [[]]


def _differing(now: View, before: int, after: int, wanted: list[pl.Expr]) -> pl.DataFrame:
    """The coded rows that are not as they were; only of files that one has and the other has not."""
    gone, come = _files_apart(now.version(before), now.version(after))
    return compared(delta.rows(gone, ROWS, *wanted), delta.rows(come, ROWS, *wanted))


def _files_apart(old: delta.Version, new: delta.Version) -> tuple[delta.Version, delta.Version]:
    """The files that only the older version has, and those that only the newer has."""
    gone = old.only(~pl.col("path").is_in(new.paths()))
    return gone, new.only(~pl.col("path").is_in(old.paths()))


def compared(old: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    """Rows of either, coded or as words, without those that say the same in both; ``change`` tells how."""
    known = old.drop("revision").rename({name: f"old_{name}" for name in (*SAID, "file", "row")})
    both = known.join(new, on=OBSERVATION_KEY, how="full", coalesce=True)
    same = pl.all_horizontal(pl.col(name).eq_missing(pl.col(f"old_{name}")) for name in SAID)
    was, is_ = pl.col("old_state").is_not_null(), pl.col("state").is_not_null()
    change = pl.when(~was).then(pl.lit(ADDED)).when(~is_).then(pl.lit(REMOVED)).otherwise(pl.lit(REVISED))
    return both.filter(~(was & is_ & same)).with_columns(change.alias("change"))


def _worded(now: View, rows: pl.DataFrame) -> pl.DataFrame:
    states = now.names.texts["state"]
    old_state = states.gather(rows.get_column("old_state")).alias("old_state")
    # A removed row has no newer place in a file: its older one is told. Its state is told as none.
    told = rows.with_columns(
        old_state,
        pl.coalesce("file", "old_file").alias("file"),
        pl.coalesce("row", "old_row").alias("row"),
    )
    return sized(now.names.decode(told))


def sized(words: pl.DataFrame) -> pl.DataFrame:
    """Compared rows as words, with their sizes: COLUMNS."""
    size = pl.col("value") - pl.col("old_value")
    half = (pl.col("old_upper") - pl.col("old_lower")) / 2
    against = (
        pl.when(size.is_null())
        .then(None)
        .when(half.is_null())
        .then(pl.lit(NOT_HELD))
        .when(size.abs() > half)
        .then(pl.lit(MORE))
        .otherwise(pl.lit(LESS))
    )
    return words.with_columns(
        size.alias("size"),
        against.alias("against_interval"),
        pl.when(pl.col("change") != REMOVED).then("state").alias("state"),
        pl.col("row", "revision").cast(pl.Int64),
    ).select(COLUMNS)

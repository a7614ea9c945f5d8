"""The newest figure of each indicator in each place, kept: a page of a place reads its own rows alone.

The store lies by indicator. Asking it for one place means looking into every file of it, on every page of
a place; so what such a page wants is picked out once a load. ``store/newest/<key>/newest.parquet`` is sorted
by place, ``store/newest/current`` names the folder that readers use: see ``placed``.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Final

import msgspec
import polars as pl

from ropewalk.findings.basis import rules_version
from ropewalk.findings.disclosure.view import Disclosed
from ropewalk.findings.lacking import lacking
from ropewalk.findings.pieces import pieces
from ropewalk.findings.placed import name_of, place, placed
from ropewalk.observations.store import Store
from ropewalk.vocabulary.errors import Fault
from ropewalk.vocabulary.period import parse_period
from ropewalk.vocabulary.tables import OBSERVATIONS

SERIES: Final = (*OBSERVATIONS, "start", "end", "source", "file", "row", "revision")
FILE: Final = "newest.parquet"
_HOME: Final = "newest"
_ROWS_A_GROUP: Final = 8_192


def newest_of(rows: pl.DataFrame) -> pl.DataFrame:
    """Each place's newest observation with a value of each indicator, with the columns SERIES, sorted by
    place and indicator: of the headline, or of the first breakdown by name where there is no headline."""
    known = rows.filter(pl.col("value").is_not_null())
    first = known.filter(pl.col("breakdown") == pl.col("breakdown").min().over("indicator", "place"))
    ordered = with_days(first).sort("place", "indicator", "end", "start")
    return ordered.unique(["place", "indicator"], keep="last", maintain_order=True).select(SERIES)


def with_days(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with ``start`` and ``end`` (the day after the last) of their period."""
    texts = rows["period"].unique().to_list()
    days = [_days(text) for text in texts]
    known = {"period": texts, "start": [d[0] for d in days], "end": [d[1] for d in days]}
    schema = {"period": pl.String, "start": pl.Date, "end": pl.Date}
    return rows.join(pl.DataFrame(known, schema=schema), on="period", how="left", maintain_order="left")


def keep_newest(folder: Path, store: Store, parts: Iterable[Sequence[str]]) -> bool:
    """Pick the newest figures out again when the store, or what is shown of it, has moved on. True when they
    were. ``parts``: indicators, as many at a time as may be held in memory.

    ``folder``: the store's own. Raises StoreError when the disk refuses; what was current then still is.
    """
    reads = Disclosed(store)
    key = f"{store.revision}-{_mark(store, reads)}"
    if name_of(_current(folder)) == key and not newest_lacks(folder):
        return False
    found = [newest_of(rows) for names in parts for rows in pieces(reads, names, as_of=store.revision)]
    kept = pl.concat(found).sort("place", "indicator")

    def fill(part: Path) -> None:
        kept.write_parquet(part / FILE, compression="zstd", row_group_size=_ROWS_A_GROUP)

    place(folder / _HOME, key, fill, what="newest figures")
    return True


def newest_lacks(folder: Path) -> tuple[Fault, ...]:
    """What readers would miss in the newest figures kept: nothing where none are, for then the store is
    asked."""
    home = folder / _HOME / _current(folder)
    return lacking(home, {FILE: SERIES}) if (home / FILE).is_file() else ()


def kept_newest(folder: Path, revision: int, of: str) -> pl.DataFrame | None:
    """A place's rows of the kept table, as of a revision; None where none of that revision is kept, or
    where its file is gone or damaged: the store itself can still be asked."""
    name = _current(folder)
    if name.partition("-")[0] != str(revision):
        return None
    try:
        rows = pl.scan_parquet(folder / _HOME / name / FILE)
        return rows.filter(pl.col("place") == of).collect()
    except (OSError, pl.exceptions.PolarsError):
        return None


def _current(folder: Path) -> str:
    try:
        return placed(folder / _HOME)
    except OSError:
        return ""


def _mark(store: Store, view: Disclosed) -> str:
    """Tells one state of a store, and of what is shown of it, from any other."""
    told = (store.snapshot_key(), view.marks(), view.closed(), rules_version())
    return sha256(msgspec.json.encode(told, order="deterministic")).hexdigest()[:12]


def _days(text: str) -> tuple[date, date]:
    period = parse_period(text)
    return period.start, period.end

"""Keep the history in step with the store: the log of published numbers, and the verdicts of then.

``store/history/<revision>-<definitions version>-<rules>/`` holds Parquet files; where a source is protected
the name also tells what is shown of it. ``store/history/current`` names the folder that readers use: see
``placed``. All of it can be worked out again, unlike what was said.
"""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

import msgspec
import polars as pl

from ropewalk.findings.basis import rules_version
from ropewalk.findings.comparison import Comparison
from ropewalk.findings.history import log, then
from ropewalk.findings.history.log import SCHEMAS, Log
from ropewalk.findings.history.then import Asked, Reads
from ropewalk.findings.lacking import lacking
from ropewalk.findings.placed import name_of, place, placed
from ropewalk.observations.store import Store
from ropewalk.vocabulary.city import Definitions
from ropewalk.vocabulary.errors import Fault, StoreError

HOME: Final = "history"
THEN: Final = "then"
_TABLES: Final = (*SCHEMAS, THEN)


@dataclass(frozen=True)
class History:
    """The log, and what today's rules say of the figures of then: see ``Log`` and ``then.COLUMNS``."""

    log: Log
    then: pl.DataFrame


def keep_history(
    folder: Path, store: Store, reads: Reads, definitions: Definitions, comparison: Comparison
) -> bool:
    """Bring the history up to the store's newest revision. True when there was anything to do.

    ``folder``: the store's own. Raises StoreError when the disk refuses; what was current then still is.
    """
    rules = f"{definitions.version}-{rules_version()}{_shown(reads)}"
    own, key = definitions.city.place, f"{store.revision}-{rules}"
    before = current_key(folder)
    if before == key and not history_lacks(folder):
        return False
    known = _readable(folder) if _is_of(before, own, folder) else None
    logged = log.log_of(store, reads, own, known.log if known else log.no_log())
    same_rules = known is not None and before.partition("-")[2] == rules
    kept = known.then if known and same_rules else pl.DataFrame(schema=then.COLUMNS)
    asked = [one for one in _asked(logged) if (one.indicator, one.revision) not in _pairs(kept)]
    indicators = {one.id: one for one in definitions.indicators}
    found = then.verdicts_then(reads, asked, indicators, comparison, own)
    verdicts = pl.concat([kept, found]).sort("indicator", "revision", "question", maintain_order=True)
    _write(folder, key, own, History(logged, verdicts))
    return True


def history(folder: Path) -> History:
    """The current history of a store's folder; empty when there is none yet. Raises StoreError for a damaged
    file."""
    name = _placed(folder)
    if not name:
        return History(log.no_log(), pl.DataFrame(schema=then.COLUMNS))
    try:
        found = {table: pl.read_parquet(folder / HOME / name / f"{table}.parquet") for table in _TABLES}
    except (OSError, pl.exceptions.PolarsError) as error:
        problem, remedy = "a file of the history is missing or damaged", "Work it out again: ropewalk load"
        raise StoreError(Fault(problem, remedy, file=str(folder / HOME / name))) from error
    verdicts = found.pop(THEN)
    return History(Log(**found), verdicts)


def current_key(folder: Path) -> str:
    """The key of the current history of a store's folder; empty when there is none."""
    return name_of(_placed(folder))


def history_lacks(folder: Path) -> tuple[Fault, ...]:
    """What readers would miss in the current history of a store's folder."""
    columns = {**SCHEMAS, THEN: then.COLUMNS}
    return lacking(folder / HOME / _placed(folder), {f"{name}.parquet": columns[name] for name in columns})


def _shown(reads: Reads) -> str:
    """What tells one way of showing protected sources from another; empty where there is none."""
    marks = reads.marks()
    digest = sha256(msgspec.json.encode(marks, order="deterministic")).hexdigest()
    return f"-{digest[:8]}" if marks else ""


def _placed(folder: Path) -> str:
    try:
        return placed(folder / HOME)
    except OSError:
        return ""


def _readable(folder: Path) -> History | None:
    """The history to go on from; none where it is damaged or of another version, so that it is worked out
    from the start."""
    if history_lacks(folder):
        return None
    try:
        return history(folder)
    except StoreError:
        return None


def _is_of(key: str, own: str, folder: Path) -> bool:
    """Whether the current history is of this place, as its folder says."""
    return bool(key) and (folder / HOME / _placed(folder) / own).exists()


def _asked(logged: Log) -> list[Asked]:
    """Each indicator that more than one revision touched, as of each of them."""
    pairs = logged.measures.select("indicator", "revision").unique()
    often = pairs.filter(pl.len().over("indicator") > 1).sort("indicator", "revision")
    days = logged.entries.select("revision", pl.min_horizontal("published", pl.col("at").dt.date()))
    return [Asked(*row) for row in often.join(days, on="revision", maintain_order="left").iter_rows()]


def _pairs(known: pl.DataFrame) -> set[tuple[str, int]]:
    return set(known.select("indicator", "revision").unique().iter_rows())


def _write(folder: Path, key: str, own: str, found: History) -> None:
    def fill(part: Path) -> None:
        tables = {**{name: getattr(found.log, name) for name in SCHEMAS}, THEN: found.then}
        for name, table in tables.items():
            table.write_parquet(part / f"{name}.parquet", compression="zstd")
        (part / own).touch()

    place(folder / HOME, key, fill, what="history")

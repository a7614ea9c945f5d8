"""What a damaged file of the store means to those who read it: revisions, source, indicators, remedy."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec
import polars as pl

from ropewalk.observations import delta, faults, names
from ropewalk.vocabulary.errors import Fault, RopewalkError

SHOWN: Final = 5
REMEDY: Final = "Put this file back from a copy of the store; building anew loses the older revisions"


@dataclass(frozen=True)
class Span:
    """``first`` to ``last`` revision that reads a file (None: up to the newest; 0 and 0: none does), the
    code of its source as text, and Delta's statistics of the file as JSON."""

    first: int
    last: int | None
    source: str
    stats: str | None


class _Ends(msgspec.Struct):
    indicator: int = -1


class _Stats(msgspec.Struct):
    low: _Ends = msgspec.field(name="minValues", default_factory=_Ends)
    high: _Ends = msgspec.field(name="maxValues", default_factory=_Ends)


def source_of(path: Path) -> str:
    """The code of a file's source, as the name of its folder gives it."""
    return path.parent.name.partition("=")[2]


def fault(store: Path, table: str, path: Path, problem: str, span: Span) -> Fault:
    """The fault: what is wrong, and which revisions, source and indicators it touches."""
    affected = [_revisions(span)]
    if table == "observations":
        affected += _what(store, path, span)
    else:
        affected.append(f"all that reads {table}")
    return Fault(f"{problem}; affected: {', '.join(affected)}", REMEDY, file=str(path))


def _revisions(span: Span) -> str:
    if span.first == 0:
        return "no revision"
    if span.last is None:
        return f"revisions {span.first} to the newest"
    return f"revision {span.first}" if span.first == span.last else f"revisions {span.first} to {span.last}"


def _what(store: Path, path: Path, span: Span) -> list[str]:
    """The source and the indicators, as words, where the store's names can still be read."""
    try:
        texts = names.read(delta.look(store / "names")).texts
    except RopewalkError:
        return []
    codes = _indicators(path, span.stats)
    known = [texts["indicator"][code] for code in codes if code < texts["indicator"].len()]
    more = f" and {len(known) - SHOWN} more" if len(known) > SHOWN else ""
    told = [f"indicators {', '.join(known[:SHOWN])}{more}"] if known else []
    if span.source.isdecimal() and int(span.source) < texts["source"].len():
        told.insert(0, f"source {texts['source'][int(span.source)]}")
    return told


def _indicators(path: Path, stats: str | None) -> list[int]:
    """The file's own codes; when it cannot be read, all from the least to the greatest that the log gives."""
    try:
        with faults.reading(path):
            return pl.read_parquet(path, columns=["indicator"])["indicator"].unique().sort().to_list()
    except RopewalkError:
        ends = msgspec.json.decode(stats, type=_Stats) if stats else _Stats()
        return list(range(ends.low.indicator, ends.high.indicator + 1)) if ends.low.indicator >= 0 else []

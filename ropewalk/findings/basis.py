"""What each indicator's findings were worked out from: only what could have changed is worked out again.

An indicator's findings follow from its observations, its definition, whom places are compared with, and
the rules, which are our own code. Each of these is told by a short text; where two texts are equal, so
would the findings be. Only the day matters besides: a figure grows old without any change.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

import msgspec
import numpy as np
import polars as pl

from ropewalk.findings import rules
from ropewalk.findings.comparison import Comparison
from ropewalk.findings.measures import RHYTHM, month_of
from ropewalk.vocabulary.indicator import Measure
from ropewalk.vocabulary.period import parse_period
from ropewalk.vocabulary.words import Question, Reason

NEVER: Final = float("inf")


class Basis(msgspec.Struct, frozen=True, kw_only=True):
    """``state`` names the state of the store, ``common`` what all findings rest on. By indicator: ``own``,
    what its findings rest on, and ``stale_from``, the month (see ``measures.month_of``) after which one
    of its figures that counted as new is old. ``day``: when the findings were worked out."""

    state: str
    common: str
    own: dict[str, str]
    stale_from: dict[str, float]
    day: date


def basis_of(
    touched: pl.DataFrame,
    measures: Sequence[Measure],
    comparison: Comparison,
    *,
    state: str,
    day: date,
    shown: Mapping[str, str] | None = None,
) -> Basis:
    """``touched``: columns indicator, rows, revision (the newest among its rows): see ``Store.touched``.
    ``shown``: by indicator, what tells what of protected sources is shown: see ``Disclosed.marks``."""
    data = {name: f"{rows} rows to revision {last}" for name, rows, last in touched.iter_rows()}
    data = {name: text + (shown or {}).get(name, "") for name, text in data.items()}
    own = {m.id: _short(msgspec.json.encode(m, order="deterministic")) for m in measures}
    weights = {m.id: data.get(m.crossing.weight, "") for m in measures if m.crossing and m.crossing.weight}
    own = {name: f"{text}; {data[name]}{weights.get(name, '')}" for name, text in own.items() if name in data}
    return Basis(state=state, common=_common(comparison), own=own, stale_from={}, day=day)


def changed(before: Basis | None, now: Basis) -> frozenset[str]:
    """The indicators whose findings may differ from those worked out on ``before``."""
    if before is None or before.common != now.common or now.day < before.day:
        return frozenset(now.own)
    other = {name for name, text in now.own.items() if before.own.get(name) != text}
    return frozenset(other | {n for n in now.own if month_of(now.day) > before.stale_from.get(n, NEVER)})


def mark_of(basis: Basis) -> str:
    """Eight hex digits that tell findings of one revision and definitions apart by all else they rest on."""
    return _short(msgspec.json.encode(basis, order="deterministic"))[:8]


def stale_from(findings: pl.DataFrame, measures: Iterable[Measure]) -> dict[str, float]:
    """By indicator, the month after which one of its figures that is not old yet will be."""
    table = findings.filter(
        (pl.col("question") == Question.DIRECTION.value)
        & ~pl.col("reasons").str.split(";").list.contains(Reason.STALE.value)
        & (pl.col("period") != "")
    )
    pairs = table.select("indicator", "period").unique()
    end = {text: month_of(parse_period(text).end) for text in pairs["period"].unique().to_list()}
    rhythm = {m.id: RHYTHM.get(m.frequency, np.nan) for m in measures}
    first: dict[str, float] = {}
    for name, text in pairs.iter_rows():  # over the few distinct pairs, not over findings
        month = end[text] + rules.STALE_AFTER * rhythm[name]
        if np.isfinite(month):
            first[name] = min(first.get(name, NEVER), month)
    return first


@cache
def rules_version() -> str:
    """Twelve hex digits that change whenever a line of the rules or methods does."""
    folders = (Path(__file__).parent, Path(__file__).parent.parent / "stats")
    files = sorted(file for folder in folders for file in folder.rglob("*.py"))
    return _short(*(file.read_bytes() for file in files))


def _common(comparison: Comparison) -> str:
    sets = msgspec.json.encode(comparison.peer_sets, order="deterministic")
    maps: tuple[Mapping[str, object], ...] = (
        comparison.parents,
        comparison.kinds,
        comparison.names,
        comparison.begun,
        comparison.parts,
    )
    register = msgspec.json.encode(maps, order="deterministic")
    return _short(rules_version().encode(), sets, register, repr(comparison.default).encode())


def _short(*parts: bytes) -> str:
    digest = sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()[:12]

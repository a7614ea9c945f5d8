"""A contract with a source whose rows are too many to be held: the same rules, a few indicators at a time."""

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from ropewalk.observations.at_a_time import some_at_a_time
from ropewalk.observations.edition import Edition
from ropewalk.sources.contracts.against import (
    Paired,
    counts,
    coverage,
    emptied,
    magnitude,
    newly_empty,
    paired,
)
from ropewalk.sources.contracts.alone import Ranges, alone, said_again
from ropewalk.sources.contracts.breach import SHOWN, Breach
from ropewalk.sources.contracts.terms import Contract

COVERED = ("indicator", "place", "period")


def in_parts(
    terms: Contract, before: Edition | None, now: Edition, repeated: int, ranges: Ranges, at_once: int
) -> Iterator[Breach]:
    """The rules that an edition breaks, by itself and against the one ``before`` (None: it is the first).

    Held together are the rows of ``at_once``, or of as few indicators as totals tie to one another; those of
    an indicator that no total concerns are cut further, by places. What is said is what ``alone`` and
    ``against`` say of all rows; of what is gone fewer rows are named.
    """
    yield from said_again(terms, now.height, repeated)
    before = before if before and before.height else None
    if before:
        yield from counts(terms, before.height, now.height)
        yield from coverage(terms, _firsts(before), _firsts(now))
    found, empty = dict[tuple[str, str], Breach](), []
    held = _together(before, now, "indicator")
    for groups in some_at_a_time(((g, sum(held[n] for n in g)) for g in _tied(sorted(held), terms)), at_once):
        names = [name for group in groups for name in group]
        whole = sum(held[name] for name in names) <= at_once or _totalled(terms, names)
        pairs = []
        for places in [None] if whole else _places(before, now, names, at_once):
            rows = now.read(names, places)
            _add(found, alone(terms, rows, 0, ranges))
            if before:
                old = before.read(names, places)
                empty.append(newly_empty(old, rows))
                pairs.append(_light(paired(old, rows)))
        if pairs:
            _add(found, magnitude(terms, pairs))
    yield from emptied(terms, empty)
    yield from found.values()


def _firsts(edition: Edition) -> pl.DataFrame:
    """One row at least of each indicator, place and period."""
    return pl.concat(edition.firsts(column) for column in COVERED)


def _add(found: dict[tuple[str, str], Breach], breaches: Iterator[Breach]) -> None:
    """Of one problem that several parts have one breach is told."""
    for one in breaches:
        key = (one.rule, one.problem)
        known = found.get(key)
        if known:
            rows = pl.concat([known.rows, one.rows]).head(SHOWN)
            one = replace(one, rows=rows, count=known.count + one.count)
        found[key] = one


def _totalled(terms: Contract, names: list[str]) -> bool:
    """Whether a total concerns any of the indicators, so that its places must stay together."""
    return any({total.indicator, *total.indicators} & {*names} for total in terms.totals)


def _places(before: Edition | None, now: Edition, names: list[str], at_once: int) -> Iterator[list[str]]:
    """The places of some indicators, as many at a time as may be held."""
    return some_at_a_time(sorted(_together(before, now, "place", names).items()), at_once)


def _together(
    before: Edition | None, now: Edition, by: str, names: list[str] | None = None
) -> dict[str, int]:
    """How many rows both have of each word."""
    rows = dict(now.counts(by, names).iter_rows())
    for word, count in before.counts(by, names).iter_rows() if before else ():
        rows[word] = rows.get(word, 0) + count
    return rows


def _light(pairs: Paired) -> Paired:
    """The same with texts as categories: all pairs of an indicator are held at once."""
    return Paired(*(rows.cast({pl.String: pl.Categorical}) for rows in (pairs.same, pairs.newest)))


def _tied(names: list[str], terms: Contract) -> list[list[str]]:
    """Each name with those that some total ties it to, directly or not."""
    groups = {name: [name] for name in names}
    for total in terms.totals:
        tied = [name for name in (total.indicator, *total.indicators) if name in groups]
        together = list(dict.fromkeys(one for name in tied for one in groups[name]))
        groups.update(dict.fromkeys(together, together))
    return list({id(group): group for group in groups.values()}.values())

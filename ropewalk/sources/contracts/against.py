"""Rules that an edition keeps against the last one held: coverage, and figures of the same size."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from ropewalk.sources.contracts.breach import KEY, SHOWN, Breach, counted, examples, share
from ropewalk.sources.contracts.terms import Contract, Rule
from ropewalk.vocabulary.period import Period, parse_period

SERIES: Final = [name for name in KEY if name != "period"]
GONE: Final = "not there"
PAIRS: Final = 10
"""Fewer figures of the same keys do not tell of a change of unit: the newest of each place then do."""


def against(terms: Contract, before: pl.DataFrame, now: pl.DataFrame) -> Iterator[Breach]:
    """The rules that an edition breaks against the one before. Both: the exchange columns, file and row.

    Nothing is asked of a source's first figures.
    """
    if before.is_empty():
        return
    yield from _rows(terms, before, now)
    yield from coverage(terms, before, now)
    yield from emptied(terms, [newly_empty(before, now)])
    yield from magnitude(terms, [paired(before, now)])


def coverage(terms: Contract, before: pl.DataFrame, now: pl.DataFrame) -> Iterator[Breach]:
    """Indicators, places and periods that are gone. One row of each is enough."""
    yield from _gone("indicators", "indicator", 0.0, before, now)
    yield from _gone("places", "place", terms.places_lost, before, now)
    yield from _periods(terms, before, now)


def counts(terms: Contract, before: int, now: int) -> Iterator[Breach]:
    """Whether there are as many rows as may be. Both: how many there are."""
    if before and not terms.rows_least * before <= now <= terms.rows_most * before:
        none = pl.DataFrame(schema=dict.fromkeys((*KEY, "file", "row", "was", "is"), pl.String))
        yield Breach("rows", _told(terms, before, now), none, 0)


def _told(terms: Contract, before: int, now: int) -> str:
    allowed = f"{share(terms.rows_least)} to {share(terms.rows_most)} of them may be there"
    return f"{now:,} rows, where the last edition had {before:,} ({allowed})"


def _rows(terms: Contract, before: pl.DataFrame, now: pl.DataFrame) -> Iterator[Breach]:
    least, most = terms.rows_least * before.height, terms.rows_most * before.height
    if least <= now.height <= most:
        return
    problem = _told(terms, before.height, now.height)
    fewer = now.height < least
    odd = (before if fewer else now).join(now if fewer else before, on=KEY, how="anti", maintain_order="left")
    value = pl.coalesce(pl.col("value").cast(pl.String), "state")
    told = examples(odd, value, GONE) if fewer else examples(odd, GONE, value)
    yield Breach("rows", problem, told, odd.height, of_last=fewer)


def _gone(
    rule: Rule, column: str, allowed: float, before: pl.DataFrame, now: pl.DataFrame
) -> Iterator[Breach]:
    """What the last edition told of and this one does not."""
    held, kept = before[column].unique(), now[column].unique()
    gone = sorted(set(held) - set(kept))
    if len(gone) <= allowed * held.len():
        return
    problem = f"{len(gone):,} of {held.len():,} {rule} are gone (at most {share(allowed)}): {counted(gone)}"
    odd = before.filter(pl.col(column).is_in(gone))
    first = odd.unique(column, keep="first", maintain_order=True)
    value = pl.coalesce(pl.col("value").cast(pl.String), "state")
    yield Breach(rule, problem, examples(first, value, GONE), odd.height, of_last=True)


def _periods(terms: Contract, before: pl.DataFrame, now: pl.DataFrame) -> Iterator[Breach]:
    """Periods may go at the old end, a few at a time; the newest may not go back."""
    if now.is_empty():
        return
    last, newest = _newest_period(before), _newest_period(now)
    if newest.end < last.end:
        problem = f"the newest period is {newest.text}, and the last edition went to {last.text}"
        odd = before.filter(pl.col("period") == last.text)
        value = pl.coalesce(pl.col("value").cast(pl.String), "state")
        yield Breach("periods", problem, examples(odd, value, GONE), odd.height, of_last=True)
    elif not terms.snapshot:
        yield from _gone("periods", "period", terms.periods_lost, before, now)


def _newest_period(rows: pl.DataFrame) -> Period:
    """The one that ends last; of two, the longer."""
    return max(
        (parse_period(text) for text in rows["period"].unique()), key=lambda one: (one.end, one.months)
    )


@dataclass(frozen=True)
class NewlyEmpty:
    """Figures that were numbers: ``pairs`` of them, of which so many are none now; ``told``: a few."""

    empty: int
    pairs: int
    told: pl.DataFrame


def newly_empty(before: pl.DataFrame, now: pl.DataFrame) -> NewlyEmpty:
    """Count figures that were numbers and are none now. Both: see ``against``."""
    given = before.filter(pl.col("value").is_not_null()).select(*KEY, pl.col("value").alias("old"))
    both = now.join(given, on=KEY, maintain_order="left")
    empty = both.filter(pl.col("value").is_null())
    return NewlyEmpty(empty.height, both.height, examples(empty, pl.col("old"), pl.col("state")))


def emptied(terms: Contract, parts: Sequence[NewlyEmpty]) -> Iterator[Breach]:
    """Whether more figures than may be are empty now, of all parts together."""
    empty, pairs = sum(part.empty for part in parts), sum(part.pairs for part in parts)
    if empty > terms.numbers_lost * pairs:
        allowed = f"at most {share(terms.numbers_lost)}"
        problem = f"{empty:,} of {pairs:,} figures of the last edition are empty now ({allowed})"
        yield Breach("numbers", problem, pl.concat(part.told for part in parts).head(SHOWN), empty)


@dataclass(frozen=True)
class Paired:
    """Figures that are not nought, with ``old``, what the last edition said. ``same``: of the same key;
    ``newest``: the newest of each series in both, of indicators that have too few of the same key here."""

    same: pl.DataFrame
    newest: pl.DataFrame


def paired(before: pl.DataFrame, now: pl.DataFrame) -> Paired:
    """The figures of two editions side by side. Both: see ``against``; whole series."""
    columns = (*KEY, "value", "old", "file", "row")
    old, new = (_numeric(rows) for rows in (before, now))
    said = old.select(*KEY, pl.col("value").alias("old"))
    same = new.join(said, on=KEY, maintain_order="left").select(columns)
    rest = ~pl.col("indicator").is_in(_many(same))
    last = _newest(old.filter(rest)).select(*SERIES, pl.col("value").alias("old"))
    newest = _newest(new.filter(rest)).join(last, on=SERIES, maintain_order="left")
    return Paired(same, newest.select(columns))


def magnitude(terms: Contract, parts: Sequence[Paired]) -> Iterator[Breach]:
    """Figures some times as large as before in the middle, or of the other sign: the unit has changed."""
    pairs = _pairs(parts).with_columns(ratio=pl.col("value") / pl.col("old"))
    middle = pairs.group_by("indicator").agg(pl.col("ratio").median().alias("middle"))
    jumped = middle.filter(
        (pl.col("middle") < 0) | (pl.col("middle") >= terms.ratio) | (pl.col("middle") <= 1 / terms.ratio)
    )
    for indicator, ratio in jumped.sort("indicator").iter_rows():
        odd = pairs.filter(pl.col("indicator") == indicator)
        far = (odd["ratio"] / ratio).log().abs().fill_null(float("inf")) if ratio > 0 else odd["ratio"]
        problem = (
            f"figures of {indicator} are {ratio:,.3g} times those before, in the middle "
            f"(1/{terms.ratio:g} to {terms.ratio:g} times may be); has the unit changed?"
        )
        told = examples(odd[far.arg_sort()], pl.col("old"), pl.col("value"))
        yield Breach("magnitude", problem, told, odd.height)


def _pairs(parts: Sequence[Paired]) -> pl.DataFrame:
    """Figures of now with ``old``: of the same key; where too few are, each place's newest of both."""
    same = pl.concat(part.same for part in parts)
    rest = ~pl.col("indicator").is_in(_many(same))
    newest = pl.concat(part.newest.filter(rest) for part in parts)
    return pl.concat([same.filter(~rest), newest])


def _many(same: pl.DataFrame) -> list[str]:
    """The indicators with enough figures of the same key; in all parts together, if in one."""
    return same.group_by("indicator").len().filter(pl.col("len") >= PAIRS)["indicator"].to_list()


def _numeric(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.filter(pl.col("value").is_not_null() & (pl.col("value") != 0))


def _newest(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.sort("period", maintain_order=True).unique(SERIES, keep="last", maintain_order=True)

"""Rules that an edition keeps by itself: ranges, limits, totals, and not saying everything twice."""

from collections.abc import Iterator, Mapping

import polars as pl

from ropewalk.sources.contracts.breach import KEY, Breach, examples, share
from ropewalk.sources.contracts.terms import Contract, Total

Ranges = Mapping[str, tuple[float | None, float | None]]
"""Least and greatest value of an indicator, by its id; None: no bound on that side."""


def alone(terms: Contract, rows: pl.DataFrame, repeated: int, ranges: Ranges) -> Iterator[Breach]:
    """The rules that an edition breaks by itself. ``repeated``: rows that said again what another said.

    ``ranges``: of the definitions; those of the contract come first.
    """
    yield from said_again(terms, rows.height, repeated)
    yield from _ranges(rows, {**ranges, **terms.ranges})
    crossed = rows.filter(pl.col("lower") > pl.col("upper"))
    if crossed.height:
        told = examples(crossed, pl.col("lower"), pl.col("upper"))
        yield Breach("limits", "lower limits stand above upper limits", told, crossed.height)
    for total in terms.totals:
        yield from _total(total, rows)


def said_again(terms: Contract, height: int, repeated: int) -> Iterator[Breach]:
    """Whether more than a few rows were ``repeated``, beside those that are held (``height``)."""
    said = height + repeated
    if repeated > terms.repeats * said:
        most = f"at most {share(terms.repeats)}"
        problem = f"{repeated:,} of {said:,} rows say again what another says ({most})"
        none = pl.DataFrame(schema=dict.fromkeys((*KEY, "file", "row", "was", "is"), pl.String))
        yield Breach("repeats", problem, none, 0)


def _ranges(rows: pl.DataFrame, ranges: Ranges) -> Iterator[Breach]:
    bounds = [(name, low, high) for name, (low, high) in ranges.items()]
    columns = {"indicator": pl.String, "low": pl.Float64, "high": pl.Float64}
    table = pl.DataFrame(bounds, columns, orient="row")
    bounded = rows.join(table, on="indicator", maintain_order="left")
    outside = bounded.filter((pl.col("value") < pl.col("low")) | (pl.col("value") > pl.col("high")))
    if outside.height:
        low, high = (pl.col(name).cast(pl.String).fill_null("any") for name in ("low", "high"))
        told = examples(outside, pl.format("to lie between {} and {}", low, high), pl.col("value"))
        yield Breach("ranges", "values lie outside the range that they can have", told, outside.height)


def _total(total: Total, rows: pl.DataFrame) -> Iterator[Breach]:
    own = rows.filter(pl.col(total.column).is_not_null())
    if total.indicators:
        same, count = ["place", "period", "breakdown"], len(total.indicators)
        whole = own.filter(pl.col("indicator") == total.indicator)
        parts = own.filter(pl.col("indicator").is_in(total.indicators))
    elif total.breakdown:
        of_it = own.filter(pl.col("indicator") == total.indicator)
        same, count = ["place", "period"], 1
        whole = of_it.filter(pl.col("breakdown") == "")
        parts = of_it.filter(pl.col("breakdown").str.contains(rf"^{total.breakdown}=[^;]*$"))
    else:
        of_it = own.filter(pl.col("indicator") == total.indicator)
        same, count = ["period", "breakdown"], len(total.places)
        whole = of_it.filter(pl.col("place") == total.place)
        parts = of_it.filter(pl.col("place").is_in(total.places))
    sums = parts.group_by(same).agg(pl.col(total.column).sum().alias("sum"), pl.len().alias("parts"))
    both = whole.join(sums.filter(pl.col("parts") >= count), on=same, maintain_order="left")
    allowed = pl.max_horizontal(pl.lit(total.within + 1e-9), total.share * pl.col(total.column).abs())
    wrong = both.filter((pl.col("sum") - pl.col(total.column)).abs() > allowed)
    if wrong.height:
        problem = f"the parts of {total.indicator} do not add up to it"
        told = examples(wrong, pl.format("{} in its parts", "sum"), pl.col(total.column))
        yield Breach("totals", problem, told, wrong.height)

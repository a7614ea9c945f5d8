"""A source's rows as readers see them: hidden ones without any number, the others rounded."""

from typing import Final

import polars as pl

from ropewalk.findings.disclosure.counts import RATES
from ropewalk.findings.disclosure.hide import NUMBERS
from ropewalk.vocabulary.tables import OBSERVATION_KEY
from ropewalk.vocabulary.words import Kind, State

SHOWN: Final = (*OBSERVATION_KEY, *NUMBERS, "state")


def shown(counted: pl.DataFrame, hidden: pl.Series) -> pl.DataFrame:
    """The columns SHOWN of rows that ``counts.with_counts`` gave; ``hidden``: flags of the rows.

    A hidden row carries no number at all, and says no more than that it is suppressed: why would tell who is
    small. Counts are rounded to the rule's base; a share or a rate is worked out from the rounded numbers,
    and carries no limits, which would give the counts back: readers' limits follow from what they see.
    Of a mean the sum behind it goes.
    """
    table = counted.with_columns(_rounded())
    rows = table.with_columns(hidden=hidden)
    numbers = [pl.when(~pl.col("hidden")).then(pl.col(name)).alias(name) for name in NUMBERS]
    state = pl.when("hidden").then(pl.lit(State.SUPPRESSED.value)).otherwise("state").alias("state")
    return rows.with_columns(*numbers, state).select(SHOWN)


def _rounded() -> list[pl.Expr]:
    base = pl.col("round_to").fill_null(1)
    kind, off = pl.col("kind"), (~pl.col("as_is")) & (base > 1)
    share, count = kind.is_in(RATES), kind == Kind.COUNT.value

    def to_base(number: pl.Expr) -> pl.Expr:
        return (number / base + 0.5).floor() * base

    events = to_base(pl.col("count").cast(pl.Float64))
    people = to_base(pl.col("denominator"))
    # Where the people are not given, the events and the rate imply them: those are not rounded.
    implied = pl.col("value") * events / pl.col("count")
    by_people = pl.when(people > 0).then(events / people * pl.col("multiplier"))
    rate = pl.when(pl.col("denominator").is_null()).then(implied).otherwise(by_people)
    rate = pl.when(pl.col("count") == 0).then(0.0).otherwise(rate)
    known = off & pl.col("count").is_not_null()
    none = pl.lit(None, pl.Float64)
    return [
        pl.when(known & count).then(events).when(known & share).then(rate).otherwise("value").alias("value"),
        pl.when(off & (kind == Kind.MEAN.value)).then(none)
        .when(off & pl.col("numerator").is_not_null()).then(to_base(pl.col("numerator")))
        .otherwise("numerator").alias("numerator"),
        pl.when(off).then(people).otherwise("denominator").alias("denominator"),
        *(pl.when(known & (count | share)).then(none).otherwise(n).alias(n) for n in ("lower", "upper")),
    ]  # fmt: skip

"""Figures of a merged place for times before the merger, where the indicator's definition says how.

The parts of a merger are all the places of its own kind that it replaced. For a period that the merged
place has no row for, and that each part has a value for, the parts' figures are put together; where one
part's is missing or held back there is none, never a part of a sum. What the publisher gives for the
merged place itself always stands. Places that were divided are never crossed: nobody says what share of
a figure went where. One pass a generation of mergers, over whole columns.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

import polars as pl

from ropewalk.vocabulary.crossing import Crossing
from ropewalk.vocabulary.indicator import Measure
from ropewalk.vocabulary.period import parse_period
from ropewalk.vocabulary.words import State

OPTIONAL: Final = {
    "breakdown": (pl.String, ""),
    "state": (pl.String, State.MEASURED.value),
    "numerator": (pl.Float64, None),
    "denominator": (pl.Float64, None),
}
COUNTED: Final = (State.MEASURED.value, State.PROVISIONAL.value)


@dataclass(frozen=True)
class Mergers:
    """``parts``: merged place -> what it was made of. ``begun``: its first day, where that is held."""

    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    begun: Mapping[str, date] = field(default_factory=dict)

    def with_parts(self, places: Iterable[str]) -> list[str]:
        """The places, and all that those among them were made of, however long ago."""
        found = dict.fromkeys(places)
        waiting = list(found)
        while waiting:
            for part in self.parts.get(waiting.pop(), ()):
                if part not in found:
                    found[part] = None
                    waiting.append(part)
        return list(found)

    def generations(self) -> list[list[str]]:
        """Merged places in an order in which each comes after those of its parts that were merged, too."""
        done: set[str] = set()
        left, found = set(self.parts), []
        while left:
            ready = sorted(code for code in left if not (set(self.parts[code]) & left))
            if not ready:  # a register that turns in a circle joins nothing more
                break
            found.append(ready)
            done |= set(ready)
            left -= done
        return found


def crossed(observations: pl.DataFrame, measures: Iterable[Measure], mergers: Mergers) -> pl.DataFrame:
    """The rows that the measures' crossings make of ``observations`` (the exchange table's columns at least).

    They have its columns; limits are null (the parts' limits make none of the whole), and so is every
    column that says where in a file a row stands. ``source`` and ``revision`` are those of the parts.
    Nothing that is among ``observations`` is made again, so crossing twice is crossing once.
    """
    declared = {m.id: m for m in measures if m.crossing is not None}
    if not declared or not mergers.parts or observations.is_empty():
        return observations.clear()
    weights = {m.crossing.weight for m in declared.values() if m.crossing and m.crossing.weight}
    rows = observations.filter(pl.col("indicator").is_in(list(declared.keys() | weights)))
    rows = rows.with_columns(
        pl.lit(default, dtype=kind).alias(name)
        for name, (kind, default) in OPTIONAL.items()
        if name not in rows.columns
    )
    made = [rows.clear()]
    for generation in mergers.generations():
        new = _one_generation(pl.concat([rows, *made]), generation, declared, mergers)
        made.append(new)
    whole = pl.concat(made).select(observations.columns)
    # A weight may have been made on the way for its own sake; only what is declared is given.
    return whole.filter(pl.col("indicator").is_in(list(declared)))


def _one_generation(
    rows: pl.DataFrame, generation: Sequence[str], declared: Mapping[str, Measure], mergers: Mergers
) -> pl.DataFrame:
    parts = pl.DataFrame(
        [(part, code, len(mergers.parts[code])) for code in generation for part in mergers.parts[code]],
        schema={"place": pl.String, "merged": pl.String, "of": pl.Int64},
        orient="row",
    )
    joined = rows.filter(pl.col("indicator").is_in(list(declared))).join(parts, on="place", how="inner")
    joined = _earlier(joined, mergers.begun)
    joined = joined.join(
        rows.select(pl.col("place").alias("merged"), "indicator", "period", "breakdown"),
        on=["indicator", "merged", "period", "breakdown"],
        how="anti",
    )
    found = [
        _put_together(joined.filter(pl.col("indicator") == name), rows, measure)
        for name, measure in declared.items()
    ]
    return pl.concat([each for each in found if each is not None])


def _earlier(joined: pl.DataFrame, begun: Mapping[str, date]) -> pl.DataFrame:
    """Only periods that begin before the merged place did; all of them where its first day is not held."""
    periods = joined["period"].unique().to_list()
    starts = {"period": periods, "starts": [parse_period(text).start for text in periods]}
    days = {"merged": list(begun), "day": list(begun.values())}
    return (
        joined.join(pl.DataFrame(starts, schema={"period": pl.String, "starts": pl.Date}), on="period")
        .join(pl.DataFrame(days, schema={"merged": pl.String, "day": pl.Date}), on="merged", how="left")
        .filter(pl.col("day").is_null() | (pl.col("starts") < pl.col("day")))
    )


def _put_together(joined: pl.DataFrame, rows: pl.DataFrame, measure: Measure) -> pl.DataFrame:
    crossing = measure.crossing
    assert crossing is not None  # noqa: S101 - measures were chosen so
    weighed = _weighed(joined, rows, crossing)
    usable = pl.col("value").is_not_null() & pl.col("state").is_in(COUNTED)
    if crossing.how == "weighted":
        usable &= pl.col("weight").is_not_null() & (pl.col("weight") > 0)
    groups = weighed.group_by("indicator", "merged", "period", "breakdown", maintain_order=True)
    kept = [pl.col(name).max() for name in ("revision",) if name in joined.columns]
    kept += [pl.col(name).min() for name in ("source",) if name in joined.columns]
    whole = groups.agg(
        _value(crossing, measure).alias("value"),
        _sum_of_all("numerator"),
        _sum_of_all("denominator"),
        pl.when((pl.col("state") == State.PROVISIONAL.value).any())
        .then(pl.lit(State.PROVISIONAL.value))
        .otherwise(pl.lit(State.MEASURED.value))
        .alias("state"),
        (usable.all() & (pl.col("place").n_unique() == pl.col("of").first())).alias("whole"),
        *kept,
    )
    whole = whole.filter(pl.col("whole")).rename({"merged": "place"}).drop("whole")
    blank = [pl.lit(None).cast(rows.schema[n]).alias(n) for n in rows.columns if n not in whole.columns]
    return whole.with_columns(*blank).select(rows.columns).cast(rows.schema)


def _value(crossing: Crossing, measure: Measure) -> pl.Expr:
    if crossing.how == "sum":
        return pl.col("value").sum()
    own = pl.col("numerator").is_not_null().all() & (not crossing.weight)
    by_counts = measure.multiplier * pl.col("numerator").sum() / pl.col("denominator").sum()
    by_weight = (pl.col("value") * pl.col("weight")).sum() / pl.col("weight").sum()
    return pl.when(own).then(by_counts).otherwise(by_weight)


def _sum_of_all(name: str) -> pl.Expr:
    return pl.when(pl.col(name).is_not_null().all()).then(pl.col(name).sum()).otherwise(None).alias(name)


def _weighed(joined: pl.DataFrame, rows: pl.DataFrame, crossing: Crossing) -> pl.DataFrame:
    """Each part's row with its ``weight``: the denominator beside it, or another indicator's value."""
    if not crossing.weight:
        return joined.with_columns(pl.col("denominator").alias("weight"))
    beside = rows.filter(
        (pl.col("indicator") == crossing.weight)
        & (pl.col("breakdown") == "")
        & pl.col("state").is_in(COUNTED)
    )
    return joined.join(
        beside.select("place", "period", pl.col("value").alias("weight")), on=["place", "period"], how="left"
    )

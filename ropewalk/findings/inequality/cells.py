"""Observations of neighbourhoods, each beside the place it lies in, how many people it has and its group."""

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl

from ropewalk.findings.disclosure.hide import NUMBERS, without_hidden
from ropewalk.findings.inequality import rules
from ropewalk.stats.arrays import VAST
from ropewalk.stats.quantiles import quantiles
from ropewalk.vocabulary.indicator import Indicator, Measure
from ropewalk.vocabulary.place import Place
from ropewalk.vocabulary.tables import OBSERVATIONS
from ropewalk.vocabulary.words import Kind, Polarity


def measures_frame(measures: Sequence[Measure]) -> pl.DataFrame:
    """One row a measure: indicator, kind, polarity, scale (of a rate against its counts), and how its numbers
    are written: decimals (-1: not said), prefix, unit."""
    rows = [
        (m.id, m.kind.value, m.polarity.value, *_written(m), rules.PER if _is_count(m) else m.multiplier)
        for m in measures
    ]
    columns = ("indicator", "kind", "polarity", "decimals", "prefix", "unit", "scale")
    kinds = (pl.String, pl.String, pl.String, pl.Int64, pl.String, pl.String, pl.Float64)
    return pl.DataFrame(rows, schema=dict(zip(columns, kinds, strict=True)), orient="row")


def _is_count(measure: Measure) -> bool:
    return measure.kind is Kind.COUNT


def _written(measure: Measure) -> tuple[int, str, str]:
    if not isinstance(measure, Indicator):
        return -1, "", ""
    if _is_count(measure):
        return 0, "", f"{measure.unit} for every {rules.PER:,.0f} people"
    return measure.decimals, measure.prefix, measure.unit


def grouped_homes(
    homes: pl.DataFrame, ranking: Measure, places: Mapping[str, Place], scale: float
) -> pl.DataFrame:
    """One row a neighbourhood with a rank in a place of ``rules.KINDS`` that has enough of them.

    ``homes``: headline rows of neighbourhoods. Columns: place, home, people (null unless all of the place's
    are known), parts (5 or 10), part (1: those who go without most). Equal ranks stay in one group, by the
    rule of ``stats.quantiles``.
    """
    newest = homes.filter(pl.col("indicator") == ranking.id, pl.col("value").is_not_null())
    newest = newest.sort("period").unique("home", keep="last", maintain_order=True).sort("home")
    above = [(c, up) for c in newest["home"] for up in _parents(c, places)]
    within = pl.DataFrame(above, schema={"home": pl.String, "place": pl.String}, orient="row")
    ranked = within.join(newest.select("home", "value", *people_of(scale)), on="home", how="left")
    size = pl.len().over("place")
    kept = ranked.filter(size >= rules.LEAST).with_columns(
        pl.when(size >= rules.TENTHS_FROM).then(10).otherwise(5).cast(pl.Int64).alias("parts"),
        pl.when(pl.col("people").is_null().any().over("place"))
        .then(None)
        .otherwise("people")
        .alias("people"),
    )
    highest = ranking.polarity is not Polarity.HIGHER
    return kept.with_columns(_part(kept, highest_first=highest)).filter(pl.col("part") > 0).drop("value")


def _parents(code: str, places: Mapping[str, Place]) -> list[str]:
    return [up for up in places[code].parents if up in places and places[up].kind in rules.KINDS]


def _part(ranked: pl.DataFrame, *, highest_first: bool) -> pl.Series:
    parts, out = ranked["parts"].to_numpy(), np.zeros(ranked.height, dtype=np.int64)
    for count in rules.PARTS:
        mine = np.flatnonzero(parts == count)
        rows = ranked[mine]
        out[mine] = quantiles(
            rows["value"].to_numpy(), rows["place"].to_numpy(), parts=count, highest_first=highest_first
        )
    return pl.Series("part", out)


def people_of(scale: float | pl.Expr) -> tuple[pl.Expr]:
    """How many people a rate is about: its denominator, else as many as its count and itself imply.

    The publisher's roundings pass on: a count to the nearest 5 and a rate to a tenth of one in a hundred
    give the people of a neighbourhood within about two in a hundred.
    """
    multiplier = pl.lit(scale) if isinstance(scale, float) else scale
    implied = pl.when(pl.col("value") > 0).then(multiplier * pl.col("numerator") / pl.col("value"))
    return (pl.coalesce("denominator", implied).alias("people"),)


def homes_in(observations: pl.DataFrame, places: Mapping[str, Place]) -> pl.DataFrame:
    """Headline rows of neighbourhoods, their place as ``home``. Numbers hidden or out of sense are null."""
    absent = [name for name in OBSERVATIONS if name not in observations.columns]
    types = {name: pl.String if kind is str else pl.Float64 for name, kind in OBSERVATIONS.items()}
    whole = observations.with_columns(pl.lit(None, types[name]).alias(name) for name in absent)
    own = [code for code in whole["place"].unique() if code in places and places[code].kind == rules.HOME]
    rows = whole.filter(pl.col("place").is_in(own), pl.col("breakdown").fill_null("") == "")
    sane = (pl.when(pl.col(name).abs() < VAST).then(pl.col(name)).alias(name) for name in NUMBERS)
    return without_hidden(rows).with_columns(sane).select(*OBSERVATIONS).rename({"place": "home"})


def cells_of(homes: pl.DataFrame, grouped: pl.DataFrame, measures: pl.DataFrame) -> pl.DataFrame:
    """One row an indicator, place, period and neighbourhood: ``rate`` (value, or a count for every thousand
    people), ``events`` and ``people`` behind it (null unless held), ``weight`` (people who live there, or one
    where that is not known), ``counted`` (whether counts stand behind all of the place's rates), ``hidden``.

    An index has no cells: it is an order or a made-up scale, of which an average means nothing.
    """
    wanted = measures.filter(pl.col("kind") != Kind.INDEX.value)
    rows = homes.join(wanted, on="indicator").join(grouped.rename({"people": "lives"}), on="home")
    count = pl.col("kind") == Kind.COUNT.value
    people = pl.when(count).then("lives").otherwise(people_of(pl.col("scale"))[0])
    events = pl.when(count).then("value").otherwise("numerator")
    rows = rows.with_columns(people.alias("people"), events.alias("events")).with_columns(
        (pl.col("events").is_not_null() & (pl.col("people") > 0)).fill_null(value=False).alias("known"),
        pl.col("value").is_null().alias("hidden"),
        pl.col("lives").fill_null(1.0).alias("weight"),
    )
    of_place = ["indicator", "place", "period"]
    counted = (pl.col("known") | pl.col("hidden")).all().over(of_place)
    rate = pl.when(count).then(pl.col("scale") * pl.col("events") / pl.col("people")).otherwise("value")
    rows = rows.with_columns(counted.alias("counted"), rate.alias("rate"))
    # Where some rates have no count all are taken as rates: a mixture would be neither.
    return rows.with_columns(
        pl.when("counted").then(pl.col(name)).alias(name) for name in ("events", "people")
    ).sort("indicator", "place", "period", "home")

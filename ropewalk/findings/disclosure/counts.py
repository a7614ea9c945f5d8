"""How many people or events stand behind each figure, and which figures must be hidden for that."""

from collections.abc import Mapping, Sequence
from typing import Final

import polars as pl

from ropewalk.findings.disclosure.hide import without_hidden
from ropewalk.vocabulary.indicator import Measure
from ropewalk.vocabulary.protection import Protection
from ropewalk.vocabulary.words import Kind, State

RATES: Final = (Kind.PROPORTION.value, Kind.RATE.value, Kind.RATIO.value)


def measures_frame(measures: Sequence[Measure]) -> pl.DataFrame:
    """One row a measure: indicator, kind, multiplier."""
    rows = [(one.id, one.kind.value, one.multiplier) for one in measures]
    schema = {"indicator": pl.String, "kind": pl.String, "multiplier": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def rules_frame(rules: Mapping[str, Protection]) -> pl.DataFrame:
    """One row a source: its rule's numbers, and whether it is shown as its publisher shows it."""
    names = (
        "hide_from",
        "hide_to",
        "round_to",
        "least_events",
        "least_people",
        "width",
        "least_standardised",
    )
    schema = {"source": pl.String, "as_is": pl.Boolean, "show_uncounted": pl.Boolean}
    rows = [
        (source, rule.published == "as is", rule.uncounted == "show", *(getattr(rule, n) for n in names))
        for source, rule in rules.items()
    ]
    return pl.DataFrame(rows, schema=schema | dict.fromkeys(names, pl.Int64), orient="row")


def with_counts(
    rows: pl.DataFrame, measures: pl.DataFrame, rules: Mapping[str, Protection], kinds: Mapping[str, str]
) -> pl.DataFrame:
    """The rows with what is known of the people behind them, and which may not be shown.

    ``rows``: the exchange table's columns and ``source``. ``measures``: see ``measures_frame``; ``kinds``:
    the kind of each place, by code. Added: ``kind``, ``multiplier``, ``as_is``, ``round_to`` (1: never),
    ``width``; ``count`` (whole; null where none is known): the events of a share or a rate, else as many as
    its value and its denominator come to, the value of a count, the sum behind a mean; ``slip``: by how much
    it may be out, where value and denominator are rounded; ``people`` (whole; null): the denominator;
    ``most`` (null: no end): what the count cannot be above; ``secret``: must be hidden for its size; ``few``:
    for that of its people; ``uncounted``: as no count is known; ``noughts``: whether noughts are hidden too.
    """
    table = without_hidden(rows).join(measures, on="indicator", how="left", maintain_order="left")
    table = table.join(rules_frame(rules), on="source", how="left", maintain_order="left")
    table = table.with_columns(pl.col("as_is").fill_null(value=False))
    share = pl.col("kind").is_in(RATES)
    implied = pl.col("value") * pl.col("denominator")
    count = (
        pl.when(pl.col("kind") == Kind.COUNT.value)
        .then(pl.coalesce("value", "numerator"))
        .when(share)
        .then(pl.coalesce("numerator", implied / pl.col("multiplier")))
        .when(pl.col("kind") == Kind.MEAN.value)
        .then(pl.coalesce("numerator", implied))
        .otherwise("numerator")
    )
    of_people = pl.col("kind") == Kind.PROPORTION.value
    table = table.with_columns(
        count.round().cast(pl.Int64, strict=False).alias("count"),
        pl.col("denominator").round().cast(pl.Int64, strict=False).alias("people"),
        pl.when(pl.col("numerator").is_null() & (pl.col("kind") != Kind.COUNT.value))
        .then(count / 200 + 1)
        .otherwise(0)
        .fill_null(0)
        .alias("slip"),
    ).with_columns(pl.when(of_people).then("people").alias("most"))
    return _judged(table, rules, kinds, share)


def _judged(
    table: pl.DataFrame, rules: Mapping[str, Protection], kinds: Mapping[str, str], share: pl.Expr
) -> pl.DataFrame:
    count, people = pl.col("count"), pl.col("people")
    size = pl.col("kind") != Kind.MEAN.value
    small = size & count.is_between("hide_from", "hide_to")
    rest = (pl.col("kind") == Kind.PROPORTION.value) & (people - count).is_between("hide_from", "hide_to")
    least = pl.when(_pairs(rules, "standardised")).then("least_standardised").otherwise("least_events")
    few_events = share & (count < least)
    few = (people > 0) & (people < pl.col("least_people"))
    numbers = pl.any_horizontal(pl.col("value", "lower", "upper", "numerator", "denominator").is_not_null())
    unknown = numbers & count.is_null() & ~pl.col("show_uncounted").fill_null(value=False)
    held = ~pl.col("as_is") & ~_everywhere(rules, kinds)
    # What its own file hides is a secret too: its neighbours must not give it away.
    withheld = pl.col("state") == State.SUPPRESSED.value
    secret = small | rest | few_events | few | withheld
    return table.with_columns(
        pl.when(held).then("round_to").otherwise(1).alias("round_to"),
        (held & secret).fill_null(value=False).alias("secret"),
        (held & few.fill_null(value=False)).alias("few"),
        # Nothing is known of how many stand behind it, so nothing says that it is safe.
        (~pl.col("as_is") & unknown).alias("uncounted"),
        (share | (pl.col("hide_from") == 0)).fill_null(value=True).alias("noughts"),
    )


def _pairs(rules: Mapping[str, Protection], field: str) -> pl.Expr:
    """Whether a row's source names its indicator in a list of its rule."""
    found = [
        (pl.col("source") == source) & pl.col("indicator").is_in(list(getattr(rule, field)))
        for source, rule in rules.items()
        if getattr(rule, field)
    ]
    return pl.any_horizontal(found) if found else pl.lit(value=False)


def _everywhere(rules: Mapping[str, Protection], kinds: Mapping[str, str]) -> pl.Expr:
    """Whether a row is of a place whose kind its source's rule leaves alone."""
    found = []
    for source, rule in rules.items():  # over sources that have such a rule
        if rule.everywhere_but:
            open_ = [code for code, kind in kinds.items() if kind in rule.everywhere_but]
            found.append((pl.col("source") == source) & pl.col("place").is_in(open_))
    return pl.any_horizontal(found) if found else pl.lit(value=False)

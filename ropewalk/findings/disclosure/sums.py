"""Which figures of one table add up to which others, as far as a rule says so or the figures show it.

A sum is a few rows of (``sum``, ``cell``, ``sign``): its parts with 1, its total with -1; together they come
to nought. Where parts come to less than their total, what is left over is a cell of its own that nobody is
shown: it has no number (``cell`` null), nor have the pieces of stretches that are no figure (``piece`` tells
them apart).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from ropewalk.findings.disclosure.spans import span_sums
from ropewalk.vocabulary.breakdown import read_breakdown, write_breakdown
from ropewalk.vocabulary.protection import Protection, Sums

SCHEMA: Final = {
    "sum": pl.Int64,
    "cell": pl.Int64,
    "sign": pl.Int64,
    "piece": pl.Int64,
    "broken": pl.Boolean,
}
WITHIN: Final = ("indicator", "place", "period")


@dataclass(frozen=True)
class Register:
    """Where places lie. ``above``: one row a place and a place above it, with both their kinds."""

    above: pl.DataFrame
    kinds: Mapping[str, str]


def register_of(parents: Mapping[str, Sequence[str]], kinds: Mapping[str, str]) -> Register:
    """From each place's parents, all of them, and each place's kind."""
    rows = [(code, kinds.get(code, ""), up, kinds.get(up, "")) for code, ups in parents.items() for up in ups]
    schema = dict.fromkeys(("place", "kind_of_part", "above", "kind_of_total"), pl.String)
    return Register(pl.DataFrame(rows, schema=schema, orient="row"), kinds)


def sums_of(
    rows: pl.DataFrame, rules: Mapping[str, Protection], register: Register, *, over_time: bool = True
) -> pl.DataFrame:
    """The sums of one table, columns SCHEMA. ``broken``: declared, and its parts come to more than its total.

    ``rows``: indicator, place, period, breakdown, source, cell, number (null: unknown), slip (by how much the
    number may be out, being worked out from rounded ones). ``over_time``: whether what is counted adds up
    over periods and indicators, as events do and people do not.
    """
    parts = list(_parts(rows, rules, register, over_time=over_time))
    if over_time:
        found = _asked(rows, rules, "periods")
        parts.append(span_sums(found, "period", ["indicator", "place", "breakdown"]))
    parts.append(span_sums(_ages(rows, rules), "age", ["indicator", "place", "period", "rest"]))
    return _numbered(parts)


def _numbered(tables: Sequence[pl.DataFrame]) -> pl.DataFrame:
    kept, first = [pl.DataFrame(schema=SCHEMA)], 0
    for table in tables:  # over ways of adding up, not over sums
        if table.height:
            # Pieces of one way are not those of another: the first number tells them apart.
            kept.append(table.with_columns(pl.col("sum", "piece") + first).select(*SCHEMA))
            most = table.select(pl.max_horizontal(pl.col("sum").max(), pl.col("piece").max())).item()
            first += int(most) + 1
    return pl.concat(kept)


def _parts(
    rows: pl.DataFrame, rules: Mapping[str, Protection], register: Register, *, over_time: bool
) -> Iterator[pl.DataFrame]:
    """Every way of adding up but by stretches."""
    split = _split(rows)
    told: set[tuple[str, str]] = set()
    for source, rule in rules.items():
        for sums in rule.adds_up:
            mine = _only(rows, source, sums)
            told |= {(name, sums.breakdown) for name in mine["indicator"].unique() if sums.breakdown}
            if sums.breakdown:
                part = _only(split, source, sums).filter(pl.col("name") == sums.breakdown)
                yield _by_breakdown(part, mine, sums, declared=True)
            elif sums.places:
                yield _by_place(mine, register, sums.places, sums.inside)
            elif sums.indicators and over_time:
                yield _by_indicator(rows, sums)
    found = _asked(split, rules, "breakdown")
    for name in found["name"].unique().sort():
        own = [one for one in found["indicator"].unique() if (one, name) not in told]
        part = found.filter(pl.col("name") == name, pl.col("indicator").is_in(own))
        yield _by_breakdown(part, rows, Sums(breakdown=name), declared=False)
    yield _by_place(_asked(rows, rules, "places"), register)


def _only(rows: pl.DataFrame, source: str, sums: Sums) -> pl.DataFrame:
    mine = list(sums.only) or rows.filter(pl.col("source") == source)["indicator"].unique().to_list()
    return rows.filter(pl.col("indicator").is_in(mine))


def _asked(rows: pl.DataFrame, rules: Mapping[str, Protection], what: str) -> pl.DataFrame:
    """Rows of indicators of which a source lets sums be found, or declares those over periods."""
    sources = [source for source, rule in rules.items() if rule.published == "protected" and rule.find_sums]
    if what == "periods":
        sources += [s for s, rule in rules.items() if any(sums.periods for sums in rule.adds_up)]
    mine = rows.filter(pl.col("source").is_in(sources))["indicator"].unique()
    return rows.filter(pl.col("indicator").is_in(mine.to_list()))


def _split(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with a breakdown, once for each name in it: ``name``, its ``part``, and the ``rest``."""
    found = []
    for text in rows["breakdown"].unique().to_list():  # over distinct breakdowns, not over rows
        pairs = read_breakdown(text)
        for name, part in pairs.items():
            rest = {key: value for key, value in pairs.items() if key != name}
            found.append((text, name, part, write_breakdown(rest)))
    schema = dict.fromkeys(("breakdown", "name", "part", "rest"), pl.String)
    return rows.join(pl.DataFrame(found, schema=schema, orient="row"), on="breakdown")


def _ages(rows: pl.DataFrame, rules: Mapping[str, Protection]) -> pl.DataFrame:
    found = _split(_asked(rows, rules, "ages")).filter(pl.col("name") == "age")
    return found.with_columns(pl.col("part").alias("age"))


def _by_breakdown(split: pl.DataFrame, rows: pl.DataFrame, sums: Sums, *, declared: bool) -> pl.DataFrame:
    parts = split.filter(pl.col("part") != sums.total)
    if sums.parts:
        parts = parts.filter(pl.col("part").is_in(sums.parts))
    whole = split.filter(pl.col("part") == sums.total) if sums.total else None
    totals = rows.with_columns(pl.col("breakdown").alias("rest")) if whole is None else whole
    return added_up(parts, totals, [*WITHIN, "rest"], declared=declared)


def _by_place(rows: pl.DataFrame, register: Register, part: str = "", whole: str = "") -> pl.DataFrame:
    above = register.above.filter(pl.col("above").is_in(rows["place"].unique().to_list()))
    if part:
        above = above.filter(pl.col("kind_of_part") == part, pl.col("kind_of_total") == whole)
    by = ["indicator", "period", "breakdown", "above"]
    parts = rows.join(above, on="place")
    totals = rows.rename({"place": "above"})
    return added_up(parts, totals, by, "kind_of_part", declared=bool(part))


def _by_indicator(rows: pl.DataFrame, sums: Sums) -> pl.DataFrame:
    parts = rows.filter(pl.col("indicator").is_in(sums.indicators))
    totals = rows.filter(pl.col("indicator") == sums.to)
    return added_up(parts, totals, ["place", "period", "breakdown"], declared=True)


def added_up(
    parts: pl.DataFrame, totals: pl.DataFrame, by: Sequence[str], *kinds: str, declared: bool
) -> pl.DataFrame:
    """A sum for each total and each of the ``kinds`` of its parts; columns SCHEMA.

    Parts that come to more than their total do not add up: such a sum is kept only where it is declared.
    """
    key = [*by, *kinds]
    held = parts.group_by(key).agg(
        pl.col("number").sum().alias("of_parts"),
        pl.col("slip").sum().alias("slip"),
        pl.col("number").is_null().any().alias("gaps"),
    )
    whole = totals.select(*by, pl.col("cell").alias("total"), pl.col("number").alias("whole"))
    found = held.join(whole, on=by).with_row_index("sum").with_columns(pl.col("sum").cast(pl.Int64))
    left = pl.col("whole") - pl.col("of_parts")
    broken = (left < -pl.col("slip")).fill_null(value=False)
    found = found.with_columns(broken.alias("broken")).filter(pl.lit(declared) | ~pl.col("broken"))
    of_parts = found.join(parts.select(*key, "cell"), on=key)
    of_totals = found.with_columns(cell="total")
    of_rest = found.filter(~pl.col("gaps"), left > pl.col("slip")).with_columns(cell=pl.lit(None, pl.Int64))
    signed = ((of_parts, 1), (of_totals, -1), (of_rest, 1))
    none = pl.lit(None, pl.Int64).alias("piece")
    return pl.concat(
        table.select("sum", "cell", pl.lit(sign, pl.Int64).alias("sign"), none, "broken")
        for table, sign in signed
    )

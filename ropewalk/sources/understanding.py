"""From text to meaning: which period and which place a row is about."""

from dataclasses import dataclass, field

import polars as pl

from ropewalk.sources.faults import faults_of, first_of_each
from ropewalk.sources.maps import PeriodColumn, PlaceColumn, Table
from ropewalk.sources.periods import period_table
from ropewalk.sources.register import Register
from ropewalk.vocabulary.errors import Fault


@dataclass(frozen=True)
class Understood:
    """Rows understood so far, rows refused with a reason, and what stops the load."""

    rows: pl.DataFrame
    refused: pl.DataFrame
    faults: list[Fault] = field(default_factory=list)


def read_periods(table: Table, rows: pl.DataFrame, file: str) -> Understood:
    """Adds ``period``, ``provisional``; keeps rows inside their series' ``periods``."""
    period = table.period or PeriodColumn()  # the map's own check has made sure that there is one
    labels, _ = period_table(rows["period_text"], period)
    joined = rows.join(labels, left_on="period_text", right_on="label", how="left", maintain_order="left")
    wrong = first_of_each(joined.filter(pl.col("period").is_null()), "period_text")
    notation = period.notation

    def say(row: dict[str, object]) -> tuple[str, str]:
        if row["period_text"] is None:
            return "there is no period in this row", "Leave the row out in map.toml, or fetch the file again"
        return (
            f"the period is not in the notation {notation}",
            "Mend period in map.toml: docs/column-maps.md lists them",
        )

    faults = faults_of(wrong, file, say, value="period_text", kind="period", column=period.column)
    inside = pl.col("first").is_null() | (
        (pl.col("start") >= pl.col("first")) & (pl.col("start") < pl.col("before"))
    )
    return Understood(
        joined.filter(inside & pl.col("period").is_not_null()), refused_rows(joined.clear(), ""), faults
    )


def read_place_codes(
    place: PlaceColumn, policy: str, rows: pl.DataFrame, register: Register, file: str
) -> Understood:
    """Adds ``place``: the newest code of the place that ``place_text`` names in the scheme.

    Rows of unknown places are faults, or refused when ``policy`` is "refuse".
    """
    keys = rows["place_text"].unique().drop_nulls().to_list()
    looked_up = {key: register.renames.get(code, code) for key, code in place.words.items()}
    found = register.find(place.scheme, keys, place.kinds)
    found |= {key: code for key, code in looked_up.items() if code in register.places}
    codes = pl.col("place_text").replace_strict(found, default=None, return_dtype=pl.String)
    named = rows.with_columns(codes.alias("place"))
    unknown = named.filter(pl.col("place").is_null())
    kept = named.filter(pl.col("place").is_not_null())
    if policy == "refuse":
        text = unknown.with_columns(pl.col("place_text").fill_null("").alias("place"))
        return Understood(kept, refused_rows(text, "the place is not in the register"))

    def say(_: dict[str, object]) -> tuple[str, str]:
        remedy = 'Mend place in map.toml, leave such rows out, or set unknown_places = "refuse"'
        return f"no place in the register has this {place.scheme}", remedy

    wrong = first_of_each(unknown, "place_text")
    faults = faults_of(wrong, file, say, value="place_text", kind="place", column=place.column)
    return Understood(kept, refused_rows(unknown.clear(), ""), faults)


def refused_rows(rows: pl.DataFrame, reason: str) -> pl.DataFrame:
    """Rows in the shape of a batch's refused table, all but ``file``; ``value`` as the file wrote it."""
    blank = pl.lit("")
    return rows.select(
        "row",
        "indicator",
        (pl.col("place") if "place" in rows.columns else blank).alias("place"),
        (pl.col("period") if "period" in rows.columns else blank).alias("period"),
        "breakdown",
        pl.coalesce(pl.col("^(value|numerator)_text$")).fill_null("").alias("value"),
        pl.lit(reason).alias("reason"),
    )

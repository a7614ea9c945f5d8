"""Open SDG (open-sdg.org): one CSV of data for each indicator, and beside it what it is about.

A data file has Year, Value, and a column for each way that the value is broken down; a row whose columns
are all empty is the headline. Units, Series and GeoCode are the platform's own columns.
"""

import re
from collections.abc import Mapping

import polars as pl

from ropewalk.sources.formats.cells import Cells
from ropewalk.sources.formats.open_sdg_pages import read_page
from ropewalk.sources.text import Dialect, read_text
from ropewalk.vocabulary.errors import Fault, SourceError

NEEDED = ("Year", "Value")
# The platform's columns, and the other spellings of them that sites use.
UNITS = ("Units", "Unit measure", "Unit of measurement", "Unit")
OWN = ("Year", "Value", "Series", "GeoCode", "Observation status", "Unit multiplier", *UNITS)
MEN, WOMEN = (
    ("male", "males", "boy", "boys", "man", "men"),
    ("female", "females", "girl", "girls", "woman", "women"),
)
SEXES = {**dict.fromkeys(MEN, "male"), **dict.fromkeys(WOMEN, "female")}
# The data that a new site starts with: groups A and B, and the values 1, 2 and 3.
EXAMPLE = {("A", "1"), ("B", "3"), (None, "2")}


def read_open_sdg(
    data: bytes,
    *,
    file: str,
    beside: Mapping[str, bytes],
    metadata: str = "",
    encoding: str = "utf-8",
    dialect: Dialect | None = None,
) -> Cells:
    """The file's own columns, and Units, Series, GeoCode, Observation status, breakdown and title for all.

    Units missing from the data are those of the indicator's page. ``breakdown`` is in the exchange
    spelling. Raises SourceError for the example that every new site starts with, which is no data.
    """
    frame = read_text(data, file=file, encoding=encoding, dialect=dialect)
    frame = frame.filter(~pl.all_horizontal(pl.exclude("row").is_null()))
    if missing := [name for name in NEEDED if name not in frame.columns]:
        remedy = "Every data file of Open SDG has Year and Value: fetch the file again"
        raise SourceError(*(Fault("there is no such column", remedy, file, 1, name) for name in missing))
    _refuse_example(frame, file)
    page = read_page(file, beside, metadata)
    broken_down = _disaggregations(frame)
    names = {name: _name(name) for name in broken_down}
    units = pl.coalesce(
        *(_cell(name) for name in UNITS if name in frame.columns), pl.lit(page.units, pl.String)
    )
    return Cells(
        frame.with_columns(
            units.alias("Units"),
            *(pl.lit(None, pl.String).alias(name) for name in _absent(frame)),
            _breakdown(names).alias("breakdown"),
            pl.lit(page.title, pl.String).alias("title"),
        ).select(pl.exclude("row"), "row")
    )


def _absent(frame: pl.DataFrame) -> list[str]:
    return [name for name in ("Series", "GeoCode", "Observation status") if name not in frame.columns]


def _refuse_example(frame: pl.DataFrame, file: str) -> None:
    if set(frame.columns) != {"Year", "Group", "Value", "row"}:
        return
    if set(frame.select(_cell("Group"), _cell("Value")).rows()) == EXAMPLE:
        problem = "this is the example that every new Open SDG site starts with, not data"
        raise SourceError(Fault(problem, "Leave the indicator out until the site reports it", file=file))


def _cell(name: str) -> pl.Expr:
    text = pl.col(name).str.strip_chars()
    return pl.when(text != "").then(text)


def _disaggregations(frame: pl.DataFrame) -> list[str]:
    """Columns that break the value down: not the platform's own, nor the name of a place coded beside it."""
    others = [name for name in frame.columns if name not in (*OWN, "row")]
    if "GeoCode" not in frame.columns:
        return others
    places = frame.filter(_cell("GeoCode").is_not_null())
    if places.is_empty():
        return others
    return [name for name in others if not _names_the_place(frame, places, name)]


def _names_the_place(frame: pl.DataFrame, places: pl.DataFrame, name: str) -> bool:
    """One word for each code, and none where there is no code: the word is the place's name."""
    said = places.select(_cell("GeoCode").alias("code"), _cell(name).alias("word"))
    elsewhere = frame.filter(_cell("GeoCode").is_null()).select(_cell(name)).to_series()
    each = said.group_by("code").agg(pl.col("word").n_unique().alias("words"), pl.col("word").null_count())
    one = bool((each["words"] == 1).all()) and each["word"].sum() == 0
    return one and elsewhere.null_count() == elsewhere.len() and said["word"].n_unique() > 1


def _name(column: str) -> str:
    """``Type of Disease`` is ``type-of-disease``; Gender is the account's own word, sex."""
    plain = re.sub(r"[^a-z0-9]+", "-", column.lower()).strip("-")
    return "sex" if plain == "gender" else plain


def _breakdown(names: dict[str, str]) -> pl.Expr:
    """``name=value`` pairs in name order; an empty cell leaves its pair out."""
    pairs = [(name, _word(column, name)) for column, name in names.items()]
    if not pairs:
        return pl.lit("")
    ordered = [pl.lit(f"{name}=") + word for name, word in sorted(pairs, key=lambda pair: pair[0])]
    return pl.concat_str(ordered, separator=";", ignore_nulls=True)


def _word(column: str, name: str) -> pl.Expr:
    """The cell's word; the two marks that a breakdown is written with become a comma and a colon."""
    text = _cell(column).str.replace_many([";", "="], [",", ":"])
    if name != "sex":
        return text
    return text.str.to_lowercase().replace_strict(SEXES, default=text, return_dtype=pl.String)

"""A real Open SDG site: every one of its 255 files, each value against a plain reading of the same bytes."""

import csv
import io
import re
import zipfile
from pathlib import Path

import pytest

from ropewalk.sources.layouts.read import read_layout
from ropewalk.sources.maps import PeriodColumn, PlaceColumn, Series, Table
from ropewalk.sources.opening import Files
from ropewalk.sources.register import Register
from ropewalk.sources.table import read_table
from ropewalk.vocabulary.errors import SourceError
from ropewalk.vocabulary.place import Place

CITY = "E06000023"
ARCHIVE = zipfile.ZipFile(Path(__file__).parent / "bristol" / "open-sdg.zip")
FILES = {Path(name).name: ARCHIVE.read(name) for name in ARCHIVE.namelist()}
DATA = sorted(name for name in FILES if name.startswith("indicator_"))
EXAMPLE = {("A", "1"), ("B", "3"), ("", "2")}
UNITS = ("Units", "Unit measure", "Unit of measurement", "Unit")
OWN = {"Year", "Value", "Series", "GeoCode", "Observation status", "Unit multiplier", *UNITS}
SEXES = {"Male": "male", "Men": "male", "Boys": "male", "Boy": "male"}
SEXES |= {"Female": "female", "Women": "female", "Girls": "female", "Girl": "female"}
LAYOUT = read_layout("open-sdg", Path("nowhere"), "bristol")


def plain_rows(name: str) -> list[dict[str, str]]:
    text = FILES[name].decode("utf-8-sig").replace("\r\r\n", "\n")
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return [{key: (cell or "").strip() for key, cell in row.items()} for row in rows]


def is_example(rows: list[dict[str, str]]) -> bool:
    return {(row.get("Group", "-"), row["Value"]) for row in rows} == EXAMPLE


def plain_period(label: str) -> str:
    first, last = [*re.findall(r"\d+", label), ""][:2]
    if not last:
        return f"{first}-01-01/P1Y"
    if " - " in label:
        return f"{first}-01-01/P3Y"
    # 2014-11 is a month, for 2011 does not follow 2014; 2017-18 is a year from April.
    if int(last) % 100 == (int(first) + 1) % 100:
        return f"{first}-04-01/P1Y"
    return f"{first}-{last}-01/P1M"


def plain_breakdown(row: dict[str, str]) -> str:
    places = {"Ward", "Ward name"} if "GeoCode" in row else set()
    pairs = {}
    for column, word in row.items():
        if word and column not in OWN | places:
            name = re.sub(r"[^a-z0-9]+", "-", column.lower()).strip("-").replace("gender", "sex")
            pairs[name] = SEXES.get(word, word).replace(";", ",") if name == "sex" else word.replace(";", ",")
    return ";".join(f"{name}={pairs[name]}" for name in sorted(pairs))


def register() -> Register:
    codes = {row["GeoCode"] for name in DATA for row in plain_rows(name) if row.get("GeoCode")} | {CITY}
    return Register(places={c: Place(code=c, name=c, kind="ward") for c in codes}, renames={}, lookups={})


REGISTER = register()


def kinds(rows: list[dict[str, str]]) -> set[tuple[tuple[str, str], ...]]:
    """What the map must tell apart: the words in the file's own column of units, and in Series."""
    columns = [name for name in UNITS if name in rows[0]][:1] + [n for n in ("Series",) if n in rows[0]]
    return {tuple(("Units" if c in UNITS else c, row[c]) for c in columns) for row in rows}


def read(name: str):
    rows = [row for row in plain_rows(name) if row["Year"]]
    told = []
    for kind in sorted(kinds(rows)):
        where = {column: word for column, word in kind if word or column == "Series"}
        series = (Series(indicator="one", where=where),)
        months = PeriodColumn(hyphen_means="either") if name == "indicator_3-d-2.csv" else None
        table = Table(
            file=name, layout="open-sdg", place=PlaceColumn(otherwise=CITY), period=months, series=series
        )
        read = read_table(table, Files("bristol", FILES, {"open-sdg": LAYOUT}), REGISTER, lambda _: None)
        assert read.refused.is_empty()
        held = read.rows.select("place", "period", "breakdown", "value", "row")
        told += [(*row, dict(kind).get("Series", "")) for row in held.rows()]
    return told


def plainly(name: str):
    found = []
    for number, row in enumerate(plain_rows(name), start=2):
        if row["Year"]:
            value = float(row["Value"]) if row["Value"] not in ("", "n/a") else None
            place = row.get("GeoCode") or CITY
            key = (place, plain_period(row["Year"]), plain_breakdown(row))
            found.append((*key, value, number, row.get("Series", "")))
    return found


@pytest.mark.parametrize("name", [name for name in DATA if not is_example(plain_rows(name))])
def test_every_value_of_every_file_is_that_of_a_plain_reading(name):
    assert sorted(read(name), key=str) == sorted(plainly(name), key=str)


@pytest.mark.parametrize("name", [name for name in DATA if is_example(plain_rows(name))])
def test_the_example_that_a_new_site_starts_with_is_not_data(name):
    with pytest.raises(SourceError, match=f"bristol/{re.escape(name)}: this is the example that every new"):
        read(name)


def test_the_site_has_a_hundred_and_four_files_of_data():
    examples = sum(is_example(plain_rows(name)) for name in DATA)
    assert (len(DATA), examples, len(DATA) - examples) == (255, 151, 104)


def test_units_that_the_data_lack_are_those_of_the_page():
    table = Table(
        file="indicator_3-1-1.csv", format="open-sdg", series=(Series(indicator="x", value="Value"),)
    )
    frame = Files("bristol", FILES).open(table)
    assert set(frame["Units"]) == {"Count"}
    assert set(frame["title"]) == {"Deaths related to childbirth, pregnancy or puparium"}


def test_files_of_several_units_say_so_until_the_map_chooses():
    series = (Series(indicator="one"),)
    table = Table(
        file="indicator_8-8-1.csv", layout="open-sdg", place=PlaceColumn(otherwise=CITY), series=series
    )
    with pytest.raises(SourceError, match="the rows of one have 2 different words in Units"):
        read_table(table, Files("bristol", FILES, {"open-sdg": LAYOUT}), REGISTER, lambda _: None)

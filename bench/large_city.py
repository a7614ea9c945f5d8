"""A made-up city whose one source is larger than memory: definitions, a register of places, and the file.

Nothing here is about a real place. Everything follows from a seed.
"""

import gzip
import json
from hashlib import sha256
from pathlib import Path

import numpy as np
import polars as pl

INDICATORS, PLACES, SEXES, LAST = 40, 7_000, ("Persons", "Male", "Female"), 2025
COUNTRY, REGIONS, CITY = "E00000000", [f"E{k:08}" for k in range(1, 10)], "E00000012"
CODES = [f"E{k:08}" for k in range(PLACES)]
FILE = f"""\
name = "Madeup"
council = "Madeup City Council"
place = "{CITY}"
account_title = "Madeup: our plan and how it is going"
comparators = ["country", "region", "near"]
contact = "Nobody"
"""
PLAN = f"""\
id = "plan"
title = "Council plan"
council = "Madeup City Council"
place = "{CITY}"
adopted = 2023-04-01
vision = "A good place to live."
vision_parts = []

[[aims]]
code = "1"
title = "Good work"
summary = "Work that pays."

[[aims.priorities]]
code = "1.1"
title = "More people in work"
why = "Work pays the rent."
owner = "Director of Growth"
lever = "influences"
partners = []

[[values]]
id = "fairness"
title = "Fairness"
summary = "We treat people fairly."
shown_by = "The gap between neighbourhoods."
"""
PEERS = f"""\
[[peer_set]]
id = "near"
title = "Places like us"
basis = "Chosen by number."
chosen_by = "Madeup City Council"
dated = 2024-01-01
default = true
members = {json.dumps(CODES[10:26])}
"""
INDICATOR = """\
[[indicator]]
id = "measure-%(n)03d"
title = "Measure %(n)d"
official_title = "Measure %(n)d"
definition = "How many of a hundred people."
unit = "%%"
decimals = 1
kind = "proportion"
multiplier = 100
polarity = "lower"
polarity_reason = "Made up."
frequency = "annual"
role = "contextual"
owner = "Director of Growth"
producer = "bench.large_load"
licence = "OGL-UK-3.0"
source = "big"
geography = "Councils"
period_type = "calendar year"
next_expected = "2027-01-01"
priorities = ["1.1"]
search_words = ["measure"]
"""
MAP = """
[[table]]
file = "rows.csv"
place = { column = "code" }
period = { column = "year", notation = "calendar-year" }
state = { column = "state", words = { p = "provisional" } }
expect = ["indicator"]
"""
SERIES = """
[[table.series]]
indicator = "measure-%(n)03d"
where = { indicator = "measure-%(n)03d" }
value = "value"
lower = "lower"
upper = "upper"
numerator = "count"
denominator = "people"
breakdown_columns = { sex = { column = "sex", words = { Persons = "", Male = "male", Female = "female" } } }
"""
PLACES_MAP = 'areas = "areas.json.gz"\nchanges = "changes.csv.gz"\ncouncils = "councils.csv.gz"\n'
CHANGES = f"oldcd,oldnm,newcd,newnm,type,start\nE99999999,Old,{CITY},Place 12,new_code,1900\n"
COUNCILS = (
    "local-authority-code,official-name,gss-code,end-date,replaced-by,former-gss-codes,ecode,old-ons-la-code\n"
    f"M12,Place 12,{CITY},,,,E12,312\n"
)
ORIGIN = """
id = "%(id)s"
title = "Made up"
producer = "bench.large_load"
licence = "OGL-UK-3.0"
attribution = "Made up from a seed"
address = "https://example.org/%(id)s"
retrieved = 2026-01-01
"""


def write_city(folder: Path) -> None:
    """Everything but the large file: a folder that ``ropewalk load`` can be pointed at."""
    definitions = {
        "ropewalk.toml": FILE,
        "plan.toml": PLAN,
        "peers/peers.toml": PEERS,
        "indicators/all.toml": "\n".join(INDICATOR % {"n": n} for n in range(INDICATORS)),
        "sources/places/map.toml": PLACES_MAP,
    }
    for name, text in definitions.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    areas = json.dumps({code: _area(at, code) for at, code in enumerate(CODES)})
    files = {"areas.json.gz": areas, "changes.csv.gz": CHANGES, "councils.csv.gz": COUNCILS}
    listed = ORIGIN % {"id": "places"}
    for name, text in files.items():
        (folder / "sources/places" / name).write_bytes(gzip.compress(text.encode()))
        listed += _listed(name, sha256(text.encode()).hexdigest(), len(text.encode()))
    (folder / "sources/places/origin.toml").write_text(listed)


def _area(at: int, code: str) -> dict[str, object]:
    if code == COUNTRY:
        return {"areacd": code, "areanm": "The country", "level": ["ctry"], "parents": []}
    if code in REGIONS:
        return {"areacd": code, "areanm": f"Region {at}", "level": ["rgn"], "parents": [COUNTRY]}
    parents = [REGIONS[at % len(REGIONS)], COUNTRY]
    return {"areacd": code, "areanm": f"Place {at}", "level": ["ltla"], "parents": parents}


def _listed(name: str, digest: str, size: int) -> str:
    return f'[[files]]\nname = "{name}"\nsha256 = "{digest}"\nbytes = {size}\n'


def write_source(folder: Path, wanted: float, edition: int) -> tuple[int, int]:
    """Write rows.csv until it has so many bytes, its map and its origin. Returns bytes and rows."""
    folder.mkdir(exist_ok=True, parents=True)
    digest, size, rows = sha256(), 0, 0
    with (folder / "rows.csv").open("wb") as file:
        for block in blocks(edition):
            text = block.write_csv(include_header=rows == 0).encode()
            file.write(text)
            digest.update(text)
            size, rows = size + len(text), rows + block.height
            if size >= wanted:
                break
    (folder / "origin.toml").write_text(
        ORIGIN % {"id": "big"} + _listed("rows.csv", digest.hexdigest(), size)
    )
    (folder / "map.toml").write_text(MAP + "".join(SERIES % {"n": n} for n in range(INDICATORS)))
    return size, rows


def blocks(edition: int):
    """Frames of made-up rows without end: year by year from the newest, indicators side by side."""
    places = pl.Series(CODES)
    for year in range(LAST, LAST - 400, -1):
        for number in range(INDICATORS):
            draw = np.random.default_rng([year, number])
            size = PLACES * len(SEXES)
            index = np.arange(size)
            people = draw.integers(1_000, 900_000, size)
            count = draw.binomial(people, 0.1)
            if edition > 1:
                count[draw.integers(0, size, size // 50)] += 1
            value = 100 * count / people
            half = 196 * np.sqrt(0.09 / people)
            yield pl.DataFrame(
                {
                    "indicator": f"measure-{number:03}",
                    "code": places.gather(index // len(SEXES)),
                    "year": str(year),
                    "sex": pl.Series(SEXES).gather(index % len(SEXES)),
                    "value": value.round(4),
                    "lower": (value - half).round(4),
                    "upper": (value + half).round(4),
                    "count": count,
                    "people": people,
                    "state": pl.Series(["p" if year == LAST else None], dtype=pl.String).new_from_index(
                        0, size
                    ),
                }
            )

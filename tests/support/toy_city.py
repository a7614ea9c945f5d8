"""A small made-up city for tests: fourteen councils, three sources, four indicators, by plain arithmetic.

Northport is the city. Work rises by a point a year, with limits; deaths are counts with a denominator;
queues are a monthly mean; weight has too few points to judge. Nothing here is about a real place.
"""

import csv
import gzip
import json
from hashlib import sha256
from io import StringIO
from pathlib import Path

import msgspec
from calibrations import CALIBRATION

CITY = "E08900001"
COUNTRY = "E92000001"
REGION = "E12000002"
COUNCILS = [CITY, *(f"E089000{n:02d}" for n in range(2, 15))]
YEARS = range(2014, 2024)

CITY_FILE = f"""\
name = "Northport"
council = "Northport City Council"
place = "{CITY}"
account_title = "Northport: our plan and how it is going"
comparators = ["country", "region", "neighbours"]
contact = "The performance team"
"""

PLAN = f"""\
id = "plan-2023"
title = "Council plan"
council = "Northport City Council"
place = "{CITY}"
adopted = 2023-04-01
vision = "A good place to live."
vision_parts = ["Fair", "Strong"]

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
partners = ["The college"]

[[aims.priorities]]
code = "1.2"
title = "New ideas"
why = "New ideas make new work."
owner = "Director of Growth"
lever = "context"
partners = []
not_held = [{{ what = "Patents", why_it_matters = "They would show new ideas." }}]

[[aims]]
code = "2"
title = "Long lives"
summary = "Lives that are long and well."

[[aims.priorities]]
code = "2.1"
title = "Fewer early deaths"
why = "Many early deaths can be prevented."
owner = "Director of Public Health"
lever = "influences"
partners = ["The NHS"]

[[values]]
id = "fairness"
title = "Fairness"
summary = "We treat people fairly."
shown_by = "The gap between neighbourhoods."
"""

ACTIONS = """\
[[action]]
id = "shorter-queues"
title = "Shorter queues"
began = 2022-07-01
owner = "Director of Public Health"
source = "A toy's record of what was done"
indicators = ["queues"]
priorities = ["2.1"]
expected = [{ indicator = "queues", size = -2.0, by = 2024-01-01 }]

[[action]]
id = "work-clubs"
title = "Work clubs"
began = 2019-07-01
owner = "Director of Growth"
source = "A toy's record of what was done"
indicators = ["work"]
priorities = ["1.1"]
"""

PEERS = f"""\
[[peer_set]]
id = "neighbours"
title = "Places like us"
basis = "Chosen by a toy's rule: all of them."
chosen_by = "Northport City Council"
dated = 2024-01-01
default = true
members = {json.dumps(COUNCILS)}
"""

INDICATOR = """\
[[indicator]]
id = "{id}"
title = "{title}"
official_title = "{title} (official)"
definition = "{definition}"
unit = "{unit}"
decimals = 1
kind = "{kind}"
multiplier = {multiplier}
polarity = "{polarity}"
polarity_reason = "A toy's reason."
frequency = "{frequency}"
role = "contextual"
owner = "Director of Growth"
producer = "Office of Toys"
licence = "OGL-UK-3.0"
source = "{source}"
geography = "Councils"
period_type = "calendar year"
next_expected = "2027-01-01"
priorities = ["{priority}"]
search_words = ["{word}"]
"""

INDICATORS = [
    {"id": "work", "title": "People in work", "definition": "How many people have work.", "unit": "%",
     "kind": "proportion", "multiplier": 100, "polarity": "higher", "frequency": "annual",
     "source": "toys-work", "priority": "1.1", "word": "jobs"},
    {"id": "early-deaths", "title": "Early deaths", "definition": "Deaths before 75.",
     "unit": "per 100,000 people", "kind": "rate", "multiplier": 100000, "polarity": "lower",
     "frequency": "annual", "source": "toys-deaths", "priority": "2.1", "word": "dying"},
    {"id": "queues", "title": "Waiting time", "definition": "Minutes waited.", "unit": "minutes",
     "kind": "mean", "multiplier": 1, "polarity": "lower", "frequency": "monthly",
     "source": "toys-queues", "priority": "2.1", "word": "waiting"},
    {"id": "weight", "title": "Healthy weight", "definition": "Children of a healthy weight.", "unit": "%",
     "kind": "proportion", "multiplier": 100, "polarity": "neutral", "frequency": "annual",
     "source": "toys-work", "priority": "2.1", "word": "weight"},
]  # fmt: skip

MAPS = {
    "toys-work": """\
[[table]]
file = "work.csv.gz"
place = { column = "code", scheme = "gss" }
period = { column = "year", notation = "calendar-year" }
[table.markers]
c = "suppressed"
[[table.series]]
indicator = "work"
where = { what = "work" }
value = "value"
lower = "lower"
upper = "upper"
[[table.series]]
indicator = "weight"
where = { what = "weight" }
value = "value"
""",
    "toys-deaths": """\
[[table]]
file = "deaths.csv.gz"
place = { column = "code", scheme = "gss" }
period = { column = "year", notation = "calendar-year" }
[[table.series]]
indicator = "early-deaths"
numerator = "deaths"
denominator = "people"
multiplier = 100000.0
breakdown_columns = { sex = { column = "sex", words = { all = "", men = "male", women = "female" } } }
""",
    "toys-queues": """\
[[table]]
file = "queues.csv.gz"
place = { column = "code", scheme = "gss" }
period = { column = "month", notation = "iso" }
[[table.series]]
indicator = "queues"
value = "minutes"
""",
}


def write_toy_city(folder: Path) -> Path:
    """Write the whole city into ``folder`` and return it."""
    for name, text in (("ropewalk.toml", CITY_FILE), ("plan.toml", PLAN), ("peers/peers.toml", PEERS),
                       ("actions.toml", ACTIONS)):  # fmt: skip
        _write(folder / name, text.encode())
    indicators = "\n".join(INDICATOR.format(**fields) for fields in INDICATORS)
    _write(folder / "indicators/all.toml", indicators.encode())
    for source, rows in {"toys-work": _work(), "toys-deaths": _deaths(), "toys-queues": _queues()}.items():
        write_source(folder, source, {f"{source.removeprefix('toys-')}.csv": _csv(rows)}, MAPS[source])
    write_source(folder, "places", _register(), PLACES_MAP)
    _write(folder / "calibration.json", msgspec.json.encode(CALIBRATION))
    return folder


def write_source(folder: Path, source: str, files: dict[str, bytes], column_map: str) -> None:
    """A source folder with its files gzipped, and an origin that tells the truth about them."""
    listed = ""
    for name, content in files.items():
        _write(folder / "sources" / source / f"{name}.gz", gzip.compress(content, mtime=0))
        digest = sha256(content).hexdigest()
        listed += f'[[files]]\nname = "{name}.gz"\nsha256 = "{digest}"\nbytes = {len(content)}\n'
    origin = (
        f'id = "{source}"\ntitle = "Toy {source}"\nproducer = "Office of Toys"\nlicence = "OGL-UK-3.0"\n'
        'attribution = "Office of Toys, OGL v3.0"\naddress = "https://example.org/toys"\n'
        f"published = 2024-06-01\nretrieved = 2024-06-02\n{listed}"
    )
    _write(folder / "sources" / source / "origin.toml", origin.encode())
    _write(folder / "sources" / source / "map.toml", column_map.encode())


PLACES_MAP = """\
areas = "areas.json.gz"
changes = "changes.csv.gz"
councils = "councils.csv.gz"
"""


def _register() -> dict[str, bytes]:
    areas = {
        COUNTRY: {"areacd": COUNTRY, "areanm": "England", "level": ["ctry"], "parents": []},
        REGION: {"areacd": REGION, "areanm": "The North", "level": ["rgn"], "parents": [COUNTRY]},
    } | {
        code: {"areacd": code, "areanm": name, "level": ["utla", "ltla"], "parents": [REGION, COUNTRY]}
        for code, name in zip(COUNCILS, ["Northport", *(f"Toyham {n}" for n in range(2, 15))], strict=True)
    }
    changes = [{"oldcd": "E08900099", "oldnm": "Northport", "newcd": CITY, "newnm": "Northport",
                "type": "new_code", "start": 2020}]  # fmt: skip
    councils = [{"local-authority-code": f"T{n}", "official-name": f"Toy {n}", "gss-code": code,
                 "end-date": "", "replaced-by": "", "former-gss-codes": "", "ecode": f"E{n}",
                 "old-ons-la-code": 300 + n}
                for n, code in enumerate(COUNCILS)]  # fmt: skip
    return {
        "areas.json": json.dumps(areas).encode(),
        "changes.csv": _csv(changes),
        "councils.csv": _csv(councils),
    }


def _work() -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for place, code in enumerate([*COUNCILS, REGION, COUNTRY]):
        for year in YEARS:
            wave = (year * 7 + place * 5) % 3 / 10
            value = 60 + place + (year - 2014 if code == CITY else 0) + wave
            rows.append({"code": code, "what": "work", "year": year, "value": round(value, 2),
                         "lower": round(value - 1, 2), "upper": round(value + 1, 2)})  # fmt: skip
        value = "c" if place == 3 else 70 + place
        rows.append({"code": code, "what": "weight", "year": 2023, "value": value, "lower": "", "upper": ""})
    return rows


def _deaths() -> list[dict[str, object]]:
    return [
        {"code": code, "year": year, "sex": sex, "deaths": share * (200 + place + (year * 3 + place) % 7),
         "people": share * 100000}
        for place, code in enumerate([*COUNCILS, COUNTRY])
        for year in YEARS
        for sex, share in (("all", 2), ("men", 1), ("women", 1))
    ]  # fmt: skip


def _queues() -> list[dict[str, object]]:
    return [
        {"code": code, "month": f"{2021 + month // 12}-{month % 12 + 1:02d}-01/P1M",
         "minutes": 20 + place + (month * 5 + place) % 4}
        for place, code in enumerate(COUNCILS[:4])
        for month in range(36)
    ]  # fmt: skip


def _csv(rows: list[dict[str, object]]) -> bytes:
    text = StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def change_figures(folder: Path, source: str, old: str, new: str) -> None:
    """A new edition of a source's only file, with one text put in the place of another."""
    path = next((folder / "sources" / source).glob("*.csv.gz"))
    text = gzip.decompress(path.read_bytes()).decode()
    assert old in text, f"{old} is not in {path.name}"
    write_source(
        folder, source, {path.name.removesuffix(".gz"): text.replace(old, new).encode()}, MAPS[source]
    )

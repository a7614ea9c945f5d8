"""The toy city with secrets: calls that its council counted itself, some of them very few.

Fourteen councils, two sexes, six years, with every total that a council would give: both sexes, the
region and the country, three years together; as a count, and as a rate with limits. Three editions: the
second revises figures and adds a year, the third withdraws some.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from toy_city import COUNCILS, COUNTRY, INDICATOR, REGION, _csv, write_source, write_toy_city

from ropewalk.stats.intervals import rate_limits

SOURCE, COUNT, RATE = "own-calls", "calls", "calls-rate"
PER = 1000.0
SEXES = ("men", "women")
FIRST_YEAR, LAST_YEAR = 2018, {1: 2022, 2: 2023, 3: 2023}
EDITIONS = (1, 2, 3)
Base = dict[tuple[str, str, int], int]  # council, sex, year
Key = tuple[str, str, str]  # place, period, breakdown

SMALL = {(2, "men", 2019): 3, (5, "women", 2020): 1, (5, "men", 2021): 6, (9, "women", 2018): 2,
         (9, "women", 2022): 5, (0, "men", 2020): 4}  # fmt: skip
LATER = {(5, "women", 2020): 9, (2, "women", 2019): 41, (11, "men", 2023): 4, (7, "women", 2021): 2}

MAP = """\
[[table]]
file = "calls.csv.gz"
place = { column = "code", scheme = "gss" }
period = { column = "period", notation = "iso" }
[[table.series]]
indicator = "calls"
value = "calls"
breakdown_columns = { sex = { column = "sex", words = { all = "", men = "men", women = "women" } } }
[[table.series]]
indicator = "calls-rate"
value = "rate"
lower = "lower"
upper = "upper"
numerator = "calls"
denominator = "people"
breakdown_columns = { sex = { column = "sex", words = { all = "", men = "men", women = "women" } } }
"""

RULE = """\
round_to = {round_to}
[[adds_up]]
indicators = ["calls-rate"]
to = "calls"
"""

_FIELDS = {"definition": "Calls.", "polarity": "lower", "frequency": "annual", "source": SOURCE,
           "priority": "1.1", "word": "calls"}  # fmt: skip
INDICATORS = (
    {"id": COUNT, "title": "Calls for help", "unit": "calls", "kind": "count", "multiplier": 1, **_FIELDS},
    {"id": RATE, "title": "Rate of calls", "unit": "per 1,000 people", "kind": "rate", "multiplier": PER}
    | _FIELDS,
)


@dataclass(frozen=True)
class Row:
    """A figure of an edition, and which of the base counts it adds up."""

    key: Key
    parts: tuple[tuple[str, str, int], ...]
    people: int


def base_of(edition: int) -> Base:
    """What was counted: each council, sex and year."""
    found = {
        (code, sex, year): 20 + (place * 37 + year * 17 + len(sex) * 11) % 60
        for place, code in enumerate(COUNCILS)
        for sex in SEXES
        for year in range(FIRST_YEAR, LAST_YEAR[edition] + 1)
    }
    changed = SMALL | (LATER if edition > 1 else {})
    here = {(COUNCILS[n], sex, year): count for (n, sex, year), count in changed.items()}
    return found | {key: count for key, count in here.items() if key in found}


def rows_of(edition: int) -> Iterator[Row]:
    """Every figure that an edition gives."""
    years = range(FIRST_YEAR, LAST_YEAR[edition] + 1)
    spans = [(year, 1) for year in years]
    spans += [(year, 3) for year in years if year + 2 in years and edition < 3]
    for place in (*COUNCILS, REGION, COUNTRY):
        for year, length in spans:
            for sex in ("all", *SEXES):
                if edition == 3 and sex == "women" and place in COUNCILS[5:7]:
                    continue
                codes = [place] if place in COUNCILS else COUNCILS
                own = SEXES if sex == "all" else (sex,)
                parts = [(c, s, year + n) for c in codes for s in own for n in range(length)]
                period = f"{year}-01-01/P{length}Y"
                breakdown = "" if sex == "all" else f"sex={sex}"
                yield Row((place, period, breakdown), tuple(parts), 2000 * len(parts))


def write_secret_city(folder: Path) -> Path:
    """The city without an edition of the calls."""
    write_toy_city(folder)
    text = "\n".join(INDICATOR.format(**fields) for fields in INDICATORS)
    (folder / "indicators" / "calls.toml").write_text(text)
    return folder


def write_edition(
    folder: Path, edition: int, base: Mapping[tuple[str, str, int], int], round_to: int = 1
) -> None:
    """Put an edition of the calls in its place."""
    table = []
    for row in rows_of(edition):
        calls = sum(base[part] for part in row.parts)
        lower, upper = _limits(calls, row)
        place, period, breakdown = row.key
        table.append({"code": place, "period": period, "sex": breakdown.removeprefix("sex=") or "all",
                      "calls": calls, "people": row.people, "rate": calls / row.people * PER,
                      "lower": lower, "upper": upper})  # fmt: skip
    write_source(folder, SOURCE, {"calls.csv": _csv(table)}, MAP)
    (folder / "sources" / SOURCE / "disclosure.toml").write_text(RULE.format(round_to=round_to))


def _limits(calls: int, row: Row) -> tuple[float, float]:
    found = rate_limits(float(calls), float(row.people), multiplier=PER)
    return float(found.lower), float(found.upper)

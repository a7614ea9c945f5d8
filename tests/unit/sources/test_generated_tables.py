"""A slow twin: the same map read row by row with plain dicts must say what the fast reader says."""

import csv
import io
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ropewalk.sources.load import read_source

MAP = """
[[table]]
file = "a.csv"
place = { column = "code" }
period = { column = "year", notation = "financial-year-ending" }
contradictions = "refuse"
unknown_places = "refuse"
[table.markers]
c = "suppressed"
"" = "not available"
[[table.leave_out]]
where = { year = "0" }
reason = "a stray year"
[[table.series]]
indicator = "jobs"
where = { sort = ["a", "b"] }
value = "value"
scale = 10.0
breakdown_columns = { sex = { column = "sex", words = { M = "male", F = "female", "" = "" } } }
[[table.series]]
indicator = "pay"
where = { sort = "a", sex = "" }
value = "value"
periods = "2020-01-01/2022-01-01"
"""

ORIGIN = """
id = "toy"
title = "t"
producer = "p"
licence = "l"
attribution = "a"
address = "w"
retrieved = 2024-02-01
[[files]]
name = "a.csv"
sha256 = "{sha256}"
bytes = {bytes}
"""

HEADER = ("code", "year", "sort", "sex", "value")
# Every series has a row whatever is drawn, or the map would be out of date.
FIRST = ("E08000012", "2021", "a", "", "1")
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["E08000012", "E08000019", "E08000039", "E99999999", ""]),
        st.sampled_from(["0", "2020", "2021", "2022 (prov)", "2023"]),
        st.sampled_from(["a", "b", "z"]),
        st.sampled_from(["M", "F", ""]),
        st.sampled_from(["1", "2.5", " 2.50", "1,234", "c", "", "-3e2"]),
    ),
    max_size=25,
)


def slowly(rows, register):
    """Observations and refused rows, one row and one series at a time."""
    said, refused = [], []
    for row, (code, year, sort, sex, text) in enumerate([FIRST, *rows], start=2):
        if year == "0":
            continue
        start = int(year[:4]) - 1
        wanted = []
        if sort in ("a", "b"):
            wanted.append(("jobs", {"M": "sex=male", "F": "sex=female", "": ""}[sex], 10.0))
        if sort == "a" and sex == "" and 2020 <= start < 2022:
            wanted.append(("pay", "", 1.0))
        for indicator, breakdown, scale in wanted:
            place = register.renames.get(code, code)
            period = f"{start}-04-01/P1Y"
            if place not in register.places:
                refused.append((row, indicator, place, period, breakdown))
                continue
            state = {"c": "suppressed", "": "not available"}.get(text.strip(), "")
            value = None if state else float(text.replace(",", "")) * scale
            state = state or ("provisional" if "prov" in year else "measured")
            said.append((indicator, place, period, breakdown, value, state, row))
    seen: dict = {}
    for indicator, place, period, breakdown, value, state, row in said:
        seen.setdefault((indicator, place, period, breakdown), {}).setdefault((value, state), row)
    kept = [
        (*key, *what, row) for key, values in seen.items() if len(values) == 1 for what, row in values.items()
    ]
    refused += [
        (row, key[0], key[1], key[2], key[3])
        for key, values in seen.items()
        if len(values) > 1
        for row in values.values()
    ]
    return sorted(kept, key=str), sorted(refused)


def quickly(rows, register):
    text = io.StringIO()
    csv.writer(text).writerows([HEADER, FIRST, *rows])
    data = text.getvalue().encode()
    with TemporaryDirectory() as folder:
        toy = Path(folder) / "toy"
        toy.mkdir()
        (toy / "a.csv").write_bytes(data)
        (toy / "map.toml").write_text(MAP)
        (toy / "origin.toml").write_text(ORIGIN.format(sha256=sha256(data).hexdigest(), bytes=len(data)))
        batch = read_source(toy, register, known_indicators=["jobs", "pay"])
    kept = batch.observations.select(
        "indicator", "place", "period", "breakdown", "value", "state", "row"
    ).rows()
    refused = batch.refused.select("row", "indicator", "place", "period", "breakdown").rows()
    return sorted(kept, key=str), sorted(refused)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS)
def test_the_fast_reader_says_what_the_slow_one_says(register, rows):
    assert quickly(rows, register) == slowly(rows, register)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS, seed=st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_value(register, rows, seed):
    mixed = list(rows)
    seed.shuffle(mixed)
    here, there = quickly(rows, register)[0], quickly(mixed, register)[0]
    assert [row[:-1] for row in here] == [row[:-1] for row in there]

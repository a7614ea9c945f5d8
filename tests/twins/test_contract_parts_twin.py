"""A contract held a few indicators at a time says what it says of all rows at once."""

from collections import Counter

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from ropewalk.observations.edition import Held
from ropewalk.sources.contracts.against import against
from ropewalk.sources.contracts.alone import alone
from ropewalk.sources.contracts.breach import Breach
from ropewalk.sources.contracts.parts import in_parts
from ropewalk.sources.contracts.terms import Contract, Total

SCHEMA = {
    **dict.fromkeys(("indicator", "place", "period", "breakdown"), pl.String),
    **dict.fromkeys(("value", "lower", "upper", "numerator", "denominator"), pl.Float64),
    **dict.fromkeys(("state", "file"), pl.String),
    "row": pl.Int64,
}
KEYS = st.tuples(
    st.sampled_from("abcd"), st.sampled_from(["E1", "E2", "E3"]), st.sampled_from(range(2019, 2023))
)
VALUES = st.sampled_from([None, -3.0, 0.0, 1.0, 2.0, 40.0, 900.0])
TABLES = st.dictionaries(KEYS, VALUES, max_size=40)
TERMS = st.builds(
    Contract,
    totals=st.sampled_from([(), (Total(indicator="d", indicators=("a", "b")),)]),
    ranges=st.sampled_from([{}, {"a": (0.0, 50.0)}]),
    numbers_lost=st.sampled_from([0.0, 0.05, 0.5]),
)
GONE = ("rows", "indicators", "places", "periods")


def edition(table: dict[tuple[str, str, int], float | None]) -> pl.DataFrame:
    lines = []
    for at, ((name, place, year), value) in enumerate(sorted(table.items())):
        state = "measured" if value is not None else "not available"
        numbers = (value, value and value + 1, 30.0, None, None)
        lines.append((name, place, f"{year}-01-01/P1Y", "", *numbers, state, "rows.csv", at + 2))
    return pl.DataFrame(lines, schema=SCHEMA, orient="row")


def told(breaches: list[Breach]) -> Counter[tuple[str, str, int]]:
    return Counter((one.rule, one.problem, -1 if one.rule in GONE else one.count) for one in breaches)


@settings(max_examples=120, deadline=None)
@given(before=TABLES, now=TABLES, terms=TERMS, repeated=st.integers(0, 9), at_once=st.integers(1, 90))
def test_in_parts_breaks_what_all_at_once_breaks(
    before: dict[tuple[str, str, int], float | None],
    now: dict[tuple[str, str, int], float | None],
    terms: Contract,
    repeated: int,
    at_once: int,
) -> None:
    old, new = edition(before), edition(now)
    ranges = {"b": (0.0, 100.0)}
    whole = [*alone(terms, new, repeated, ranges), *against(terms, old, new)]
    parts = [*in_parts(terms, Held(old), Held(new), repeated, ranges, at_once)]
    assert told(parts) == told(whole)
    # Every row that is named is a row, and a breach that has rows names some, but for a changed row count.
    for one in parts:
        named = one.rows.select("indicator", "place", "period")
        every = (old if one.of_last else new).select("indicator", "place", "period")
        assert named.join(every, on=named.columns, how="anti").is_empty()
        assert one.count == 0 or one.rule == "rows" or one.rows.height > 0


@settings(max_examples=20, deadline=None)
@given(now=TABLES, terms=TERMS, at_once=st.integers(1, 90))
def test_a_first_edition_is_held_to_itself_alone(
    now: dict[tuple[str, str, int], float | None], terms: Contract, at_once: int
) -> None:
    new = edition(now)
    parts = [*in_parts(terms, None, Held(new), 0, {}, at_once)]
    assert told(parts) == told([*alone(terms, new, 0, {})])

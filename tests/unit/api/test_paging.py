"""Walking every page gives exactly the filtered table of the store, whatever comes in between."""

from pathlib import Path

import polars as pl
import pytest
from asked import Ask, Read, walk
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from toy_city import CITY, COUNCILS, COUNTRY

from ropewalk.findings.disclosure.view import Disclosed
from ropewalk.findings.library import Library
from ropewalk.observations.store import Store
from ropewalk.vocabulary.period import parse_period
from ropewalk.workspace.folder import Folder

KEY = ["indicator", "place", "period", "breakdown"]
NUMBERS = ["value", "lower", "upper", "numerator", "denominator", "state"]
FEW = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)


def many(name: str, values: list[str]) -> st.SearchStrategy[list[tuple[str, str]]]:
    chosen = st.lists(st.sampled_from(values), unique=True, max_size=3)
    return chosen.map(lambda each: [(name, value) for value in each])


FILTERS = st.tuples(
    many("indicator", ["work", "early-deaths", "queues", "weight"]),
    many("place", [CITY, COUNTRY, *COUNCILS[1:4]]),
    many("breakdown", ["", "sex=male", "sex=female"]),
    many("state", ["measured", "suppressed"]),
    st.lists(st.sampled_from([("from", "2016-01-01"), ("to", "2020-12-31")]), unique=True),
).map(lambda parts: [pair for part in parts for pair in part])


def expected(rows: pl.DataFrame, filters: list[tuple[str, str]]) -> pl.DataFrame:
    """The same filters, written another way: row by row."""
    wanted: dict[str, list[str]] = {}
    for name, value in filters:
        wanted.setdefault(name, []).append(value)
    keep = []
    for row in rows.iter_rows(named=True):
        period = parse_period(row["period"])
        fits = all(row[name] in values for name, values in wanted.items() if name not in ("from", "to"))
        fits = fits and ("from" not in wanted or period.start.isoformat() >= wanted["from"][0])
        keep.append(fits and ("to" not in wanted or period.last_day.isoformat() <= wanted["to"][0]))
    return rows.filter(pl.Series(keep, dtype=pl.Boolean))


@FEW
@given(filters=FILTERS, limit=st.integers(7, 300))
def test_all_pages_are_the_filtered_table(ask: Ask, built_toy: Path, filters, limit: int) -> None:
    if not any(name in ("indicator", "place") for name, _ in filters):
        filters = [*filters, ("priority", "2.1"), ("priority", "1.1")]
    query = "&".join(f"{name}={value.replace('=', '%3D')}" for name, value in filters)
    items = walk(ask, f"/observations?{query}&limit={limit}")
    table = Disclosed(Store.open(Folder(built_toy).store)).read()
    wanted = expected(table, [pair for pair in filters if pair[0] != "priority"]).select(KEY + NUMBERS)
    assert [tuple(item[name] for name in KEY + NUMBERS) for item in items] == list(wanted.iter_rows())


@FEW
@given(limit=st.integers(1, 40), question=st.sampled_from(["direction", "position", "prospect"]))
def test_all_pages_of_findings_are_the_table_of_findings(
    ask: Ask, built_toy: Path, limit: int, question: str
) -> None:
    items = walk(ask, f"/findings?place={CITY}&question={question}&limit={limit}")
    table = Library(Folder(built_toy).store).findings(place=CITY, question=question)
    columns = ["indicator", "breakdown", "comparator", "verdict", "estimate", "period", "sentence"]
    assert [tuple(item[name] for name in columns) for item in items] == list(
        table.select(columns).iter_rows()
    )


@pytest.mark.parametrize("path", ["/places", "/indicators", "/sources", "/revisions", "/revisions/2/changes"])
def test_small_pages_and_one_large_page_are_the_same_list(ask: Ask, read: Read, path: str) -> None:
    assert walk(ask, f"{path}?limit=3") == read(f"{path}?limit=1000")["items"]


def test_a_cursor_of_another_question_is_refused(ask: Ask, read: Read) -> None:
    cursor = read("/places?limit=1")["next_cursor"]
    assert ask(f"/places?limit=1&cursor={cursor}").status_code == 200
    assert ask(f"/indicators?limit=1&cursor={cursor}").status_code == 422
    assert ask(f"/places?kind=region&cursor={cursor}").status_code == 422

"""Places made anew: older figures under the new code are used, and what that means is said."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from ropewalk.vocabulary.indicator import Target

CITY, COUNTRY = "E08000012", "E92000001"
RISE = [50.0, 52.1, 53.9, 56.2, 57.8, 60.1, 62.0, 63.9]  # 2017 to 2024
MARK = "boundary change"
TAIL = "Figures older than the area itself were worked out for it by the publisher."


@pytest.fixture
def both(rows) -> pl.DataFrame:
    return pl.concat([rows(RISE, half=1.0), rows([60.0] * 8, half=0.1, place=COUNTRY)])


@pytest.mark.parametrize("question", ["direction", "prospect"])
def test_a_series_older_than_its_place_is_used_and_marked(find, both, measure, comparison, question) -> None:
    target = measure(target=Target(value=70.0, date=date(2030, 1, 1)))
    plain = find(both, target, question=question, against=comparison)
    newer = replace(comparison, begun={CITY: date(2023, 4, 1)})
    marked = find(both, target, question=question, against=newer)
    assert (plain["reasons"], marked["reasons"]) == ("", MARK)
    assert marked["sentence"] == f"{plain['sentence']} {TAIL}"
    same = ("verdict", "estimate", "lower", "upper", "p_value", "points")
    assert [marked[name] for name in same] == [plain[name] for name in same]


@pytest.mark.parametrize(
    ("begun", "marked"), [(date(2017, 1, 1), False), (date(2017, 1, 2), True), (date(2030, 1, 1), True)]
)
def test_only_a_figure_from_before_the_place_is_older(find, both, comparison, begun, marked) -> None:
    found = find(both, against=replace(comparison, begun={CITY: begun}))
    assert (MARK in found["reasons"]) == marked


@pytest.mark.parametrize("newer", [CITY, COUNTRY])
def test_a_comparison_is_marked_for_either_place(find, both, comparison, newer) -> None:
    def ask(day: date) -> dict[str, object]:
        against = replace(comparison, begun={newer: day})
        return find(both, question="position", comparator=COUNTRY, against=against)

    assert ask(date(2023, 4, 1))["reasons"] == ""  # the figures are of 2024
    late = ask(date(2024, 4, 1))
    assert (late["verdict"], late["reasons"]) == ("better", MARK)
    assert str(late["sentence"]).endswith(TAIL)


def test_a_place_is_never_joined_to_the_one_before_it(find, rows, comparison) -> None:
    before = rows(RISE[:6], place="E10000006", periods=[f"{year}-01-01/P1Y" for year in range(2017, 2023)])
    after = rows(RISE[6:], periods=["2023-01-01/P1Y", "2024-01-01/P1Y"])
    found = find(pl.concat([before, after]), against=replace(comparison, begun={CITY: date(2023, 4, 1)}))
    assert (found["verdict"], found["points"]) == ("cannot say", 2)

"""Did it work? Which design answers, what is said, and when nothing can be."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ropewalk.findings.comparison import Comparison
from ropewalk.findings.effect.columns import EFFECTS
from ropewalk.findings.effect.effects import effects
from ropewalk.vocabulary.action import Action, Expected
from ropewalk.vocabulary.indicator import Break, Measure
from ropewalk.vocabulary.peers import PeerSet
from ropewalk.vocabulary.words import Effect, Frequency, Kind, Polarity, State

CITY = "E08000012"
PEERS = tuple(f"E060000{n:02d}" for n in range(1, 26))
LIKE = PeerSet(id="like", title="Places like us", basis="toy", chosen_by="us", dated=date(2025, 1, 1),
               default=True, members=(CITY, *PEERS))  # fmt: skip
BESIDE = Comparison(peer_sets=(LIKE,), names={CITY: "Northport"}, default=("like",))
Rows = Callable[..., pl.DataFrame]
Measured = Callable[..., Measure]


def action(began: date = date(2015, 1, 1), **changes: object) -> Action:
    plain = {
        "id": "clubs",
        "title": "Work clubs",
        "owner": "x",
        "source": "x",
        "indicators": ("work",),
        "priorities": (),
    }
    return Action(began=began, **{**plain, **changes})


def ask(
    table: pl.DataFrame, measures: Sequence[Measure], *actions: Action, against: Comparison = BESIDE
) -> dict[str, Any]:
    found = effects(table, actions or [action()], measures, against, place=CITY, revision=3)
    assert dict(found.schema) == EFFECTS
    return found.row(0, named=True)


def wave(points: int, seed: int = 1, size: float = 1.0) -> np.ndarray:
    return size * np.random.default_rng(seed).standard_normal(points)


def group(
    rows: Rows, own: Sequence[float], years: int = 9, peers: int = 25, **changes: object
) -> pl.DataFrame:
    """The city's yearly values and its peers', all ending in 2024."""
    parts = [rows(list(own), **changes)]
    for n, code in enumerate(PEERS[:peers]):
        parts.append(rows([50 + n + v for v in wave(years, n + 2)], place=code, **changes))
    return pl.concat(parts)


def test_a_long_series_is_judged_by_itself(rows: Rows, measure: Measured) -> None:
    values = 50 + 0.5 * np.arange(20) + 12 * (np.arange(20) >= 10) + wave(20)
    found = ask(rows(list(values)), [measure()])
    assert (found["method"], found["asked"]) == ("interrupted-gls-t", "at once")
    assert found["verdict"] == Effect.BETTER
    assert found["before"] == found["after"] == 10
    assert 8 < found["estimate"] < 16
    assert found["lower"] < found["estimate"] < found["upper"]
    start = "“work” in Northport moved for the better after “Work clubs” began on 1 January 2015. It rose by "
    assert found["sentence"].startswith(start)
    assert "does not prove that it was the cause" in found["sentence"]


@pytest.mark.parametrize(
    ("polarity", "verdict", "said"),
    [
        (Polarity.HIGHER, Effect.BETTER, "moved for the better"),
        (Polarity.LOWER, Effect.WORSE, "moved for the worse"),
        (Polarity.NEUTRAL, Effect.CANNOT_SAY, "We do not call that better or worse."),
    ],
)
def test_what_is_better_follows_the_definition(
    rows: Rows, measure: Measured, polarity: Polarity, verdict: Effect, said: str
) -> None:
    values = 50 + 20 * (np.arange(20) >= 10) + wave(20)
    found = ask(rows(list(values)), [measure(polarity=polarity)])
    assert found["verdict"] == verdict
    assert said in found["sentence"]
    assert ("neutral polarity" in found["reasons"]) == (polarity is Polarity.NEUTRAL)


def test_a_series_that_stays_on_its_line_gives_no_clear_sign(rows: Rows, measure: Measured) -> None:
    found = ask(rows(list(50 + np.arange(20) + wave(20))), [measure()])
    assert found["verdict"] == Effect.NO_CLEAR_SIGN
    assert "does not prove that it did nothing" in found["sentence"]


def test_the_time_of_year_is_no_move(rows: Rows, measure: Measured) -> None:
    month = np.arange(48)
    season = 50 + 8 * np.sin(2 * np.pi * month / 12)
    texts = [f"{2019 + m // 12}-{m % 12 + 1:02d}-01/P1M" for m in month.tolist()]
    monthly = measure(frequency=Frequency.MONTHLY)
    still = ask(rows(list(season + wave(48)), periods=texts), [monthly], action(date(2021, 1, 1)))
    assert still["verdict"] == Effect.NO_CLEAR_SIGN
    moved = ask(
        rows(list(season + wave(48) - 9 * (month >= 24)), periods=texts), [monthly], action(date(2021, 1, 1))
    )
    assert moved["verdict"] == Effect.WORSE
    assert moved["left_out"] == 0


def test_seven_points_on_a_side_are_compared_with_similar_places(rows: Rows, measure: Measured) -> None:
    own = list(50 + wave(9, 40) + np.r_[np.zeros(6), 8, 8, 8])
    found = ask(group(rows, own), [measure()], action(date(2022, 1, 1)))
    assert found["method"] == "beside-peers-rank-t"
    assert (found["verdict"], found["comparator"], found["peers"]) == (Effect.BETTER, "like", 25)
    assert (found["before"], found["after"]) == (3, 3)
    assert (found["from_period"], found["period"]) == ("2019-01-01/P1Y", "2024-01-01/P1Y")
    assert found["rank_p"] == pytest.approx(1 / 26)
    assert 5 < found["estimate"] < 11
    assert "than if it had moved like 25 similar places" in found["sentence"]
    assert "less than 1 time in 20" in found["sentence"]


def test_a_move_that_all_places_share_is_no_sign(rows: Rows, measure: Measured) -> None:
    table = group(rows, list(50 + wave(9, 40)))
    later = pl.col("period") >= "2022"
    table = table.with_columns(pl.when(later).then(pl.col("value") + 20).otherwise("value").alias("value"))
    found = ask(table, [measure()], action(date(2022, 1, 1)))
    assert found["verdict"] == Effect.NO_CLEAR_SIGN
    assert abs(found["estimate"]) < 5
    assert found["usual"] == pytest.approx(20, abs=2)


def test_a_place_that_was_on_its_way_already_is_not_said_to_have_moved(rows: Rows, measure: Measured) -> None:
    found = ask(group(rows, list(50 + 3.0 * np.arange(9))), [measure()], action(date(2022, 1, 1)))
    assert found["verdict"] == Effect.CANNOT_SAY
    assert "already moving" in found["reasons"]
    assert "was moving away from similar places before" in found["sentence"]


def test_without_earlier_figures_that_is_said(rows: Rows, measure: Measured) -> None:
    own = [50.0, 50.3, 49.9, 58.0, 58.2, 57.7]
    found = ask(group(rows, own, years=6), [measure()], action(date(2022, 1, 1)))
    assert found["verdict"] == Effect.BETTER
    assert "No earlier figures show if it was on its way already." in found["sentence"]


@pytest.mark.parametrize("peers", [3, 18])
def test_fewer_than_nineteen_similar_places_say_nothing(rows: Rows, measure: Measured, peers: int) -> None:
    own = list(50 + np.r_[np.zeros(6), 80, 80, 80])
    found = ask(group(rows, own, peers=peers), [measure()], action(date(2022, 1, 1)))
    assert (found["verdict"], found["reasons"]) == (Effect.CANNOT_SAY, "too few peers")
    assert f"only {peers} similar places have figures" in found["sentence"]


def test_a_place_where_the_same_was_done_is_no_comparison(rows: Rows, measure: Measured) -> None:
    table = group(rows, list(50 + wave(9, 40)))
    shared = action(date(2022, 1, 1), places=(CITY, *PEERS[:5]))
    found = effects(table, [shared], [measure()], BESIDE, place=CITY)
    assert found["place"].to_list() == [CITY, *PEERS[:5]]
    assert set(found["peers"]) == {20}


def test_a_peer_without_one_of_the_periods_is_left_out(rows: Rows, measure: Measured) -> None:
    table = group(rows, list(50 + wave(9, 40))).filter(
        (pl.col("place") != PEERS[0]) | (pl.col("period") != "2023-01-01/P1Y")
    )
    assert ask(table, [measure()], action(date(2022, 1, 1)))["peers"] == 24


def test_the_period_that_holds_the_day_is_left_out_and_that_is_said(rows: Rows, measure: Measured) -> None:
    found = ask(rows(list(50 + wave(20))), [measure()], action(date(2014, 7, 1)))
    assert (found["before"], found["after"], found["left_out"]) == (9, 10, 1)
    assert "The period in which it began is left out." in found["sentence"]


def test_overlapping_periods_are_thinned_and_a_break_cuts_off_what_was_before(
    rows: Rows, measure: Measured
) -> None:
    rolling = [f"{2000 + n}-01-01/P3Y" for n in range(22)]
    found = ask(rows(list(50 + wave(22)), periods=rolling), [measure()], action(date(2012, 1, 1)))
    assert (found["before"], found["after"]) == (3, 3)
    assert "overlapping periods" not in found["reasons"]
    broken = measure(breaks=(Break(date=date(2016, 1, 1), reason="counted anew"),))
    found = ask(rows(list(50 + wave(20))), [broken])
    assert found["verdict"] == Effect.CANNOT_SAY
    assert set(found["reasons"].split(";")) == {"too few points", "break in series"}
    assert "counted another way" in found["sentence"]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"comparators": ("nobody",)}, "no comparator value"),
        ({"kind": Kind.COUNT}, "no comparator value"),
    ],
)
def test_what_may_not_be_compared_is_not(
    rows: Rows, measure: Measured, changes: dict[str, Any], reason: str
) -> None:
    own = list(50 + np.r_[np.zeros(6), 80, 80, 80])
    found = ask(group(rows, own), [measure(**changes)], action(date(2022, 1, 1)))
    assert (found["verdict"], found["reasons"]) == (Effect.CANNOT_SAY, reason)
    assert "no similar places" in found["sentence"]


def test_hidden_and_missing_figures_are_told_apart(rows: Rows, measure: Measured) -> None:
    hidden = ask(rows([None] * 5, states=[State.SUPPRESSED.value] * 5), [measure()])
    assert (hidden["verdict"], hidden["reasons"]) == (Effect.CANNOT_SAY, "suppressed")
    assert "hidden to protect" in hidden["sentence"]
    missing = ask(rows([1.0], place=PEERS[0]), [measure()])
    assert "there is no figure for “work” in Northport" in missing["sentence"]


def test_what_was_hoped_for_stands_beside_what_was_seen(rows: Rows, measure: Measured) -> None:
    values = list(50 + 12 * (np.arange(20) >= 10) + wave(20))
    hope = Expected(indicator="work", size=5.0, by=date(2020, 3, 31), unit="points")
    found = ask(rows(values), [measure()], action(expected=(hope,)))
    assert (found["expected"], found["expected_unit"]) == (5.0, "points")
    assert "The hope was a change of +5 points by 31 March 2020. We saw" in found["sentence"]


def test_several_actions_measures_and_places_are_answered_in_their_order(
    rows: Rows, measure: Measured
) -> None:
    table = pl.concat(
        [rows(list(50 + wave(20)), indicator=i, place=p) for i in ("work", "pay") for p in (CITY, PEERS[0])]
    )
    asked = [
        action(indicators=("work", "unknown", "pay")),
        action(id="other", places=(PEERS[0],), indicators=("pay",)),
    ]
    found = effects(table, asked, [measure(), measure("pay")], BESIDE, place=CITY)
    assert found.select("action", "indicator", "place").rows() == [
        ("clubs", "work", CITY), ("clubs", "pay", CITY), ("other", "pay", PEERS[0]),
    ]  # fmt: skip


ODD = st.floats() | st.sampled_from([None, 0.0, 1e300, -1e300, 5.0])


@settings(max_examples=40, deadline=None)
@given(
    st.lists(ODD, min_size=1, max_size=24),
    st.dates(date(1990, 1, 1), date(2030, 1, 1)),
    st.sampled_from(list(Frequency)),
    st.sampled_from(list(Kind)),
)
def test_no_table_however_odd_stops_it(
    values: list[float | None], day: date, frequency: Frequency, kind: Kind
) -> None:
    size = len(values)
    table = pl.DataFrame(
        {
            "indicator": ["work"] * size,
            "place": [CITY if n % 2 else PEERS[0] for n in range(size)],
            "period": [f"{2000 + n}-01-01/P{1 + n % 3}Y" if n % 7 else "no period" for n in range(size)],
            "value": pl.Series(values, dtype=pl.Float64),
        }
    )
    odd = Measure(id="work", kind=kind, polarity=Polarity.HIGHER, frequency=frequency)
    found = effects(table, [action(day)], [odd], BESIDE, place=CITY)
    assert found.height == 1
    assert found["verdict"][0] in set(Effect)
    assert found["sentence"][0].strip()


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_rows_and_the_unit_do_not_matter(rows: Rows, measure: Measured, seed: int) -> None:
    table = group(rows, list(50 + wave(9, 60 + seed, 4.0)))
    index = measure(kind=Kind.INDEX, multiplier=1.0)
    plain = ask(table, [index], action(date(2022, 1, 1)))
    mixed = ask(table.sample(fraction=1.0, shuffle=True, seed=seed), [index], action(date(2022, 1, 1)))
    assert mixed == plain
    larger = table.with_columns(pl.col("value") * 1000)
    scaled = ask(larger, [index], action(date(2022, 1, 1)))
    assert scaled["verdict"] == plain["verdict"]
    assert scaled["p_value"] == pytest.approx(plain["p_value"], rel=1e-6)
    assert scaled["rank_p"] == plain["rank_p"]

"""Gaps inside a place: which way they lie, how sure they are, and what is said of them."""

from collections.abc import Sequence

import numpy as np
import polars as pl
import pytest
from neighbourhoods import HOMES, MONEY, PLACES, TODAY, find, gap, measure, money, noisy, rows

from ropewalk.findings.inequality.columns import GAPS, GROUPS, NEIGHBOURHOODS
from ropewalk.findings.inequality.inside import inequality
from ropewalk.vocabulary.indicator import Indicator
from ropewalk.vocabulary.words import Frequency, Kind, Polarity


def test_a_clear_gap_is_told_with_its_size_and_its_ends() -> None:
    found = gap(find(money(), rows("harm", noisy(6)), measures=[measure("harm")]), "harm")
    assert found["verdict"] == "worse"
    assert found["groups"] == 10
    assert found["lower"] < 6 < found["upper"]  # type: ignore[operator]
    assert found["p_value"] < 0.001  # type: ignore[operator]
    assert found["sentence"] == (
        "In the tenth of neighbourhoods where most people are short of money, it is 12.8; "
        "where fewest are, 7.2. The gap is larger than chance would explain."
    )


def test_a_gap_within_chance_is_not_told_as_one() -> None:
    found = gap(find(money(), rows("harm", noisy(0)), measures=[measure("harm")]), "harm")
    assert found["verdict"] == "not distinguishable"
    assert str(found["sentence"]).endswith("Chance alone could explain a gap of this size.")


@pytest.mark.parametrize(
    ("polarity", "verdict"),
    [(Polarity.LOWER, "worse"), (Polarity.HIGHER, "better"), (Polarity.NEUTRAL, "cannot say")],
)
def test_which_way_is_worse_follows_the_polarity(polarity: Polarity, verdict: str) -> None:
    found = gap(find(money(), rows("x", noisy(6)), measures=[measure("x", polarity=polarity)]), "x")
    assert found["verdict"] == verdict
    assert ("neutral polarity" in str(found["reasons"])) == (polarity is Polarity.NEUTRAL)


def test_equal_figures_have_no_gap() -> None:
    found = gap(find(money(), rows("same", [4.0] * 200), measures=[measure("same")]), "same")
    assert (found["slope_index"], found["p_value"]) == (pytest.approx(0, abs=1e-12), pytest.approx(1))
    assert found["relative_index"] == pytest.approx(1)
    assert (found["verdict"], found["reasons"]) == (
        "not distinguishable",
        "constant;no uncertainty published",
    )


def test_the_ranking_itself_is_not_tested() -> None:
    found = gap(find(money()), MONEY)
    assert found["p_value"] is None
    assert "put in order by this very number" in str(found["sentence"])


def test_few_neighbourhoods_make_fifths_and_fewer_make_nothing() -> None:
    assert gap(find(money(60)), MONEY)["groups"] == 5
    assert find(money(24)).gaps.is_empty()


def test_nothing_is_told_without_an_order() -> None:
    found = inequality(rows("x", noisy(6)), [measure("x")], PLACES, revision=1, today=TODAY)
    assert [frame.columns for frame in (found.gaps, found.groups, found.neighbourhoods)] == [
        list(GAPS),
        list(GROUPS),
        list(NEIGHBOURHOODS),
    ]
    assert found.gaps.is_empty()


def test_an_index_has_no_gap_because_its_average_means_nothing() -> None:
    found = find(money(), rows("decile", noisy(6)), measures=[measure("decile", Kind.INDEX)])
    assert found.gaps["indicator"].to_list() == [MONEY]


def test_counts_are_told_for_every_thousand_people() -> None:
    children = [200.0 - n for n in range(200)]
    found = find(money(), rows("children", children), measures=[measure("children", Kind.COUNT)])
    first = found.groups.filter(indicator="children", group=1).row(0, named=True)
    assert first["value"] == pytest.approx(1000 * sum(children[:20]) / 20_000)


def test_people_are_worked_back_from_a_count_and_a_rate() -> None:
    share = np.linspace(60, 5, 200)
    bare = rows(MONEY, share.tolist(), numerator=(20 * share).tolist())
    found = find(bare)
    assert found.groups["people"].to_list() == pytest.approx([40_000.0] * 10)


def test_the_larger_of_two_errors_counts() -> None:
    """Counts that scatter as chance has it give chance's limits; counts that scatter more, wider ones."""
    rng = np.random.default_rng(3)
    people = np.full(200, 1000.0)
    calm, wild = rng.poisson(50, 200).astype(float), rng.poisson(50, 200) * rng.choice([0.2, 1.8], 200)
    widths = []
    for events in (calm, wild):
        frame = rows("x", events.tolist(), numerator=events.tolist(), denominator=people.tolist())
        groups = find(money(), frame, measures=[measure("x", multiplier=1000.0)]).groups.filter(indicator="x")
        widths.append((groups["upper"] - groups["lower"]).to_numpy())
    assert (widths[1] > 2 * widths[0]).all()
    assert (widths[0] >= 2 * 1.95 * np.sqrt(20 * 40) / 20).all()


def test_hidden_figures_are_left_out_and_that_is_said() -> None:
    state = ["measured"] * 199 + ["suppressed"]
    value = [*[float(v) for v in range(300, 101, -1)], 3.0]
    found = find(money(), rows("n", value, state=state), measures=[measure("n", Kind.COUNT)])
    assert gap(found, "n")["reasons"] == "suppressed"
    assert gap(found, "n")["neighbourhoods"] == 199
    last = found.neighbourhoods.filter(indicator="n", neighbourhood=HOMES[199]).row(0, named=True)
    assert (last["value"], last["raw"], last["state"]) == (None, None, "suppressed")


def test_a_group_without_figures_cannot_be_told() -> None:
    found = gap(find(money(), rows("x", noisy(6)[:180]), measures=[measure("x")]), "x")
    assert (found["verdict"], found["reasons"]) == ("cannot say", "too few points;no uncertainty published")
    assert found["slope_index"] is None


def test_small_counts_are_steadied_towards_the_city() -> None:
    rng = np.random.default_rng(5)
    events, people = rng.poisson(4, 200).astype(float), np.full(200, 1000.0)
    frame = rows("x", events.tolist(), numerator=events.tolist(), denominator=people.tolist())
    homes = find(money(), frame, measures=[measure("x", multiplier=1000.0)]).neighbourhoods.filter(
        indicator="x"
    )
    raw, drawn, mean = homes["raw"].to_numpy(), homes["steadied"].to_numpy(), events.mean()
    assert (np.abs(drawn - mean) <= np.abs(raw - mean) + 1e-12).all()
    assert drawn.std() < 0.6 * raw.std()
    assert (homes["lower"].to_numpy() <= raw + 1e-12).all()


def test_rates_without_counts_are_not_steadied() -> None:
    homes = find(money(), rows("x", noisy(6)), measures=[measure("x")]).neighbourhoods.filter(indicator="x")
    assert homes["steadied"].null_count() == homes["lower"].null_count() == 200
    assert homes["raw"].to_list() == homes["value"].to_list()


def yearly(slopes: Sequence[float]) -> list[pl.DataFrame]:
    return [
        rows("x", noisy(slope, seed=n), f"{2025 - len(slopes) + n}-01-01/P1Y")
        for n, slope in enumerate(slopes)
    ]


def test_one_period_says_nothing_of_where_the_gap_goes() -> None:
    found = gap(find(money(), *yearly([6]), measures=[measure("x")]), "x")
    assert (found["direction"], found["direction_reasons"]) == ("cannot say", "too few points")
    assert found["direction_sentence"] == (
        "Whether the gap grows or shrinks cannot be told: it is known for one period only. A verdict needs 5."
    )


@pytest.mark.parametrize("sign", [1, -1])
def test_a_gap_that_narrows_year_by_year_is_improving(sign: int) -> None:
    narrowing = [sign * size for size in (20, 18, 16, 14, 12, 10, 8, 6, 4)]
    for slopes, word in ((narrowing, "improving"), (narrowing[::-1], "worsening")):
        found = gap(find(money(), *yearly(slopes), measures=[measure("x")]), "x")
        assert found["direction"] == word
        assert str(found["direction_sentence"]).startswith("The gap: ")
        assert found["period"] == "2024-01-01/P1Y"


def test_numbers_are_written_as_the_definition_says(indicator: Indicator) -> None:
    found = gap(find(money(), rows("crowded", noisy(6)), measures=[indicator]), "crowded")
    assert "it is 12.8%; where fewest are, 7.2%." in str(found["sentence"])


@pytest.fixture
def indicator() -> Indicator:
    words = (
        "title",
        "official_title",
        "definition",
        "polarity_reason",
        "owner",
        "producer",
        "licence",
        "source",
    )
    words += ("geography", "period_type", "next_expected")
    plain = {"kind": Kind.PROPORTION, "polarity": Polarity.LOWER, "frequency": Frequency.ANNUAL}
    rest = {"unit": "% of homes", "decimals": 1, "role": "contextual", "priorities": ("1.1",)}
    return Indicator(id="crowded", **plain, **rest, **dict.fromkeys(words, "x"))  # type: ignore[arg-type]


def _beside(events: np.ndarray, polarity: Polarity = Polarity.LOWER) -> pl.DataFrame:
    """Each neighbourhood of a thousand people beside all of them together."""
    counted = events.astype(float).tolist()
    frame = rows("x", counted, numerator=counted, denominator=[1000.0] * len(counted))
    found = find(money(), frame, measures=[measure("x", multiplier=1000.0, polarity=polarity)])
    return found.neighbourhoods.filter(indicator="x")


@pytest.mark.parametrize(
    ("polarity", "high", "low"),
    [
        (Polarity.LOWER, "worse", "better"),
        (Polarity.HIGHER, "better", "worse"),
        (Polarity.NEUTRAL, None, None),
    ],
)
def test_a_neighbourhood_far_from_the_average_is_told_so(
    polarity: Polarity, high: str | None, low: str | None
) -> None:
    events = np.full(200, 50)
    events[0], events[1] = 120, 10
    homes = _beside(events, polarity)
    assert homes["beside"].to_list()[:2] == [high, low]
    assert set(homes["beside"].to_list()[2:]) == ({"not distinguishable"} if high else {None})
    assert homes["average"].to_list() == pytest.approx([events.mean()] * 200)


def test_fewer_than_one_in_two_hundred_alike_is_told_to_differ() -> None:
    rng = np.random.default_rng(8)
    alarms = [(_beside(rng.poisson(40, 200))["beside"] != "not distinguishable").sum() for _ in range(20)]
    assert sum(alarms) / 20 < 1


def test_without_counts_no_neighbourhood_is_set_beside_the_average() -> None:
    homes = find(money(), rows("x", noisy(6)), measures=[measure("x")]).neighbourhoods.filter(indicator="x")
    assert homes["beside"].null_count() == homes["average"].null_count() == 200

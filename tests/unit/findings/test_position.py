"""Where does it stand? Comparators, periods, limits and the words when there are none."""

from datetime import date

import polars as pl
import pytest

from ropewalk.vocabulary.indicator import Target
from ropewalk.vocabulary.words import Polarity

CITY = "E08000012"
PEERS = tuple(f"E0600000{n}" for n in range(1, 7))
LAST = ["2024-01-01/P1Y"]


def one(rows, value, place=CITY, half=1.0, periods=LAST):
    return rows([value], place=place, half=half, periods=periods)


def test_better_worse_or_not_distinguishable(find, rows, comparison, measure) -> None:
    def verdict(own: float, theirs: float, *measures) -> object:
        both = one(rows, own).vstack(one(rows, theirs, "E92000001"))
        return find(both, *measures, question="position", comparator="E92000001", against=comparison)[
            "verdict"
        ]

    assert verdict(60, 50) == "better"
    assert verdict(50, 60) == "worse"
    assert verdict(50, 60, measure(polarity=Polarity.LOWER)) == "better"
    assert verdict(50, 51) == "not distinguishable"
    assert verdict(60, 50, measure(polarity=Polarity.NEUTRAL)) == "cannot say"


def test_estimate_is_own_minus_theirs_with_limits(find, rows, comparison) -> None:
    both = one(rows, 60).vstack(one(rows, 50, "E92000001"))
    found = find(both, question="position", comparator="E92000001", against=comparison)
    assert found["estimate"] == 10
    assert (found["lower"], found["upper"]) == pytest.approx((10 - 2**0.5, 10 + 2**0.5))
    assert found["method"] == "difference-mover"
    assert "Better than England: 60.0 against 50.0 in 2024." in found["sentence"]


def test_without_limits_there_are_words_and_no_claim(find, rows, comparison) -> None:
    both = one(rows, 60).vstack(one(rows, 50, "E12000002", half=None))
    found = find(both, question="position", comparator="E12000002", against=comparison)
    assert (found["verdict"], found["reasons"]) == ("cannot say", "no uncertainty published")
    assert found["estimate"] == 10
    assert found["lower"] is found["p_value"] is None
    assert found["sentence"].startswith("Higher than the North West: 60.0 against 50.0 in 2024.")


def test_a_named_comparator_without_figures_is_told(find, rows, comparison) -> None:
    found = find(one(rows, 60), question="position", comparator="E92000001", against=comparison)
    assert (found["verdict"], found["reasons"]) == ("cannot say", "no comparator value")
    assert found["estimate"] is None


def test_an_older_period_that_both_have_is_used_within_two_years_and_stated(find, rows, comparison) -> None:
    own = rows([50.0, 52.0, 60.0], half=1.0)
    both = own.vstack(one(rows, 40, "E92000001", periods=["2023-01-01/P1Y"]))
    found = find(both, question="position", comparator="E92000001", against=comparison)
    assert (found["verdict"], found["reasons"], found["period"]) == (
        "better",
        "periods differ",
        "2023-01-01/P1Y",
    )
    assert found["estimate"] == 12
    old = rows([50.0, 52.0, 53.0, 60.0], half=1.0).vstack(
        one(rows, 40, "E92000001", periods=["2021-01-01/P1Y"])
    )
    found = find(old, question="position", comparator="E92000001", against=comparison)
    assert (found["verdict"], found["reasons"]) == ("cannot say", "periods differ")


def test_the_middle_of_peers_needs_three(find, rows, comparison) -> None:
    two = pl.concat([one(rows, 60), *(one(rows, 40.0, peer) for peer in PEERS[:2])])
    found = find(two, question="position", comparator="peers", against=comparison)
    assert (found["verdict"], found["reasons"]) == ("cannot say", "too few peers")
    three = pl.concat([two, one(rows, 45.0, PEERS[2])])
    found = find(three, question="position", comparator="peers", against=comparison)
    assert (found["verdict"], found["estimate"], found["points"]) == ("better", 20, 4)
    assert "the middle one of six peers: 60.0 against 40.0 in 2024." in found["sentence"]
    assert "higher than 3 of those 3 places" in found["sentence"]


def test_each_peer_with_a_figure_is_a_comparator(run, rows, comparison) -> None:
    table = pl.concat([one(rows, 60), *(one(rows, 40.0, peer) for peer in PEERS[:3])])
    found = run(table, against=comparison).findings.filter(
        (pl.col("place") == CITY) & (pl.col("question") == "position")
    )
    # The country and the region are named, so they are told of without figures; peers 4 to 6 are not.
    assert found["comparator"].to_list() == ["E92000001", "E12000002", *PEERS[:3], "peers"]


def test_a_place_is_not_compared_with_itself(run, rows, comparison, measure) -> None:
    table = one(rows, 60).vstack(one(rows, 50, "E92000001"))
    found = run(table, measure(comparators=("E92000001",)), against=comparison).findings
    pairs = found.filter(pl.col("question") == "position").select("place", "comparator").rows()
    assert pairs == [(CITY, "E92000001")]


def test_a_target_is_a_comparator_known_exactly(find, rows, measure) -> None:
    aimed = measure(target=Target(value=62.0, date=date(2030, 12, 31)))
    found = find(one(rows, 60), aimed, question="position", comparator="target")
    assert (found["verdict"], found["estimate"]) == ("worse", -2)
    assert (found["lower"], found["upper"]) == (-3, -1)


def test_breakdowns_are_compared_with_their_like(run, rows, comparison) -> None:
    women = pl.concat(
        [rows([60.0], half=1.0, breakdown="sex=female"), rows([50.0], half=1.0, place="E92000001")]
    )
    found = run(women, against=comparison).findings.filter(
        (pl.col("comparator") == "E92000001") & (pl.col("breakdown") == "sex=female")
    )
    assert found["reasons"].to_list() == ["no comparator value"]


def test_a_suppressed_value_is_compared_with_nobody(find, rows, comparison) -> None:
    hidden = rows([60.0], half=1.0, states=["suppressed"], periods=LAST).vstack(one(rows, 50, "E92000001"))
    found = find(hidden, question="position", comparator="E92000001", against=comparison)
    assert found["verdict"] == "cannot say"
    assert found["estimate"] is None
    shown = find(
        one(rows, 60).vstack(rows([50.0], half=1.0, place="E92000001", states=["suppressed"], periods=LAST)),
        question="position", comparator="E92000001", against=comparison,
    )  # fmt: skip
    assert (shown["reasons"], shown["estimate"]) == ("no comparator value", None)


def test_where_comparing_would_mislead_nobody_is_compared_or_ranked(run, rows, comparison, measure) -> None:
    table = pl.concat([one(rows, 60), *(one(rows, 40.0, peer) for peer in PEERS)])
    found = run(table, measure(comparators=("nobody",)), against=comparison)
    assert found.findings.filter(pl.col("question") == "position").height == 0
    assert found.ranks.height == 0


def test_lower_than_every_peer_is_said_in_words(find, rows, comparison) -> None:
    table = pl.concat([one(rows, 30), *(one(rows, 40.0 + at, peer) for at, peer in enumerate(PEERS))])
    found = find(table, against=comparison, question="position", comparator="peers")
    assert "higher than none of those 6 places" in found["sentence"]

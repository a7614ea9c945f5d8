"""Is it getting better? Each rule on a series small enough to check by eye."""

from datetime import date

import numpy as np
import polars as pl
import pytest

from ropewalk.vocabulary.indicator import Break
from ropewalk.vocabulary.words import Frequency, Kind, Polarity

RISE = [50.0, 52.1, 53.9, 56.2, 57.8, 60.1, 62.0, 63.9]
LEVEL = [50.0, 51.4, 49.2, 50.8, 50.3, 49.1, 51.2, 50.1]


def months(count: int) -> list[str]:
    return [f"{2022 + at // 12}-{at % 12 + 1:02d}-01/P1M" for at in range(count)]


def test_a_rise_is_better_worse_or_neither_by_polarity(find, rows, measure) -> None:
    assert find(rows(RISE))["verdict"] == "improving"
    assert find(rows(RISE), measure(polarity=Polarity.LOWER))["verdict"] == "worsening"
    neutral = find(rows(RISE), measure(polarity=Polarity.NEUTRAL))
    assert (neutral["verdict"], neutral["reasons"]) == ("cannot say", "neutral polarity")
    assert "up from" in neutral["sentence"]
    assert "We do not call that better or worse." in neutral["sentence"]


def test_a_finding_carries_its_numbers(find, rows) -> None:
    found = find(rows(RISE, half=1.0))
    assert found["estimate"] == pytest.approx(2, abs=0.1)
    assert found["lower"] < found["estimate"] < found["upper"]
    assert found["p_value"] < 0.001
    assert (found["points"], found["revision"], found["period"]) == (8, 7, "2024-01-01/P1Y")
    assert found["method"] == "trend-gls-t"
    assert found["probability"] is None


def test_ups_and_downs_are_no_clear_change(find, rows, measure) -> None:
    for polarity in Polarity:
        assert find(rows(LEVEL), measure(polarity=polarity))["verdict"] == "no clear change"


def test_no_verdict_from_four_points(find, rows) -> None:
    found = find(rows(RISE[:4]))
    assert (found["verdict"], found["reasons"], found["points"]) == ("cannot say", "too few points", 4)
    assert found["estimate"] is found["p_value"] is None


def test_rolling_periods_are_thinned_before_they_are_counted(find, rows) -> None:
    # Twelve rolling three-year periods are only four that share no year.
    periods = [f"{2010 + at}-01-01/P3Y" for at in range(12)]
    found = find(rows([50.0 + at for at in range(12)], periods=periods))
    assert (found["verdict"], found["points"]) == ("cannot say", 4)
    assert found["reasons"] == "too few points;overlapping periods"
    longer = [f"{2007 + at}-01-01/P3Y" for at in range(15)]
    found = find(rows([50.0 + at + 0.1 * (at % 2) for at in range(15)], periods=longer))
    assert (found["verdict"], found["points"]) == ("improving", 5)


def test_only_points_since_the_last_break_count(find, rows, measure) -> None:
    cut = Break(date=date(2020, 1, 1), reason="counted anew")
    broken = measure(breaks=(cut,))
    found = find(rows([90.0, 91.0, 92.0, *RISE[:5]]), broken)
    assert (found["verdict"], found["points"]) == ("improving", 5)  # the fall at the break is not seen
    later = measure(breaks=(Break(date=date(2021, 1, 1), reason="counted anew"),))
    found = find(rows([90.0, 91.0, 92.0, 92.0, *RISE[:4]]), later)
    assert found["reasons"] == "too few points;break in series"


def test_a_break_yet_to_come_cuts_nothing(find, rows, measure) -> None:
    assert find(rows(RISE), measure(breaks=(Break(date=date(2030, 1, 1), reason=""),)))["points"] == 8


def test_suppressed_points_are_missing_and_never_nought(find, rows) -> None:
    states = ["measured"] * 8
    states[3] = "suppressed"
    found = find(rows(RISE, states=states))
    assert (found["verdict"], found["points"]) == ("improving", 7)
    assert found["reasons"] == "gap;suppressed"
    hidden = find(rows(RISE, states=["suppressed"] * 8))
    assert (hidden["verdict"], hidden["reasons"]) == ("cannot say", "too few points;suppressed")
    assert hidden["period"] == ""
    assert "privacy" in hidden["sentence"]


def test_the_same_value_each_time_says_nothing_without_limits(find, rows) -> None:
    found = find(rows([50.0] * 6))
    assert (found["verdict"], found["reasons"]) == ("cannot say", "constant")
    known = find(rows([50.0] * 6, half=2.0))
    assert (known["verdict"], known["reasons"]) == ("no clear change", "constant")


def test_a_figure_at_its_ceiling_is_flagged_not_celebrated(find, rows) -> None:
    found = find(rows([60.0, 70.0, 80.0, 90.0, 100.0]))
    assert (found["verdict"], found["reasons"]) == ("cannot say", "exhausted")


def test_what_plainly_got_worse_is_told_though_it_can_get_no_worse(find, rows, measure) -> None:
    fall = rows([40.0, 31.0, 21.0, 9.0, 0.0])
    found = find(fall)
    assert (found["verdict"], found["reasons"]) == ("worsening", "exhausted")
    assert find(fall, measure(polarity=Polarity.LOWER))["verdict"] == "cannot say"


def test_a_sampled_figure_that_touches_nought_by_luck_is_not_spent(find, rows) -> None:
    luck = rows([None] * 7).with_columns(
        numerator=pl.Series([1.0, 0.0, 2.0, 1.0, 1.0, 2.0, 0.0]), denominator=pl.lit(20.0)
    )
    assert find(luck)["verdict"] == "no clear change"
    never = luck.with_columns(numerator=pl.lit(0.0))
    assert (find(never)["verdict"], find(never)["reasons"]) == ("cannot say", "constant;exhausted")


def test_old_history_is_no_direction_of_now(find, rows, measure) -> None:
    # Three-year rates fell steeply until 2012 and have been level since: that is not still falling.
    level = [40.1, 39.2, 40.4, 39.5, 40.0, 39.7, 40.2, 39.4, 40.3, 39.6, 40.1]
    values = [90.0 - 5 * at for at in range(10)] + level
    periods = [f"{2001 + at}-01-01/P3Y" for at in range(len(values))]
    found = find(rows(values, periods=periods, half=3.0), measure(polarity=Polarity.LOWER))
    assert (found["verdict"], found["points"]) == ("no clear change", 5)
    assert "Since 2009 to 2011" in found["sentence"]


def test_an_old_figure_keeps_its_verdict_and_says_so(find, rows) -> None:
    found = find(rows(RISE), today=date(2028, 1, 1))  # three years after the end of 2024
    assert (found["verdict"], found["reasons"]) == ("improving", "stale")
    assert find(rows(RISE), today=date(2027, 6, 30))["reasons"] == ""


def test_a_provisional_newest_value_says_so(find, rows) -> None:
    found = find(rows(RISE, states=["measured"] * 7 + ["provisional"]))
    assert (found["verdict"], found["reasons"]) == ("improving", "provisional")


def test_a_gap_is_told_and_time_is_real(find, rows) -> None:
    periods = [f"{year}-01-01/P1Y" for year in (2010, 2011, 2012, 2013, 2023, 2024)]
    found = find(rows([10.0, 12.1, 13.9, 16.0, 36.1, 37.9], periods=periods))
    assert (found["verdict"], found["reasons"]) == ("improving", "gap")
    assert found["estimate"] == pytest.approx(2, abs=0.05)


def test_an_old_rise_outside_the_window_is_not_about_now(find, rows) -> None:
    assert find(rows([10.0, 20.0, 30.0, 40.0, *LEVEL, 50.9, 49.8]))["verdict"] == "no clear change"


def test_contradictory_rows_are_no_point(find, rows) -> None:
    twice = rows(RISE).vstack(rows([99.0], periods=["2024-01-01/P1Y"]))
    assert find(twice)["period"] == "2023-01-01/P1Y"
    same = rows(RISE).vstack(rows([63.9], periods=["2024-01-01/P1Y"]))
    assert find(same)["points"] == 8


def test_periods_of_another_length_are_not_mixed_in(find, rows) -> None:
    mixed = rows(RISE).vstack(rows([99.0], periods=["2014-01-01/P3Y"]))
    assert find(mixed)["points"] == 8


def test_counts_give_the_error_that_limits_would(find, rows, measure) -> None:
    counted = rows([None] * 6).with_columns(
        numerator=pl.Series([50.0, 52, 55, 54, 58, 60]), denominator=pl.lit(100.0)
    )
    found = find(counted, measure())
    assert found["verdict"] == "no clear change"  # 100 people cannot show a rise of ten in a hundred
    sure = counted.with_columns(pl.col("numerator", "denominator") * 10_000)
    assert find(sure, measure())["verdict"] == "improving"


def test_a_month_is_judged_against_its_own_season(find, rows, measure) -> None:
    monthly = measure(frequency=Frequency.MONTHLY, ceiling=None)
    season = 50 + 10 * np.sin(np.arange(36) * np.pi / 6) + np.tile([0.4, -0.3, 0.1, -0.2], 9)
    still = find(rows(season.tolist(), periods=months(36)), monthly)
    assert still["verdict"] == "no clear change"
    assert still["method"].startswith("chart-")
    season[-1] += 9
    moved = find(rows(season.tolist(), periods=months(36)), monthly)
    assert (moved["verdict"], moved["method"]) == ("improving", "chart-newest-t")
    assert "usual for the time of year" in moved["sentence"]


@pytest.mark.parametrize("noise", [5.0, 0.5])
def test_a_steady_rise_from_month_to_month_is_found_whatever_the_season(find, rows, measure, noise) -> None:
    monthly = measure(frequency=Frequency.MONTHLY, kind=Kind.COUNT)
    season = 20 * np.sin(np.arange(36) * np.pi / 6)
    steady = 100 + np.arange(36.0) + season + np.random.default_rng(5).normal(0, noise, 36)
    found = find(rows(steady.tolist(), periods=months(36)), monthly)
    assert (found["verdict"], found["method"]) == ("improving", "chart-line-t")
    assert found["estimate"] == pytest.approx(12, abs=3)
    assert "Since January 2022 it has risen, year on year, by about" in found["sentence"]
    assert "The time of year is allowed for." in found["sentence"]


def test_two_dozen_months_are_too_few_to_know_the_season(find, rows, measure) -> None:
    found = find(rows(list(range(24)), periods=months(24)), measure(frequency=Frequency.MONTHLY))
    assert (found["verdict"], found["points"]) == ("cannot say", 24)
    assert "a verdict needs 25" in found["sentence"]

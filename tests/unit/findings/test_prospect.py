"""Will the target be reached?"""

from datetime import date

import numpy as np
import pytest

from ropewalk.vocabulary.indicator import Target
from ropewalk.vocabulary.words import Frequency, Polarity

RISE = [50.0, 52.1, 53.9, 56.2, 57.8, 60.1, 62.0, 63.9]


def aim(measure, value, day=date(2028, 12, 31), **changes):
    return measure(target=Target(value=value, date=day), **changes)


def ask(find, *given):
    return find(*given, question="prospect")


def test_without_a_target_there_is_none(find, rows) -> None:
    found = ask(find, rows(RISE))
    assert (found["verdict"], found["probability"], found["sentence"]) == (
        "no target",
        None,
        "No target is set.",
    )


def test_likely_uncertain_unlikely(find, rows, measure) -> None:
    # Two points a year for four more years: about 72.
    assert ask(find, rows(RISE), aim(measure, 65.0))["verdict"] == "likely"
    assert ask(find, rows(RISE), aim(measure, 72.0))["verdict"] == "uncertain"
    assert ask(find, rows(RISE), aim(measure, 90.0))["verdict"] == "unlikely"


def test_lower_is_better_turns_the_chance(find, rows, measure) -> None:
    up, down = (
        ask(find, rows(RISE), aim(measure, 72.5, polarity=p)) for p in (Polarity.HIGHER, Polarity.LOWER)
    )
    assert up["probability"] + down["probability"] == pytest.approx(1)


def test_expected_value_interval_and_pace(find, rows, measure) -> None:
    found = ask(find, rows(RISE), aim(measure, 72.0))
    # The average pace would give 71.8; that it may slow down or stop counts for a little.
    assert 69 < found["estimate"] < 72
    assert found["lower"] < found["estimate"] < found["upper"]
    assert found["method"] == "six-ways-t"
    assert "It needs to change by 2.03 a year; so far it has changed by 1.99 a year." in found["sentence"]


def test_expectation_stays_between_floor_and_ceiling(find, rows, measure) -> None:
    found = ask(find, rows([80.0, 85.0, 88.0, 93.0, 97.0]), aim(measure, 99.0))
    assert 70 < found["lower"] < found["estimate"] <= found["upper"] == 100


def test_neutral_polarity_has_no_prospect(find, rows, measure) -> None:
    found = ask(find, rows(RISE), aim(measure, 65.0, polarity=Polarity.NEUTRAL))
    assert (found["verdict"], found["reasons"]) == ("cannot say", "neutral polarity")


def test_too_few_points(find, rows, measure) -> None:
    found = ask(find, rows(RISE[:4]), aim(measure, 65.0))
    assert (found["verdict"], found["reasons"]) == ("cannot say", "too few points")


def test_a_date_that_has_passed_compares_what_was_reached(find, rows, measure) -> None:
    found = ask(find, rows(RISE), aim(measure, 60.0, date(2024, 6, 30)))
    assert (found["verdict"], found["probability"]) == ("likely", 1)
    assert "the target was 60.0 by 30 June 2024" in found["sentence"]


def test_months_use_the_same_month_of_each_year(find, rows, measure) -> None:
    at = np.arange(72)
    values = 50 + 10 * np.sin(at * np.pi / 6) + at / 6 + 0.3 * np.cos(at)
    periods = [f"{2019 + m // 12}-{m % 12 + 1:02d}-01/P1M" for m in at]
    monthly = aim(measure, 55.0, date(2025, 12, 31), frequency=Frequency.MONTHLY)
    found = ask(find, rows(values.tolist(), periods=periods), monthly)
    assert found["points"] == 6
    # Next December: this one and a year's rise of two.
    assert found["estimate"] == pytest.approx(values[-1] + 2, abs=0.5)


def test_a_figure_that_never_moved_has_no_prospect(find, rows, measure) -> None:
    found = ask(find, rows([50.0] * 6), aim(measure, 65.0))
    assert (found["verdict"], found["reasons"]) == ("cannot say", "constant")


def test_a_straight_line_is_likely_to_go_on_but_not_certain(find, rows, measure) -> None:
    found = ask(find, rows([50.0, 52.0, 54.0, 56.0, 58.0]), aim(measure, 59.0))
    assert found["verdict"] == "likely"
    assert 0.8 < found["probability"] < 0.98


def test_a_target_at_the_floor_can_be_reached(find, rows, measure) -> None:
    lower = aim(measure, 0.0, date(2026, 12, 31), polarity=Polarity.LOWER)
    found = ask(find, rows([9.0, 7.2, 5.1, 3.2, 2.1, 0.9]), lower)
    assert 0.02 < found["probability"] < 0.98
    assert found["lower"] == 0


def test_a_target_beyond_the_ceiling_cannot_be_reached(find, rows, measure) -> None:
    assert ask(find, rows(RISE), aim(measure, 101.0))["probability"] == 0


def test_published_limits_set_the_least_doubt(find, rows, measure) -> None:
    still = [50.0, 50.3, 49.8, 50.1, 49.9, 50.2]
    plain, known = (ask(find, rows(still, half=h), aim(measure, 55.0)) for h in (None, 4.0))
    assert plain["probability"] < known["probability"]
    assert known["upper"] - known["lower"] > 8

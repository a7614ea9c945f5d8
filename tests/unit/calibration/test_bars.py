"""The bars: what is met is said to be, and of what is not the worst case is named."""

from dataclasses import astuple

from calibrations import CALIBRATION, coverage, pinball, power, rate
from msgspec.structs import replace

from ropewalk.calibration.bars import bars
from ropewalk.vocabulary.calibration import Calibration


def only(**parts: object) -> Calibration:
    """A calibration of these parts alone."""
    return Calibration(made=CALIBRATION.made, **parts)  # type: ignore[arg-type]


def test_a_class_above_one_in_twenty_misses_the_bar_and_is_named() -> None:
    (bar,) = bars(only(simulated=(rate("steady", 5, 0.04), rate("lingering", 8, 0.061))))
    assert (bar.met, bar.count, bar.is_met) == (1, 2, False)
    assert bar.found == "most: 6.1% of lingering, 8 points"


def test_power_within_the_luck_of_the_draw_is_as_good() -> None:
    (bar,) = bars(only(power=(power(0.50, 0.51), power(0.68, 0.40))))
    assert bar.is_met
    (bar,) = bars(only(power=(power(0.50, 0.53), power(0.68, 0.40))))
    assert bar.met == 1
    assert "50%, theirs 53%" in bar.found


def test_coverage_is_judged_apart_for_the_years_held_back() -> None:
    rows = (coverage("overall", 0.77), coverage("mean", 0.84), coverage("overall", 0.7, heldout=True))
    tuned, held = bars(only(coverage=rows))
    assert (tuned.met, tuned.count) == (1, 2)
    assert (held.met, held.count) == (0, 1)
    assert "mean, 1 year ahead: 84.0% for 80%" in tuned.found
    assert "newest two years" in held.asked


def test_forecasts_are_held_against_the_better_of_the_simple_ones() -> None:
    simple = (pinball("drift", 2.2), pinball("last value", 2.0))
    assert bars(only(pinball=(pinball("outlook", 1.9), *simple)))[0].is_met
    (bar,) = bars(only(pinball=(pinball("outlook", 2.1), *simple)))
    assert not bar.is_met
    assert "1.05 times" in bar.found


def test_nothing_counted_is_no_bar() -> None:
    assert bars(only()) == ()


def test_order_of_rows_does_not_matter() -> None:
    backwards = replace(
        CALIBRATION,
        power=CALIBRATION.power[::-1],
        coverage=CALIBRATION.coverage[::-1],
        pinball=CALIBRATION.pinball[::-1],
    )
    assert [astuple(bar) for bar in bars(backwards)] == [astuple(bar) for bar in bars(CALIBRATION)]

"""Both designs of "did it work?" on series that did not move: the rows, and how few are called."""

import numpy as np
import pytest

from ropewalk.calibration.effect_classes import Kept, every_class
from ropewalk.calibration.effects import effect_rates
from ropewalk.calibration.simulated.recipes import events, normal
from ropewalk.vocabulary.words import Kind

CLASSES = {
    "yearly": Kept("yearly", "yearly", 8, 8, normal(0.5)),
    "monthly": Kept("monthly", "monthly", 13, 12, normal(0.5, season=3.0, period=12), trend=2),
    "beside": Kept("beside", "yearly", 6, 3, events(12, limits=True), Kind.RATE, beside=True),
}


@pytest.mark.parametrize("name", CLASSES)
def test_stable_series_are_rarely_said_to_have_moved(name: str) -> None:
    (rate,) = effect_rates(series=4000, seed=2, classes=[CLASSES[name]])
    assert rate.called <= 0.05 + 3 * np.sqrt(0.05 * 0.95 / rate.series)
    assert rate.silent < 0.5
    assert rate.points == CLASSES[name].points


def test_a_seed_gives_the_same_rows_and_another_gives_others() -> None:
    one, again, other = (effect_rates(series=300, seed=s, classes=[CLASSES["yearly"]]) for s in (1, 1, 2))
    assert one == again
    assert one != other


def test_a_real_step_is_called_by_the_same_rule() -> None:
    # A step is no stable series: the rule must find it, or its silence on others would prove nothing.
    stepped = Kept("stepped", "yearly", 10, 10, normal(0.0), trend=0)
    plain = stepped.recipe
    moved = Kept("moved", "yearly", 10, 10, lambda rng, n, c: plain(rng, n, c + 8 * (np.arange(20) >= 10)))
    (quiet,), (loud,) = (effect_rates(series=400, seed=3, classes=[one]) for one in (stepped, moved))
    assert quiet.called < 0.05
    assert loud.improving > 0.9
    assert loud.worsening == 0


def test_every_class_has_a_name_of_its_own_at_its_length_and_both_designs_are_there() -> None:
    every = list(every_class())
    assert len({(one.name, one.rhythm, one.before, one.after) for one in every}) == len(every)
    assert {one.beside for one in every} == {True, False}
    assert {one.rhythm for one in every} == {"yearly", "quarterly", "monthly"}

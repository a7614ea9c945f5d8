"""Work that has begun beside results that have not moved."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ropewalk.findings.flat import Begun, Outcome, begun
from ropewalk.vocabulary.action import Action
from ropewalk.vocabulary.words import Direction

TODAY = date(2026, 1, 1)
NEW, OLD = date(2025, 1, 1), date(2020, 1, 1)


def action(*indicators: str, began: date = date(2023, 1, 1), places: tuple[str, ...] = ()) -> Action:
    return Action(
        id="a",
        title="A",
        began=began,
        owner="",
        source="",
        indicators=indicators,
        priorities=(),
        places=places,
    )


def told(one: Action, counted: dict[str, str], newest: dict[str, date]) -> tuple[Begun, ...]:
    return begun([one], counted, newest, place="here", today=TODAY)


@pytest.mark.parametrize(
    ("verdict", "newest", "outcome"),
    [
        (Direction.IMPROVING, NEW, Outcome.MOVED),
        (Direction.NO_CLEAR_CHANGE, NEW, Outcome.FLAT),
        (Direction.WORSENING, NEW, Outcome.FLAT),
        (Direction.CANNOT_SAY, NEW, Outcome.CANNOT_SAY),
        (Direction.NO_CLEAR_CHANGE, OLD, Outcome.TOO_SOON),
    ],
)
def test_an_action_is_judged_by_its_measure_since_it_began(verdict: str, newest: date, outcome: str) -> None:
    assert [one.outcome for one in told(action("m"), {"m": verdict}, {"m": newest})] == [outcome]


def test_one_measure_that_got_better_is_enough_and_the_others_are_not_called_flat() -> None:
    counted = {"m": Direction.NO_CLEAR_CHANGE, "n": Direction.IMPROVING}
    assert told(action("m", "n"), counted, {"m": NEW, "n": NEW}) == (Begun("a", Outcome.MOVED),)


def test_the_measures_that_stayed_flat_are_named() -> None:
    counted = {"m": Direction.WORSENING, "n": Direction.CANNOT_SAY}
    assert told(action("m", "n"), counted, {"m": NEW, "n": NEW}) == (Begun("a", Outcome.FLAT, ("m",)),)


def test_what_has_not_begun_or_is_elsewhere_is_not_counted() -> None:
    assert told(action("m", began=date(2027, 1, 1)), {}, {}) == ()
    assert told(action("m", places=("there",)), {}, {}) == ()
    assert len(told(action("m", places=("there", "here")), {}, {})) == 1


@given(
    st.lists(st.sampled_from(list(Direction)), max_size=4), st.lists(st.sampled_from([NEW, OLD]), max_size=4)
)
def test_an_action_is_never_flat_while_a_measure_improves(verdicts: list[str], days: list[date]) -> None:
    names = [f"m{at}" for at in range(len(verdicts))]
    found = told(
        action(*names), dict(zip(names, verdicts, strict=True)), dict(zip(names, days, strict=False))
    )
    assert found[0].outcome != Outcome.FLAT or Direction.IMPROVING not in verdicts
    assert bool(found[0].flat) == (found[0].outcome == Outcome.FLAT)

"""The status of an action follows from its milestones by the published rule, and from nothing else."""

from datetime import date, timedelta
from graphlib import CycleError

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ropewalk.plan.status import computed_status, in_force, ring, statuses
from ropewalk.vocabulary.delivery import Milestone, Override, Status, Why, Work

TODAY = date(2026, 6, 15)
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
BADNESS = {Status.DONE: 0, Status.NOT_STARTED: 1, Status.ON_TRACK: 1, Status.AT_RISK: 2, Status.LATE: 3}


def a_milestone(due: date, **told: object) -> Milestone:
    if told.get("done"):
        told["evidence"] = "A photograph"
    return Milestone(id="m1", title="A thing", due=due, **told)  # type: ignore[arg-type]


@st.composite
def milestones(draw: st.DrawFn) -> tuple[Milestone, ...]:
    """Any milestones at all, each done or not, with a forecast or none."""
    said = st.tuples(DAYS, st.none() | DAYS, st.none() | DAYS)
    drawn = draw(st.lists(said, max_size=4))
    return tuple(a_milestone(due, forecast=forecast, done=done) for due, forecast, done in drawn)


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


@pytest.mark.parametrize(
    ("held", "begins", "status", "why"),
    [
        ([], -10, Status.CANNOT_SAY, Why.NO_MILESTONE),
        ([], 10, Status.NOT_STARTED, Why.NOT_BEGUN),
        ([a_milestone(days(-1), done=days(-2))], -10, Status.DONE, Why.ALL_DONE),
        ([a_milestone(days(-1))], -10, Status.LATE, Why.PAST_DUE),
        ([a_milestone(days(0))], -10, Status.ON_TRACK, Why.IN_TIME),
        ([a_milestone(days(9), forecast=days(10))], -10, Status.AT_RISK, Why.FORECAST_LATE),
        ([a_milestone(days(9), forecast=days(-1))], -10, Status.AT_RISK, Why.FORECAST_OLD),
        ([a_milestone(days(9), forecast=days(9))], -10, Status.ON_TRACK, Why.IN_TIME),
        ([a_milestone(days(9))], 1, Status.NOT_STARTED, Why.NOT_BEGUN),
        ([a_milestone(days(-1))], 1, Status.LATE, Why.PAST_DUE),
    ],
)
def test_each_line_of_the_rule(held: list[Milestone], begins: int, status: Status, why: Why) -> None:
    assert computed_status(held, days(begins), TODAY) == (status, why)


@given(held=milestones(), began=DAYS, today=DAYS, waits=st.booleans())
def test_there_is_always_one_status_whatever_the_order(
    held: tuple[Milestone, ...], began: date, today: date, waits: bool
) -> None:
    found = computed_status(held, began, today, waits=waits)
    assert found == computed_status(tuple(reversed(held)), began, today, waits=waits)
    assert (found[0] is Status.DONE) == (bool(held) and all(one.done for one in held))


@given(held=milestones(), began=DAYS, today=DAYS, later=st.integers(1, 200), waits=st.booleans())
def test_time_alone_never_makes_a_status_better(
    held: tuple[Milestone, ...], began: date, today: date, later: int, waits: bool
) -> None:
    now, _ = computed_status(held, began, today, waits=waits)
    then, _ = computed_status(held, began, today + timedelta(days=later), waits=waits)
    if held:
        assert BADNESS[then] >= BADNESS[now]


@given(held=milestones().filter(bool), began=DAYS, today=DAYS, data=st.data())
def test_doing_a_thing_never_makes_a_status_worse(
    held: tuple[Milestone, ...], began: date, today: date, data: st.DataObject
) -> None:
    n = data.draw(st.integers(0, len(held) - 1))
    done = msgspec.structs.replace(held[n], done=today, evidence="A photograph")
    before, _ = computed_status(held, began, today)
    after, _ = computed_status((*held[:n], done, *held[n + 1 :]), began, today)
    assert BADNESS[after] <= BADNESS[before]


def test_who_waits_for_something_late_is_at_risk_and_so_is_who_waits_for_that() -> None:
    late = Work(action="a", milestones=(a_milestone(days(-1)),))
    soon = (a_milestone(days(30)),)
    works = [
        Work(action="c", after=("b",), milestones=soon),
        Work(action="b", after=("a",), milestones=soon),
        late,
        Work(action="d", milestones=soon),
    ]
    told = statuses(works, dict.fromkeys("abcd", days(-50)), TODAY)
    assert {name: one.status for name, one in told.items()} == {
        "a": Status.LATE,
        "b": Status.AT_RISK,
        "c": Status.AT_RISK,
        "d": Status.ON_TRACK,
    }
    assert told["c"].why is Why.WAITS
    assert told["c"].behind == ("b",)


def test_who_waits_for_something_given_up_is_at_risk_and_what_is_given_up_has_no_status() -> None:
    works = [
        Work(action="a", stopped_because="No money", milestones=(a_milestone(days(-1)),)),
        Work(action="b", after=("a",), milestones=(a_milestone(days(30)),)),
    ]
    told = statuses(works, {"a": days(-50), "b": days(-50)}, TODAY)
    assert list(told) == ["b"]
    assert told["b"].status is Status.AT_RISK


def test_a_ring_is_found_and_has_no_statuses() -> None:
    works = [Work(action="a", after=("b",)), Work(action="b", after=("a",)), Work(action="c")]
    assert set(ring(works)) == {"a", "b"}
    assert ring(works[2:]) == ()
    with pytest.raises(CycleError):
        statuses(works, dict.fromkeys("abc", TODAY), TODAY)


@given(shift=st.integers(-40, 140))
def test_an_override_counts_from_its_first_day_to_its_last_and_the_rule_stays_beside_it(shift: int) -> None:
    by_hand = Override(
        status=Status.ON_TRACK,
        reason="It was built, the papers follow",
        by="Ann",
        since=days(0),
        until=days(92),
    )
    work = Work(action="a", milestones=(a_milestone(days(-60)),), overrides=(by_hand,))
    told = statuses([work], {"a": days(-90)}, days(shift))["a"]
    stands = 0 <= shift <= 92
    assert in_force(work, days(shift)) == (by_hand if stands else None)
    assert told.status is (Status.ON_TRACK if stands else Status.LATE)
    assert told.override == (by_hand if stands else None)
    assert told.computed is Status.LATE


def test_what_is_done_is_done_whatever_anybody_says() -> None:
    by_hand = Override(status=Status.LATE, reason="Not to my liking", by="Ann", since=days(0), until=days(1))
    done = Work(action="a", milestones=(a_milestone(days(-3), done=days(-1)),), overrides=(by_hand,))
    told = statuses([done], {"a": days(-90)}, TODAY)["a"]
    assert (told.status, told.override) == (Status.DONE, None)
    assert (told.done, told.of, told.late) == (1, 1, 1)


def test_what_was_dropped_does_not_count() -> None:
    dropped = a_milestone(days(-3), dropped_because="It was the wrong thing")
    told = statuses([Work(action="a", milestones=(dropped,))], {"a": days(-9)}, TODAY)["a"]
    assert (told.status, told.of) == (Status.CANNOT_SAY, 0)

"""Changes of what was promised: who asks, who decides, what is done, and that nothing slides unseen."""

import pytest
from deliveries import a_later_day, a_toy_plan, carried_out_by_housing, milestone, soon

from ropewalk.accounts.by import NotAllowedError
from ropewalk.plan import actions, models, public, reads
from ropewalk.plan.actions import Wanted
from ropewalk.plan.moved import moved
from ropewalk.vocabulary.delivery import Alters, Answer, ChangeRequest
from ropewalk.vocabulary.errors import UserError

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    found = a_toy_plan()
    actions.add_milestone(found["jobs"], "work-clubs", "First club", soon(9))
    return found


def wanted(alters: Alters, **told: object) -> Wanted:
    subject = "litter" if alters in (Alters.TARGET, Alters.TARGET_WITHDRAWN) else "work-clubs"
    return Wanted(alters, subject, "No money", "Club lead", **told)  # type: ignore[arg-type]


def held(code: str) -> ChangeRequest:
    return next(one for one in reads.changes_asked() if one.id == code)


def test_what_was_promised_is_kept_beside_what_is_asked_for(people) -> None:
    code = actions.ask_change(people["jobs"], a_later_day())
    assert (held(code).was_day, held(code).day, held(code).answer) == (soon(9), soon(90), Answer.ASKED)
    assert milestone().due == soon(9)
    assert public.frozen().delivery.change_request == ()
    assert public.lacking() == ("1 change was asked for that readers do not see",)


@pytest.mark.parametrize(
    ("asked", "done"),
    [
        (a_later_day(), lambda: (milestone().due, milestone().first_due) == (soon(90), soon(9))),
        (wanted(Alters.MILESTONE_DROPPED, milestone="m1"), lambda: milestone().dropped_because == "No money"),
        (wanted(Alters.ACTION_END, day=soon(400)), lambda: reads.work("work-clubs").ends == soon(400)),
        (wanted(Alters.ACTION_STOPPED), lambda: reads.work("work-clubs").stopped_because == "No money"),
        (wanted(Alters.TARGET, day=soon(900), value=70.0), lambda: target() == (70.0, "Cabinet", "No money")),
        (wanted(Alters.TARGET_WITHDRAWN), lambda: target() == (None, "Cabinet", "No money")),
    ],
    ids=lambda one: one.alters if isinstance(one, Wanted) else "",
)
def test_what_is_agreed_is_done_by_the_action_that_does_it_anyway(people, asked: Wanted, done) -> None:
    code = actions.ask_change(people["steers"], asked)
    with pytest.raises(NotAllowedError):
        actions.agree_change(people["steers"], code, "Cabinet", "It has to be")  # their own
    models.ChangeRequest.objects.update(made_by=people["jobs"].name)
    assert not done()
    actions.agree_change(people["steers"], code, "Cabinet", "It has to be")
    assert done()
    assert (held(code).answer, held(code).because) == (Answer.AGREED, "It has to be")


def target() -> tuple[float | None, str, str]:
    row = models.Target.objects.filter(indicator__code="litter").last()
    return row.value, row.approved_by, row.reason


def test_refused_or_taken_back_nothing_changes_and_no_answer_is_given_twice(people) -> None:
    code = actions.ask_change(people["jobs"], a_later_day())
    with pytest.raises(UserError, match="asked for already"):
        actions.ask_change(people["jobs"], a_later_day())
    with pytest.raises(NotAllowedError):
        actions.refuse_change(people["jobs"], code, "Cabinet", "Keep it")
    with pytest.raises(UserError, match="still to come"):
        actions.refuse_change(people["steers"], code, "Cabinet", "Keep it", on=soon(1))
    actions.refuse_change(people["steers"], code, "Cabinet", "Keep it")
    for again in (actions.agree_change, actions.refuse_change):
        with pytest.raises(UserError, match="refused already"):
            again(people["steers"], code, "Cabinet", "Twice")
    other = actions.ask_change(people["jobs"], a_later_day())
    actions.withdraw_change(people["jobs"], other, "We found a hall")
    assert milestone().due == soon(9)
    assert [one.answer for one in reads.changes_asked()] == [Answer.REFUSED, Answer.WITHDRAWN]


def test_nothing_is_agreed_to_that_says_something_else_by_now(people) -> None:
    code = actions.ask_change(people["jobs"], a_later_day())
    actions.move_milestone(people["steers"], milestone(), soon(30), "Rain")
    with pytest.raises(UserError, match="has changed since it was asked"):
        actions.agree_change(people["steers"], code, "Cabinet", "Yes")
    assert held(code).answer is Answer.ASKED


def test_only_whoever_has_a_stake_asks(people) -> None:
    for name in ("runs", "reads", "college"):
        with pytest.raises(NotAllowedError):
            actions.ask_change(people[name], a_later_day())
    carried_out_by_housing(people["steers"])
    actions.ask_change(people["runs"], a_later_day())
    aim = Wanted(Alters.TARGET, "jobs", "More", "Lead", day=soon(900), value=90.0)
    with pytest.raises(NotAllowedError):
        actions.ask_change(people["college"], aim)
    actions.ask_change(people["runs"], aim)  # housing runs an action that should move it


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        (a_later_day("m7"), "no such milestone"),
        (a_later_day(day=soon(9)), "promised already"),
        (a_later_day(day=None), "new day"),
        (a_later_day(reason=" "), "reason is empty"),
        (wanted(Alters.TARGET, day=soon(900)), "new value"),
        (Wanted(Alters.TARGET_WITHDRAWN, "jobs", "Why", "Lead"), "no target"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_its_reason(people, asked: Wanted, problem: str) -> None:
    with pytest.raises(UserError, match=problem):
        actions.ask_change(people["steers"], asked)
    assert reads.changes_asked() == ()


def test_every_moved_day_and_target_is_told_whether_it_was_asked_for_or_not(people) -> None:
    steers = people["steers"]
    first = moved()
    assert [(one.alters, one.subject, one.value) for one in first] == [(Alters.TARGET, "litter", 80.0)]
    carried_out_by_housing(steers, ends=soon(100))
    assert moved() == first  # an end that nobody had promised before
    carried_out_by_housing(steers, ends=soon(200))
    actions.move_milestone(steers, milestone(), soon(30), "Rain")
    actions.change_milestone(steers, milestone(), "A club", soon(40))  # a forecast is no promise
    actions.drop_milestone(steers, milestone(), "Enough")
    actions.withdraw_target(steers, "litter", "Too far", "Cabinet")
    actions.stop_action(steers, "work-clubs", "No money")
    told = [(one.alters, one.was_day, one.day, one.reason) for one in moved()[len(first) :]]
    assert told == [
        (Alters.ACTION_END, soon(100), soon(200), ""),
        (Alters.MILESTONE_DAY, soon(9), soon(30), "Rain"),
        (Alters.MILESTONE_DROPPED, soon(30), None, "Enough"),
        (Alters.TARGET_WITHDRAWN, first[0].day, None, "Too far"),
        (Alters.ACTION_STOPPED, soon(200), None, "No money"),
    ]
    assert public.frozen().moved == moved()

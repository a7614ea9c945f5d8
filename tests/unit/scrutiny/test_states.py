"""Questions and challenges move by their tables alone, and an answer is due on a working day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ropewalk.scrutiny.days import due_after, is_letter_day, last_letter_day
from ropewalk.scrutiny.states import (
    AFTER,
    ENDED,
    NEXT,
    OWED,
    SHOWN,
    Act,
    Stand,
    State,
    Step,
    after,
    steps,
    then,
)
from ropewalk.vocabulary.errors import UserError

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@given(st.lists(st.sampled_from(Step), max_size=12))
def test_a_question_is_owed_until_it_is_answered_and_ends_for_good(taken: list[Step]) -> None:
    state = State.ASKED
    for step in taken:
        if (state, step) not in NEXT:
            with pytest.raises(UserError, match="cannot be taken"):
                after(state, step)
            continue
        before, state = state, after(state, step)
        assert before not in (State.CLOSED, State.WITHDRAWN)
        assert (state in OWED) == (step is Step.FOLLOW_UP)
        assert step is not Step.WITHDRAW or before in OWED


@given(st.lists(st.sampled_from(Act), max_size=12))
def test_readers_see_a_challenge_only_after_it_was_confirmed_and_accepted(done: list[Act]) -> None:
    stand, past = Stand.SENT, []
    for act in done:
        if (stand, act) not in AFTER:
            with pytest.raises(UserError, match="cannot be taken"):
                then(stand, act)
            continue
        assert stand not in ENDED
        stand = then(stand, act)
        past.append(act)
    if stand in SHOWN:
        assert past[:2] == [Act.CONFIRM, Act.ACCEPT]
    assert (stand is Stand.DECLINED) == (Act.DECLINE in past)
    assert (Act.PUBLISH in past) <= (Act.ANSWER in past)


def test_every_state_but_the_last_ones_leads_on() -> None:
    assert {state for state in State if not steps(state)} == {State.CLOSED, State.WITHDRAWN}


@given(DAYS, st.integers(1, 60))
def test_an_answer_is_due_after_so_many_working_days(day: date, many: int) -> None:
    due = due_after(day, many)
    passed = (day + timedelta(days=n) for n in range(1, (due - day).days + 1))
    assert sum(one.weekday() < 5 for one in passed) == many
    assert due.weekday() < 5


@given(DAYS, st.integers(0, 30), st.integers(0, 60))
def test_a_letter_goes_once_for_each_of_its_days(asked: date, to_answer: int, later: int) -> None:
    due, today = asked + timedelta(days=to_answer), asked + timedelta(days=later)
    day = last_letter_day(asked, due, today)
    assert asked <= day <= max(today, asked)
    assert is_letter_day(asked, due, today, None)
    assert not is_letter_day(asked, due, today, day)
    if later > to_answer:  # it is late: within a week there is a letter again
        assert day > due
        assert (today - day).days < 7

"""The machine of a return: what can follow what, and that everything ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ropewalk.accounts.roles import APART, HOLDS, Right
from ropewalk.returns.states import NEXT, OPEN, OWED, RIGHTS, State, Step, after, steps
from ropewalk.vocabulary.errors import UserError


def test_the_way_from_asked_to_signed_off() -> None:
    state = State.ASKED
    for step in (Step.SUBMIT, Step.QUERY, Step.SUBMIT, Step.VERIFY, Step.SIGN_OFF):
        state = after(state, step)
    assert state is State.SIGNED_OFF


def test_what_was_signed_off_is_put_right_by_the_same_way_again() -> None:
    assert after(State.SIGNED_OFF, Step.REOPEN) is State.QUERIED
    assert steps(State.SIGNED_OFF) == (Step.REOPEN,)


@given(st.lists(st.sampled_from(Step), max_size=12))
def test_nothing_is_signed_off_that_was_not_verified_after_it_was_sent_in(walk: list[Step]) -> None:
    state, verified = State.ASKED, False
    for step in walk:
        try:
            state = after(state, step)
        except UserError:
            continue
        verified = step is Step.VERIFY or (verified and step not in (Step.SUBMIT, Step.QUERY, Step.REOPEN))
        assert state is not State.SIGNED_OFF or verified


def test_every_step_needs_a_right_that_somebody_has_and_checking_is_kept_apart() -> None:
    assert set(RIGHTS) == set(Step)
    assert all(any(right in held for held in HOLDS.values()) for right in RIGHTS.values())
    assert {RIGHTS[Step.VERIFY], RIGHTS[Step.SIGN_OFF]} == {Right.VERIFY, Right.SIGN_OFF}
    assert {Right.VERIFY, Right.SIGN_OFF} <= APART


def test_a_step_that_cannot_be_taken_says_what_can() -> None:
    with pytest.raises(UserError, match="submit, withdraw"):
        after(State.ASKED, Step.SIGN_OFF)
    assert steps(State.WITHDRAWN) == ()


def test_from_every_open_state_the_end_can_be_reached() -> None:
    for state in OPEN:
        reached, more = {state}, {state}
        while more:
            more = {NEXT[at, step] for at in more for step in steps(at)} - reached
            reached |= more
        assert State.SIGNED_OFF in reached
    assert OWED < OPEN

"""What a release is follows from its dates and the clock, and from nothing else."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ropewalk.releases.states import OUT, Dates, State, public_from, short_notice, state_at

NOON = datetime(2030, 1, 1, 12, tzinfo=UTC)
SECOND = timedelta(microseconds=1)
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("now", "state"),
    [(NOON - SECOND, State.CLEARED), (NOON, State.PUBLISHED), (NOON + SECOND, State.PUBLISHED)],
)
def test_a_cleared_release_is_out_from_its_very_time_on(now: datetime, state: State) -> None:
    assert state_at(Dates(prepared=True, public_at=NOON), now) is state


def test_before_anybody_clears_it_no_clock_publishes_it() -> None:
    assert state_at(Dates(prepared=False, public_at=None), NOON) is State.PLANNED
    assert state_at(Dates(prepared=True, public_at=None), datetime.max.replace(tzinfo=UTC)) is State.PREPARED


def test_a_correction_counts_once_it_is_out_itself() -> None:
    dates = Dates(prepared=True, public_at=NOON, corrected_at=NOON + SECOND)
    assert state_at(dates, NOON) is State.PUBLISHED
    assert state_at(dates, NOON + SECOND) is State.CORRECTED


def test_what_was_cancelled_is_never_out() -> None:
    assert state_at(Dates(prepared=True, public_at=None, cancelled=True), NOON) is State.CANCELLED


@given(planned=MOMENTS, cleared=MOMENTS)
def test_nothing_is_out_before_its_planned_time_whenever_it_is_cleared(
    planned: datetime, cleared: datetime
) -> None:
    public = public_from(planned, cleared)
    assert public >= planned
    assert state_at(Dates(prepared=True, public_at=public), planned - SECOND) not in OUT


@given(now=MOMENTS, later=MOMENTS, public=MOMENTS, corrected=st.none() | MOMENTS)
def test_what_is_out_stays_out(now: datetime, later: datetime, public: datetime, corrected) -> None:
    dates = Dates(prepared=True, public_at=public, corrected_at=corrected)
    first, second = sorted([now, later])
    assert state_at(dates, first) not in OUT or state_at(dates, second) in OUT


def test_four_weeks_of_notice_are_enough() -> None:
    assert not short_notice(NOON - timedelta(days=28), NOON)
    assert short_notice(NOON - timedelta(days=27, hours=23), NOON)

"""One clock for all: the machine's, unless somebody tells another time, in their own thread alone."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from ropewalk.vocabulary import clock

THEN = datetime(2031, 7, 1, 23, 30, tzinfo=UTC)


def test_the_time_is_the_machines_unless_told() -> None:
    before = datetime.now(UTC)
    assert before <= clock.now() <= datetime.now(UTC)
    with clock.told_by(lambda: THEN):
        assert clock.now() == THEN
    assert clock.now() - before < timedelta(days=1)


def test_the_day_is_the_day_here() -> None:
    with clock.told_by(lambda: THEN):
        assert clock.today() == THEN.astimezone().date()


def test_a_told_time_ends_with_its_block_even_when_that_fails() -> None:
    with pytest.raises(KeyError), clock.told_by(lambda: THEN):
        raise KeyError
    assert clock.now() != THEN


def test_another_thread_is_told_nothing() -> None:
    with clock.told_by(lambda: THEN), ThreadPoolExecutor(1) as pool:
        assert pool.submit(clock.now).result() != THEN

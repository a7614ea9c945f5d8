"""Trying again: after a wait that doubles, with some chance in it, or after the wait that was asked for."""

import time
from collections.abc import Callable

import tenacity

from ropewalk.sources.fetch.declared import Limits
from ropewalk.sources.fetch.faults import TryAgainError, refused
from ropewalk.sources.fetch.guard import Clock, OutOfTimeError

Tell = Callable[[str], None]


def persist(work: Callable[[], None], limits: Limits, clock: Clock, address: str, tell: Tell) -> None:
    """Do ``work`` until it succeeds, the tries are used up, or the time is over.

    Raises FetchError, naming what went wrong last, when it never succeeds, when a service asks for a
    longer wait than the limits allow, or when waiting would outlast the time for the file.
    """
    engine = tenacity.Retrying(
        stop=tenacity.stop_after_attempt(limits.tries),
        wait=lambda state: _wait(state, limits, clock, address),
        retry=tenacity.retry_if_exception_type(TryAgainError),
        before_sleep=lambda state: tell(f"{_problem(state)}; trying again"),
        sleep=time.sleep,
        reraise=True,
    )
    try:
        engine(work)
    except TryAgainError as error:
        remedy = "Try again later; if it stays so, ask the publisher"
        raise refused(f"{error.problem}, {limits.tries} times", remedy, address) from error
    except OutOfTimeError as error:
        remedy = "Try again later, or raise limits.total in fetch.toml"
        raise refused(f"the file did not come within {limits.total:g} seconds", remedy, address) from error


def _wait(state: tenacity.RetryCallState, limits: Limits, clock: Clock, address: str) -> float:
    chance = tenacity.wait_random(0, limits.first_wait)
    doubling = tenacity.wait_exponential(limits.first_wait, limits.longest_wait) + chance
    error = state.outcome.exception() if state.outcome else None
    asked = error.wait if isinstance(error, TryAgainError) else None
    if asked is not None and asked > limits.longest_wait:
        problem = f"the service asks to wait {asked:.0f} seconds"
        raise refused(problem, "Fetch again after that time", address)
    wait = doubling(state) if asked is None else asked
    if wait > clock.left():
        raise OutOfTimeError
    return wait


def _problem(state: tenacity.RetryCallState) -> str:
    error = state.outcome.exception() if state.outcome else None
    return error.problem if isinstance(error, TryAgainError) else "the service did not answer"

"""The published rule by which the status of an action follows from its milestones: pure, and nothing else
decides it. docs/delivery.md says the same in words.

An action whose work was given up has no status any more, and is counted apart.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from graphlib import CycleError, TopologicalSorter
from typing import Final

from ropewalk.vocabulary.delivery import Milestone, Override, Status, Why, Work

LONGEST: Final = timedelta(days=92)
"""How long an override may stand: about a quarter, and then it must be argued again."""
WORRIES: Final = (Status.AT_RISK, Status.LATE)


@dataclass(frozen=True, slots=True)
class Told:
    """The status of an action. ``status``: what is shown; ``computed``: what the rule gives, for the reason
    ``why``; ``override``: the one in force, if any; ``done`` of ``of`` milestones are done, ``late`` of those
    after their day; ``behind``: the actions it waits for that are
    late, at risk or given up."""

    status: Status
    computed: Status
    why: Why
    done: int = 0
    of: int = 0
    late: int = 0
    override: Override | None = None
    behind: tuple[str, ...] = ()


def counted(work: Work) -> tuple[Milestone, ...]:
    """The milestones that count: those that were not dropped."""
    return tuple(one for one in work.milestones if not one.dropped_because)


def statuses(works: Iterable[Work], began: Mapping[str, date], today: date) -> dict[str, Told]:
    """The status of each action that is not given up. ``began``: when each action begins or began.

    Raises CycleError where actions wait for one another in a ring.
    """
    every = {work.action: work for work in works}
    given_up = {name for name, work in every.items() if work.stopped_because}
    held = {name: every.get(name, Work(action=name)) for name in began if name not in given_up}
    told: dict[str, Told] = {}
    for name in in_order(held.values()):
        if name in held:
            own = held[name]
            behind = tuple(
                one for one in own.after if one in given_up or (one in told and told[one].status in WORRIES)
            )
            told[name] = _told(own, began[name], behind, today)
    return {name: told[name] for name in began if name in told}


def in_order(works: Iterable[Work]) -> tuple[str, ...]:
    """Actions, each after those it waits for. Raises CycleError where they wait in a ring."""
    return tuple(TopologicalSorter({work.action: work.after for work in works}).static_order())


def ring(works: Iterable[Work]) -> tuple[str, ...]:
    """Actions that wait for one another in a ring, the first named again at the end; empty where none do."""
    try:
        in_order(works)
    except CycleError as error:
        return tuple(reversed(error.args[1]))
    return ()


def in_force(work: Work, today: date) -> Override | None:
    """The newest override that counts on a day; its first and its last day count."""
    standing = [one for one in work.overrides if one.since <= today <= one.until]
    return standing[-1] if standing else None


def _told(work: Work, began: date, behind: tuple[str, ...], today: date) -> Told:
    counting = counted(work)
    computed, why = computed_status(counting, began, today, waits=bool(behind))
    # What is done is done: nobody's word makes it otherwise.
    override = in_force(work, today) if computed is not Status.DONE else None
    done = [one for one in counting if one.done is not None]
    late = sum(one.done is not None and one.done > one.due for one in done)
    shown = override.status if override else computed
    return Told(shown, computed, why, len(done), len(counting), late, override, behind)


def computed_status(
    counting: Iterable[Milestone], began: date, today: date, *, waits: bool = False
) -> tuple[Status, Why]:
    """The rule. ``waits``: whether an action that this one waits for is late, at risk or given up."""
    every = tuple(counting)
    still = [one for one in every if one.done is None]
    if not every:
        if began > today:
            return Status.NOT_STARTED, Why.NOT_BEGUN
        return Status.CANNOT_SAY, Why.NO_MILESTONE
    if not still:
        return Status.DONE, Why.ALL_DONE
    if any(one.due < today for one in still):
        return Status.LATE, Why.PAST_DUE
    if any(one.forecast is not None and one.forecast > one.due for one in still):
        return Status.AT_RISK, Why.FORECAST_LATE
    if any(one.forecast is not None and one.forecast < today for one in still):
        return Status.AT_RISK, Why.FORECAST_OLD
    if waits:
        return Status.AT_RISK, Why.WAITS
    if began > today and len(still) == len(every):
        return Status.NOT_STARTED, Why.NOT_BEGUN
    return Status.ON_TRACK, Why.IN_TIME

"""From what a team does to what it is for, and to whether that gets better: pure, over what was read before.

A strand never lends the status of its work to the outcome, nor the outcome to the work: they stand side by
side, and where one of them is missing it says so.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ropewalk.plan.board import Board, Item
from ropewalk.plan.status import counted
from ropewalk.thread.judged import Judged, Judgement
from ropewalk.vocabulary.city import Definitions
from ropewalk.vocabulary.delivery import Milestone, Status
from ropewalk.vocabulary.indicator import Indicator
from ropewalk.vocabulary.plan import Aim, Priority
from ropewalk.vocabulary.words import Direction


class Part(StrEnum):
    """What a team has to do with an action."""

    RUNS = "runs"
    PROMISED = "promised"
    PARTNER = "partner"


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise of the plan, with its aim."""

    aim: Aim
    priority: Priority


@dataclass(frozen=True, slots=True)
class Outcome:
    """A measure that an action is meant to move; ``judged``: none where nothing is found for the place."""

    indicator: Indicator
    judged: Judged | None


@dataclass(frozen=True, slots=True)
class Strand:
    """One action, from the work to the outcome. ``next``: the milestone that comes first; ``mine``: those
    that this team promised in somebody else's action."""

    item: Item
    part: Part
    next: Milestone | None
    mine: tuple[Milestone, ...]
    promises: tuple[Promise, ...]
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Glance:
    """All strands of a team in numbers: actions by status, and measures, each once, by direction as it is
    counted; ``unlinked``: actions with no outcome; ``unfound``: measures without a finding."""

    works: Mapping[Status, int]
    given_up: int
    measures: int
    directions: Mapping[Direction, int]
    unfound: int
    promises: int
    unlinked: int


def strands(board: Board, judgement: Judgement, codes: frozenset[str]) -> tuple[Strand, ...]:
    """What organisations have a part in, what they run themselves first, in the plan's order. ``codes``: of a
    team, or of a directorate with all below it."""
    parts = ((item, _part(item, codes)) for item in board.items)
    found = [_strand(board.definitions, judgement, item, part, codes) for item, part in parts if part]
    order = list(Part)
    return tuple(sorted(found, key=lambda one: order.index(one.part)))


def serving(board: Board, judgement: Judgement, priority: str) -> tuple[Strand, ...]:
    """The actions that serve a promise, in the plan's order."""
    mine = (item for item in board.items if priority in item.action.priorities)
    return tuple(_strand(board.definitions, judgement, item, Part.RUNS, frozenset()) for item in mine)


def glance(found: Iterable[Strand]) -> Glance:
    """The numbers at the top; an action that was given up counts as that alone."""
    found = tuple(found)
    going = [one for one in found if one.item.told]
    outcomes = {outcome.indicator.id: outcome for one in going for outcome in one.outcomes}
    judged = [one.judged.counted for one in outcomes.values() if one.judged]
    works = Counter(one.item.told.status for one in going if one.item.told)
    directions = Counter(judged)
    return Glance(
        works={status: works[status] for status in Status if works[status]},
        given_up=len(found) - len(going),
        measures=len(outcomes),
        directions={word: directions[word] for word in Direction if directions[word]},
        unfound=len(outcomes) - len(judged),
        promises=len({promise.priority.code for one in going for promise in one.promises}),
        unlinked=sum(not one.outcomes for one in going),
    )


def _part(item: Item, codes: frozenset[str]) -> Part | None:
    if item.work.organisation in codes:
        return Part.RUNS
    if any(one.organisation in codes for one in counted(item.work)):
        return Part.PROMISED
    return Part.PARTNER if codes & set(item.work.partners) else None


def _strand(held: Definitions, judgement: Judgement, item: Item, part: Part, codes: frozenset[str]) -> Strand:
    still = sorted((one for one in counted(item.work) if one.done is None), key=lambda one: one.due)
    mine = tuple(one for one in counted(item.work) if one.organisation in codes)
    return Strand(
        item=item,
        part=part,
        next=still[0] if still else None,
        mine=() if part is Part.RUNS else mine,
        promises=_promises(held, item.action.priorities),
        outcomes=tuple(
            Outcome(one, judgement.of(one.id)) for one in held.indicators if one.id in item.action.indicators
        ),
    )


def _promises(held: Definitions, codes: Iterable[str]) -> tuple[Promise, ...]:
    wanted = set(codes)
    serves: Callable[[Priority], bool] = lambda one: one.code in wanted  # noqa: E731 - one line
    return tuple(Promise(aim, one) for aim in held.plan.aims for one in aim.priorities if serves(one))

"""Loose ends: what is not tied to anything. Pure; counted with their denominators, for who keeps the plan."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from ropewalk.plan.board import Board
from ropewalk.plan.subjects import Subject, SubjectKind


class End(StrEnum):
    """What is missing."""

    ACTION_NO_OUTCOME = "action without outcome"
    ACTION_NO_PROMISE = "action without promise"
    ACTION_NO_TEAM = "action without team"
    MEASURE_NO_OWNER = "measure without owner"
    MEASURE_NO_PROMISE = "measure without promise"
    PROMISE_NO_ACTION = "promise without action"
    PROMISE_NO_MEASURE = "promise without measure"


@dataclass(frozen=True, slots=True)
class Loose:
    """All that one thing is missing of, of how many."""

    end: End
    of: int
    things: tuple[tuple[Subject, str], ...]


def loose_ends(board: Board) -> tuple[Loose, ...]:
    """Each kind of loose end, empty ones too. Actions that were given up are passed over."""
    return tuple(_loose_ends(board))


def _loose_ends(board: Board) -> Iterator[Loose]:
    going = [item for item in board.items if item.told]
    actions = [(Subject(SubjectKind.ACTION, one.action.id), one.action.title) for one in going]
    yield _of(End.ACTION_NO_OUTCOME, actions, (not one.action.indicators for one in going))
    yield _of(End.ACTION_NO_PROMISE, actions, (not one.action.priorities for one in going))
    yield _of(End.ACTION_NO_TEAM, actions, (not one.work.organisation for one in going))
    measures = board.definitions.indicators
    told = [(Subject(SubjectKind.INDICATOR, one.id), one.title) for one in measures]
    yield _of(End.MEASURE_NO_OWNER, told, (not one.owner.strip() for one in measures))
    yield _of(End.MEASURE_NO_PROMISE, told, (not one.priorities for one in measures))
    promises = board.definitions.plan.priorities()
    told = [(Subject(SubjectKind.PRIORITY, one.code), f"{one.code} {one.title}") for one in promises]
    acted = {code for one in going for code in one.action.priorities}
    yield _of(End.PROMISE_NO_ACTION, told, (one.code not in acted for one in promises))
    measured = {code for one in measures for code in one.priorities}
    yield _of(End.PROMISE_NO_MEASURE, told, (one.code not in measured for one in promises))


def _of(end: End, things: list[tuple[Subject, str]], missing: Iterable[bool]) -> Loose:
    found = tuple(thing for thing, is_loose in zip(things, missing, strict=True) if is_loose)
    return Loose(end, len(things), found)

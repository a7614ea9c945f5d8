"""Work has begun and the result has not moved: told of each action, so that doing is not taken for achieving.

An action is judged by the measures that it was meant to move, each by its direction verdict as counted (false
discoveries controlled). No cause is claimed either way.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from ropewalk.vocabulary.action import Action
from ropewalk.vocabulary.words import Direction

STILL: Final = (Direction.NO_CLEAR_CHANGE, Direction.WORSENING)


class Outcome(StrEnum):
    """What the measures of an action that has begun say."""

    MOVED = "moved"
    FLAT = "flat"
    TOO_SOON = "too soon"
    CANNOT_SAY = "cannot say"


@dataclass(frozen=True, slots=True)
class Begun:
    """An action that has begun. ``flat``: the measures it was meant to move that did not get better since."""

    action: str
    outcome: Outcome
    flat: tuple[str, ...] = ()


def begun(
    actions: Iterable[Action],
    counted: Mapping[str, str],
    newest: Mapping[str, date],
    *,
    place: str,
    today: date,
) -> tuple[Begun, ...]:
    """Every action of the place that has begun by ``today``, in the order given.

    ``counted``: direction verdict of each indicator; ``newest``: first day of its newest period. An action
    with a measure that is improving has moved. Else it is flat if a measure whose newest period began after
    the action shows no clear change or is worsening. Else it is too soon where such figures are not there.
    """
    here = (one for one in actions if one.began <= today and (not one.places or place in one.places))
    return tuple(_begun(action, counted, newest) for action in here)


def _begun(action: Action, counted: Mapping[str, str], newest: Mapping[str, date]) -> Begun:
    if any(counted.get(code) == Direction.IMPROVING for code in action.indicators):
        return Begun(action.id, Outcome.MOVED)
    later = [code for code in action.indicators if code in newest and newest[code] >= action.began]
    flat = tuple(code for code in later if counted.get(code) in STILL)
    if flat:
        return Begun(action.id, Outcome.FLAT, flat)
    soon = any(code in newest and code not in later for code in action.indicators)
    return Begun(action.id, Outcome.TOO_SOON if soon else Outcome.CANNOT_SAY)

"""What became of places, told from the register alone: who was before, who came after, and by what change."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from ropewalk.vocabulary.place import Change, Place


@dataclass(frozen=True)
class Event:
    """``before`` became ``after`` by ``change``; ``day``: the first of the new state, None when not held.

    ``edition``: of the list of codes that first has the new state; ``was``: the name that it ended.
    """

    change: Change
    before: tuple[str, ...]
    after: tuple[str, ...]
    day: date | None
    edition: str = ""
    was: str = ""


@dataclass(frozen=True)
class History:
    """A place's own events, oldest first, and its older codes."""

    code: str
    codes: tuple[str, ...]
    events: tuple[Event, ...]


def predecessors(places: Iterable[Place]) -> dict[str, tuple[str, ...]]:
    """Code of a place -> the places that it replaced, in code order."""
    found: dict[str, list[str]] = {}
    for place in places:
        for after in place.successors:
            found.setdefault(after, []).append(place.code)
    return {after: tuple(sorted(before)) for after, before in found.items()}


def mergers(places: Mapping[str, Place]) -> dict[str, tuple[str, ...]]:
    """Code of a place made by a merger -> all the places that it was made of, in code order.

    These are its predecessors of its own kind, at least two, each with no other successor. A county that
    stood above them counts once, in its districts; a place that was divided is never among them, nor one
    whose list says that boundaries were redrawn.
    """
    found = {}
    for code, before in predecessors(places.values()).items():
        if code not in places:
            continue
        own = [one for one in before if places[one].kind == places[code].kind]
        whole = all(
            places[one].successors == (code,) and places[one].ended_by in (None, Change.MERGED) for one in own
        )
        if len(own) > 1 and whole:
            found[code] = tuple(own)
    return found


def history_of(code: str, places: Mapping[str, Place], renames: Mapping[str, str]) -> History:
    """The history of a place, by any code that it has had. Raises KeyError for a code that is not known."""
    newest = renames.get(code, code)
    place = places[newest]
    older = tuple(sorted(old for old, new in renames.items() if new == newest))
    events = [Event(Change.RECODED, (old,), (newest,), None) for old in older]
    if before := predecessors(places.values()).get(newest, ()):
        day = place.valid_from or _day_after([places[one] for one in before])
        events.append(Event(_start(newest, before, places), before, (newest,), day, _first(place)))
    events += _stayed(place, recoded=bool(older))
    if place.successors:
        edition = _first(places[place.successors[0]]) if place.successors[0] in places else ""
        events.append(Event(_end(place, places), (newest,), place.successors, _day_after([place]), edition))
    return History(newest, older, tuple(events))


def _first(place: Place) -> str:
    return place.editions[0][0] if place.editions else ""


def _stayed(place: Place, *, recoded: bool) -> list[Event]:
    """What each edition after its first did to a place that stayed; a new code is told by itself."""
    found, own = [], (place.code,)
    for (_, was), (edition, name) in pairwise(place.editions):
        if was != name:
            found.append(Event(Change.RENAMED, own, own, None, edition, was))
        elif not recoded:
            found.append(Event(Change.UNCHANGED, own, own, None, edition))
    return found


def _start(code: str, before: tuple[str, ...], places: Mapping[str, Place]) -> Change:
    if code in mergers(places):
        return Change.MERGED
    told = {places[one].ended_by for one in before}
    word = told.pop() if len(told) == 1 else None
    return word or Change.REPLACED


def _end(place: Place, places: Mapping[str, Place]) -> Change:
    if place.ended_by:
        return place.ended_by
    if len(place.successors) > 1:
        return Change.DIVIDED
    return Change.MERGED if place.code in mergers(places).get(place.successors[0], ()) else Change.REPLACED


def _day_after(places: list[Place]) -> date | None:
    days = {place.valid_to for place in places}
    last = days.pop() if len(days) == 1 else None
    return last + timedelta(days=1) if last else None

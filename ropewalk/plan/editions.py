"""Editions of the plan read again: as they are, and as they were at a moment; and how two of them differ."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ropewalk.plan import models
from ropewalk.plan.drafts import Draft
from ropewalk.plan.mapping import fields
from ropewalk.vocabulary.errors import Fault, UserError
from ropewalk.vocabulary.plan import Aim, NotHeld, Plan, Priority, Value


def edition(code: str, at: datetime | None = None) -> Draft:
    """An edition with its links, now or as it was at a moment. Raises UserError where there was none."""
    row = next((one for one in _rows(models.Edition, at) if one.code == code), None)
    if row is None:
        raise UserError(Fault("there was no such edition then", "Choose another moment", value=code))
    aims = [one for one in _rows(models.Aim, at) if one.edition_id == row.id]
    below = {one.id for one in aims}
    priorities = [one for one in _rows(models.Priority, at) if one.aim_id in below]
    gaps = [one for one in _rows(models.NotHeld, at) if one.priority_id in {p.id for p in priorities}]
    pairs = iter(row.mapping)
    plan = Plan(
        id=row.code,
        aims=tuple(
            Aim(
                priorities=tuple(_priority(p, gaps) for p in priorities if p.aim_id == aim.id),
                **fields(aim, Aim),
            )
            for aim in aims
        ),
        values=tuple(
            Value(id=one.code, **fields(one, Value))
            for one in _rows(models.Value, at)
            if one.edition_id == row.id
        ),
        mapping=dict(zip(pairs, pairs, strict=True)),
        **fields(row, Plan),
    )
    return Draft(plan, _links({one.id: one.code for one in priorities}, at))


def _rows(model: Any, at: datetime | None) -> list[Any]:
    """Every row, now or then, in the order that they have: moves in a list make no history."""
    rows = list(model.objects.all() if at is None else model.history.as_of(at))
    return sorted(rows, key=lambda one: (getattr(one, "place_in_order", 0), one.id))


def _priority(row: Any, gaps: Iterable[Any]) -> Priority:
    held = tuple(NotHeld(**fields(one, NotHeld)) for one in gaps if one.priority_id == row.id)
    return Priority(not_held=held, **fields(row, Priority))


def _links(codes: Mapping[int, str], at: datetime | None) -> Mapping[str, tuple[str, ...]]:
    """The priorities that each indicator serves, of those given by their keys."""
    names = dict(models.Indicator.objects.filter(active=True).values_list("id", "code"))
    found: dict[str, tuple[str, ...]] = dict.fromkeys(names.values(), ())
    for link in _rows(models.IndicatorOnPriority, at):
        if link.priority_id in codes and link.indicator_id in names:
            name = names[link.indicator_id]
            found[name] = (*found[name], codes[link.priority_id])
    return found


@dataclass(frozen=True, slots=True)
class Moment:
    """When somebody changed an edition."""

    at: datetime
    by: str


def moments(most: int = 30) -> Mapping[str, tuple[Moment, ...]]:
    """The moments at which each edition was changed, by its code, the newest first: five queries."""
    found: dict[str, set[Moment]] = {}

    def take(model: Any, above: str, codes: Mapping[int, str]) -> dict[int, str]:
        """Note the moments of a table whose rows hang on ``above``; returns the edition of each row."""
        own: dict[int, str] = {}
        for key, over, at, by in model.history.values_list("id", above, "history_date", "history_user_id"):
            code = codes.get(over, "") if above != "code" else over
            own[key] = code
            found.setdefault(code, set()).add(Moment(at, by))
        return own

    edition_of = take(models.Edition, "code", {})
    aims = take(models.Aim, "edition_id", edition_of)
    take(models.Value, "edition_id", edition_of)
    take(models.NotHeld, "priority_id", take(models.Priority, "aim_id", aims))
    newest = {code: sorted(each, key=lambda one: one.at, reverse=True) for code, each in found.items()}
    return {code: tuple(each[:most]) for code, each in newest.items()}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs. ``what``: an aim, a priority, a value or the plan, by its code; ``field``:
    which part of it; empty texts where one side has no such thing."""

    what: str
    code: str
    field: str
    before: str
    after: str


def differences(before: Draft, after: Draft) -> tuple[Difference, ...]:
    """Everything that two editions, or two moments of one, say differently, in the order of the newer one."""
    old, new = _told(before), _told(after)
    return tuple(
        Difference(*key, old.get(key, ""), new.get(key, ""))
        for key in dict.fromkeys([*new, *old])
        if old.get(key, "") != new.get(key, "")
    )


def _told(draft: Draft) -> dict[tuple[str, str, str], str]:
    plan, found = draft.plan, dict[tuple[str, str, str], str]()
    for name in ("title", "vision", "source", "adopted"):
        found["plan", "", name] = str(getattr(plan, name) or "")
    for aim in plan.aims:
        for name in ("title", "summary"):
            found["aim", aim.code, name] = getattr(aim, name)
        for one in aim.priorities:
            for name in ("title", "why", "owner", "lever"):
                found["priority", one.code, name] = str(getattr(one, name))
            found["priority", one.code, "aim"] = aim.code
            found["priority", one.code, "partners"] = ", ".join(one.partners)
            found["priority", one.code, "not_held"] = "; ".join(gap.what for gap in one.not_held)
            serving = sorted(name for name, codes in draft.links.items() if one.code in codes)
            found["priority", one.code, "measures"] = ", ".join(serving)
    for value in plan.values:
        for name in ("title", "summary", "shown_by"):
            found["value", value.id, name] = getattr(value, name)
    return found

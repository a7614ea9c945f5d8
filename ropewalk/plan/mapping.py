"""Definitions as columns, and columns as definitions: the two ways lose nothing."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, TypeVar

import msgspec

from ropewalk.plan import models
from ropewalk.vocabulary.action import Action, Expected
from ropewalk.vocabulary.city import Brand, City
from ropewalk.vocabulary.crossing import Crossing
from ropewalk.vocabulary.delivery import (
    Alters,
    Answer,
    ChangeRequest,
    Decision,
    Milestone,
    Override,
    RecoveryPlan,
    Risk,
    Status,
    Work,
    Worked,
)
from ropewalk.vocabulary.indicator import Break, Indicator, Target
from ropewalk.vocabulary.peers import PeerSet
from ropewalk.vocabulary.plan import Aim, NotHeld, Plan, Priority, Value
from ropewalk.vocabulary.words import Frequency, Kind, Lever, Polarity

Record = TypeVar("Record", Risk, RecoveryPlan, Decision, ChangeRequest)

# Columns that hold the same thing as the definition's field of the same name.
SAME_TEXT: dict[type, tuple[str, ...]] = {
    City: ("name", "council", "place", "account_title", "contact"),
    Plan: ("title", "council", "place", "adopted", "vision", "source", "supersedes"),
    Aim: ("code", "title", "summary"),
    Priority: ("code", "title", "why", "owner", "lever"),
    Value: ("title", "summary", "shown_by"),
    NotHeld: ("what", "why_it_matters"),
    Break: ("date", "reason"),
    Target: ("value", "date", "reason", "approved_by"),
    PeerSet: ("title", "basis", "chosen_by", "dated", "default", "source"),
    Action: ("title", "began", "owner", "source"),
    Expected: ("indicator", "size", "unit", "by"),
    Milestone: (
        *("title", "due", "first_due", "moved_because", "forecast", "done", "evidence"),
        *("verified_on", "verified_by", "organisation", "dropped_because"),
    ),
    Override: ("status", "reason", "by", "since", "until"),
    Work: ("ends", "organisation", "stopped_because"),
    Risk: (
        *("subject_kind", "subject", "title", "owner", "controls"),
        *("likelihood_before", "impact_before", "likelihood_after", "impact_after"),
        *("review_on", "shown", "closed_because"),
    ),
    RecoveryPlan: (
        *("subject_kind", "subject", "cause", "steps", "owner", "expected"),
        *("review_on", "reviewed_on", "worked", "found", "shown"),
    ),
    Decision: (
        *("subject_kind", "subject", "title", "decided_on", "decided_by"),
        *("reason", "evidence", "shown"),
    ),
    ChangeRequest: (
        *("alters", "subject_kind", "subject", "milestone", "was_day", "was_value", "day", "value"),
        *("reason", "asker", "asked_on", "answer", "decided_on", "decided_by", "because", "shown"),
    ),
    Indicator: (
        "title",
        "official_title",
        "definition",
        "unit",
        "prefix",
        "decimals",
        "kind",
        "polarity",
        "polarity_reason",
        "frequency",
        "role",
        "multiplier",
        "floor",
        "ceiling",
        "owner",
        "producer",
        "licence",
        "source",
        "geography",
        "period_type",
        "next_expected",
        "numerator",
        "denominator",
        "quality",
        "paired_with",
        "proxy_for",
        "must_read",
    ),
}
LISTS: dict[type, tuple[str, ...]] = {
    City: ("comparators",),
    Plan: ("vision_parts",),
    Priority: ("partners",),
    Action: ("indicators", "priorities", "places"),
    Work: ("partners", "after"),
    Indicator: ("comparators", "caveats", "outcomes", "search_words"),
}


# Words of a closed list are stored as text and read back as what they are.
WORDS: dict[str, Any] = {
    "kind": Kind,
    "polarity": Polarity,
    "frequency": Frequency,
    "lever": Lever,
    "status": Status,
    "worked": lambda word: Worked(word) if word else None,
    "alters": Alters,
    "answer": Answer,
}


def columns(definition: Any) -> dict[str, Any]:
    """The columns of a definition that are stored as they stand: texts, numbers, dates, lists of text."""
    kind = type(definition)
    plain = {name: getattr(definition, name) for name in SAME_TEXT[kind]}
    return plain | {name: list(getattr(definition, name)) for name in LISTS.get(kind, ())}


def fields(row: Any, kind: type) -> dict[str, Any]:
    """The other way round of ``columns``."""
    plain = {name: WORDS.get(name, _same)(getattr(row, name)) for name in SAME_TEXT[kind]}
    return plain | {name: tuple(getattr(row, name)) for name in LISTS.get(kind, ())}


def _same(value: Any) -> Any:
    return value


def city_columns(city: City) -> dict[str, Any]:
    """The columns of the city, its brand's included."""
    brand = {"brand_colour": city.brand.colour, "brand_accent": city.brand.accent}
    return columns(city) | brand | {"example": city.is_example}


def city_of(row: models.City) -> City:
    """The city of a row."""
    brand = Brand(colour=row.brand_colour, accent=row.brand_accent)
    return City(brand=brand, example=True if row.example else msgspec.UNSET, **fields(row, City))


def edition_columns(plan: Plan) -> dict[str, Any]:
    """The columns of an edition; the mapping flat: old, new, old, new."""
    return columns(plan) | {"mapping": [code for pair in plan.mapping.items() for code in pair]}


def plan_of(row: models.Edition) -> Plan:
    """The plan of an edition whose aims, priorities and values are at hand (see ``reads``)."""
    pairs = iter(row.mapping)
    return Plan(
        id=row.code,
        aims=tuple(_aim_of(aim) for aim in row.aims.all()),
        values=tuple(Value(id=value.code, **fields(value, Value)) for value in row.values.all()),
        mapping=dict(zip(pairs, pairs, strict=True)),
        **fields(row, Plan),
    )


def _aim_of(row: models.Aim) -> Aim:
    return Aim(priorities=tuple(_priority_of(p) for p in row.priorities.all()), **fields(row, Aim))


def _priority_of(row: models.Priority) -> Priority:
    not_held = tuple(NotHeld(**fields(item, NotHeld)) for item in row.not_held.all())
    return Priority(not_held=not_held, **fields(row, Priority))


def indicator_columns(indicator: Indicator) -> dict[str, Any]:
    """The columns of an indicator, its crossing's included: empty where it declares none."""
    crossing = indicator.crossing
    told = (crossing.how, crossing.weight, crossing.reason) if crossing else ("", "", "")
    names = ("crossing_how", "crossing_weight", "crossing_reason")
    return columns(indicator) | dict(zip(names, told, strict=True))


def _crossing_of(row: models.Indicator) -> Crossing | None:
    told = {"how": row.crossing_how, "weight": row.crossing_weight, "reason": row.crossing_reason}
    return msgspec.convert(told, Crossing) if row.crossing_how else None


def indicator_of(row: models.Indicator, priorities: Iterable[str]) -> Indicator:
    """The indicator of a row whose breaks and targets are at hand."""
    targets = list(row.targets.all())
    return Indicator(
        id=row.code,
        priorities=tuple(priorities),
        breaks=tuple(Break(**fields(item, Break)) for item in row.breaks.all()),
        target=target_of(targets[-1]) if targets else None,
        crossing=_crossing_of(row),
        **fields(row, Indicator),
    )


def target_of(row: models.Target) -> Target | None:
    """The target of a row; None when the row withdraws one."""
    return None if row.value is None else Target(**fields(row, Target))


def peer_lists(peer_set: PeerSet) -> dict[str, list[str]]:
    """The lists of a peer set: by the place each is for; the set's own members under no place."""
    own = {"": list(peer_set.members)} if peer_set.members else {}
    return own | {place: list(members) for place, members in peer_set.by_place.items()}


def peer_set_of(row: models.PeerSet) -> PeerSet:
    """The peer set of a row whose lists are at hand."""
    lists = {item.place: tuple(item.members) for item in row.lists.all()}
    members = lists.pop("", ())
    return PeerSet(id=row.code, members=members, by_place=lists, **fields(row, PeerSet))


def action_of(row: models.Action) -> Action:
    """The action of a row whose expectations are at hand."""
    expected = tuple(Expected(**fields(item, Expected)) for item in row.expected.all())
    return Action(id=row.code, expected=expected, **fields(row, Action))


def work_of(row: models.Action) -> Work:
    """How the action of a row is carried out; its milestones and overrides are at hand. An override that was
    taken back stood until the day before."""
    return Work(
        action=row.code,
        milestones=tuple(Milestone(id=one.code, **fields(one, Milestone)) for one in row.milestones.all()),
        overrides=_overrides(row.overrides.all()),
        **fields(row, Work),
    )


def _overrides(rows: Iterable[models.Override]) -> tuple[Override, ...]:
    """Overrides, oldest first. Each that follows, and each row that takes the last back, ends those before
    it: told by their last day. One that was taken back on its first day never stood."""
    told: list[Override] = []
    for row in rows:
        day = row.since - timedelta(days=1)
        told = [msgspec.structs.replace(one, until=min(one.until, day)) for one in told if one.since <= day]
        if row.status:
            told.append(Override(**fields(row, Override)))
    return tuple(told)


def record_of(
    row: models.Risk | models.RecoveryPlan | models.Decision | models.ChangeRequest, kind: type[Record]
) -> Record:
    """The risk, recovery plan, decision or change asked for of a row."""
    return kind(id=row.code, **fields(row, kind))

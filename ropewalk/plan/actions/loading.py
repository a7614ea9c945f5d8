"""Definitions written into the database: one transaction, which touches only rows that say something else."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from ropewalk.plan import mapping, models
from ropewalk.plan.models.edition import State
from ropewalk.plan.sync import Change, Row, sign, sync
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.action import Action
from ropewalk.vocabulary.city import City, Definitions
from ropewalk.vocabulary.errors import Fault, UserError
from ropewalk.vocabulary.indicator import Indicator, Target
from ropewalk.vocabulary.peers import PeerSet
from ropewalk.vocabulary.plan import Aim, Plan
from ropewalk.workspace.gate import check_definitions

WITHDRAWN = "The definition no longer holds a target"


def load_definitions(
    definitions: Definitions,
    *,
    by: str,
    sources: Collection[str] | None = None,
    at: datetime | None = None,
) -> str:
    """Make the database hold exactly these definitions, and return their version.

    ``by``: who loads them; ``sources``: the ids of the sources at hand, when the caller knows them;
    ``at``: when, for history (default: now). Rows that say the same as before are not touched.
    Raises DefinitionError listing every fault, UserError without a name; then nothing is changed.
    """
    if not by.strip():
        raise UserError(Fault("Definitions were loaded without a name", "Say who loads them"))
    check_definitions(definitions, sources=sources)
    with transaction.atomic():
        write(definitions, Change(by=by, at=at or clock.now()))
    return definitions.version


def write(definitions: Definitions, change: Change, *, in_office: bool = False) -> None:
    """Write definitions that were checked, in the transaction of whoever calls."""
    _load_city(definitions.city, change)
    priorities = _load_plan(definitions.plan, change)
    _load_indicators(definitions.indicators, priorities, change)
    _load_peer_sets(definitions.peer_sets, change)
    _load_actions(definitions.actions, change)
    _stamp(definitions.version, change, in_office=in_office)


def _load_city(city: City, change: Change) -> None:
    sync(models.City.objects.all(), ("id",), {1: {"id": 1} | mapping.city_columns(city)}, change)


def _load_plan(plan: Plan, change: Change) -> dict[Any, models.Priority]:
    """Write the edition and make it the current one; other editions stay. Returns its priorities by code."""
    for other in models.Edition.objects.filter(current=True).exclude(code=plan.id):
        other.current, other.state = False, State.SUPERSEDED.value
        sign(other, change)
        other.save()
    row = {"code": plan.id, "current": True, "state": State.ADOPTED.value} | mapping.edition_columns(plan)
    return write_edition(plan, row, change)


def write_edition(plan: Plan, row: Row, change: Change) -> dict[Any, models.Priority]:
    """Write one edition with all that belongs to it. ``row``: its own columns. Returns its priorities by
    code."""
    edition = sync(models.Edition.objects.filter(code=plan.id), ("code",), {plan.id: row}, change)[plan.id]
    _load_values(edition, plan, change)
    return _load_aims(edition, plan.aims, change)


def _load_values(edition: models.Edition, plan: Plan, change: Change) -> None:
    wanted = {
        value.id: {"edition_id": edition.id, "code": value.id, "place_in_order": n} | mapping.columns(value)
        for n, value in enumerate(plan.values)
    }
    sync(edition.values.all(), ("code",), wanted, change)


def _load_aims(edition: models.Edition, aims: Iterable[Aim], change: Change) -> dict[Any, models.Priority]:
    wanted = {
        aim.code: {"edition_id": edition.id, "place_in_order": n} | mapping.columns(aim)
        for n, aim in enumerate(aims)
    }
    # Aims that went are removed last, so that a priority which moved to another aim moves with its history.
    kept = sync(edition.aims.filter(code__in=wanted), ("code",), wanted, change)
    priorities = _load_priorities(edition, [(kept[aim.code], aim) for aim in aims], change)
    sync(edition.aims.all(), ("code",), wanted, change)
    return priorities


def _load_priorities(
    edition: models.Edition, aims: list[tuple[models.Aim, Aim]], change: Change
) -> dict[Any, models.Priority]:
    wanted: dict[Any, Row] = {
        priority.code: {"aim_id": row.id, "place_in_order": n} | mapping.columns(priority)
        for row, aim in aims
        for n, priority in enumerate(aim.priorities)
    }
    rows = sync(models.Priority.objects.filter(aim__edition=edition), ("code",), wanted, change)
    not_held = {
        (rows[priority.code].id, n): {"priority_id": rows[priority.code].id, "place_in_order": n}
        | mapping.columns(item)
        for _, aim in aims
        for priority in aim.priorities
        for n, item in enumerate(priority.not_held)
    }
    held = models.NotHeld.objects.filter(priority__aim__edition=edition)
    sync(held, ("priority_id", "place_in_order"), not_held, change)
    return rows


def _load_indicators(
    indicators: Iterable[Indicator], priorities: dict[Any, models.Priority], change: Change
) -> None:
    wanted = {
        indicator.id: {"code": indicator.id, "active": True, "place_in_order": n}
        | mapping.indicator_columns(indicator)
        for n, indicator in enumerate(indicators)
    }
    rows = sync(models.Indicator.objects.all(), ("code",), wanted, change)
    write_links({rows[one.id]: one.priorities for one in indicators}, priorities, change)
    breaks: dict[Any, Row] = {}
    for indicator in indicators:
        own = rows[indicator.id].id
        for n, item in enumerate(indicator.breaks):
            breaks[own, n] = {"indicator_id": own, "place_in_order": n} | mapping.columns(item)
    sync(models.Break.objects.all(), ("indicator_id", "place_in_order"), breaks, change)
    _set_targets({rows[indicator.id]: indicator.target for indicator in indicators}, change)


def write_links(
    served: Mapping[models.Indicator, Iterable[str]], priorities: dict[Any, models.Priority], change: Change
) -> None:
    """Make these the links between indicators and one edition's priorities; other editions keep theirs."""
    links: dict[Any, Row] = {}
    for indicator, codes in served.items():
        for n, code in enumerate(codes):
            own, priority = indicator.id, priorities[code].id
            links[own, priority] = {"indicator_id": own, "priority_id": priority, "place_in_order": n}
    ours = [row.id for row in priorities.values()]
    held = models.IndicatorOnPriority.objects.filter(priority_id__in=ours)
    sync(held, ("indicator_id", "priority_id"), links, change)


def _set_targets(targets: dict[models.Indicator, Target | None], change: Change) -> None:
    """Add a row for each target that is new, different or gone; never change one."""
    newest = {row.indicator_id: mapping.target_of(row) for row in models.Target.objects.all()}
    for indicator, target in targets.items():
        if target == newest.get(indicator.id):
            continue
        columns = (
            mapping.columns(target)
            if target
            else {"value": None, "date": None, "reason": WITHDRAWN, "approved_by": change.by}
        )
        models.Target.objects.create(indicator=indicator, set_at=change.at, set_by=change.by, **columns)


def _load_peer_sets(peer_sets: Iterable[PeerSet], change: Change) -> None:
    wanted = {
        peer_set.id: {"code": peer_set.id, "active": True, "place_in_order": n} | mapping.columns(peer_set)
        for n, peer_set in enumerate(peer_sets)
    }
    rows = sync(models.PeerSet.objects.all(), ("code",), wanted, change)
    lists = {
        (rows[peer_set.id].id, place): {
            "peer_set_id": rows[peer_set.id].id,
            "place": place,
            "members": members,
        }
        for peer_set in peer_sets
        for place, members in mapping.peer_lists(peer_set).items()
    }
    held = models.PeerList.objects.filter(peer_set__active=True)
    sync(held, ("peer_set_id", "place"), lists, change)


def _load_actions(actions: Iterable[Action], change: Change) -> None:
    wanted = {
        action.id: {"code": action.id, "active": True, "place_in_order": n} | mapping.columns(action)
        for n, action in enumerate(actions)
    }
    rows = sync(models.Action.objects.all(), ("code",), wanted, change)
    expected = {
        (rows[action.id].id, n): {"action_id": rows[action.id].id, "place_in_order": n}
        | mapping.columns(item)
        for action in actions
        for n, item in enumerate(action.expected)
    }
    held = models.Expected.objects.filter(action__active=True)
    sync(held, ("action_id", "place_in_order"), expected, change)


def _stamp(version: str, change: Change, *, in_office: bool) -> None:
    newest = models.Version.objects.last()
    if newest is None or newest.version != version or (newest.in_office and not in_office):
        models.Version.objects.create(version=version, at=change.at, by=change.by, in_office=in_office)

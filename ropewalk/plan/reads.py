"""The definitions rebuilt from the database, without loss."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from ropewalk.accounts.once import once
from ropewalk.plan import models
from ropewalk.plan.mapping import (
    action_of,
    city_of,
    indicator_of,
    peer_set_of,
    plan_of,
    record_of,
    target_of,
    work_of,
)
from ropewalk.plan.models.edition import State
from ropewalk.vocabulary.action import Action
from ropewalk.vocabulary.city import City, Definitions
from ropewalk.vocabulary.delivery import ChangeRequest, Decision, Delivery, RecoveryPlan, Risk, Work
from ropewalk.vocabulary.errors import DefinitionError, Fault
from ropewalk.vocabulary.indicator import Indicator, Target
from ropewalk.vocabulary.peers import PeerSet
from ropewalk.vocabulary.plan import Plan


def definitions() -> Definitions:
    """Everything the database defines. Raises DefinitionError when nothing was loaded yet."""
    return Definitions(
        city=city(), plan=plan(), indicators=indicators(), peer_sets=peer_sets(), actions=actions()
    )


@once
def definitions_version() -> str:
    """The version of the definitions as last written. Raises DefinitionError when there is none."""
    row = models.Version.objects.last()
    if row is None:
        raise _nothing_loaded("definitions")
    return str(row.version)


def city() -> City:
    """The workspace's city."""
    row = models.City.objects.first()
    if row is None:
        raise _nothing_loaded("city")
    return city_of(row)


def plan(edition: str = "") -> Plan:
    """The current edition of the plan, or the edition with the given id."""
    rows = models.Edition.objects.prefetch_related("values", "aims__priorities__not_held")
    row = rows.filter(code=edition).first() if edition else rows.filter(current=True).first()
    if row is None:
        raise _nothing_loaded(f"plan {edition}".strip())
    return plan_of(row)


def past_plans() -> tuple[Plan, ...]:
    """Every edition that was superseded, oldest first; no draft."""
    rows = models.Edition.objects.filter(state=State.SUPERSEDED.value).order_by("id")
    return tuple(plan_of(row) for row in rows.prefetch_related("values", "aims__priorities__not_held"))


def indicators() -> tuple[Indicator, ...]:
    """The active indicators, in the definitions' order, with the current edition's priorities."""
    on_priorities = models.IndicatorOnPriority.objects.filter(
        priority__aim__edition__current=True
    ).select_related("priority")
    rows = models.Indicator.objects.filter(active=True).prefetch_related(
        "breaks", "targets", Prefetch("on_priorities", on_priorities)
    )
    return tuple(indicator_of(row, [link.priority.code for link in row.on_priorities.all()]) for row in rows)


def peer_sets() -> tuple[PeerSet, ...]:
    """The active peer sets, in the definitions' order."""
    rows = models.PeerSet.objects.filter(active=True).prefetch_related("lists")
    return tuple(peer_set_of(row) for row in rows)


def actions() -> tuple[Action, ...]:
    """The active actions, in the definitions' order."""
    rows = models.Action.objects.filter(active=True).prefetch_related("expected")
    return tuple(action_of(row) for row in rows)


def delivery() -> Delivery:
    """How the work of all active actions goes, with risks, recovery plans, decisions and changes asked for:
    seven queries."""
    return Delivery(
        work=works(),
        risk=tuple(record_of(row, Risk) for row in models.Risk.objects.all()),
        recovery_plan=tuple(record_of(row, RecoveryPlan) for row in models.RecoveryPlan.objects.all()),
        decision=tuple(record_of(row, Decision) for row in models.Decision.objects.all()),
        change_request=changes_asked(),
    )


def changes_asked() -> tuple[ChangeRequest, ...]:
    """Every change that was asked for, whatever became of it, oldest first: one query."""
    return tuple(record_of(row, ChangeRequest) for row in models.ChangeRequest.objects.all())


def works() -> tuple[Work, ...]:
    """How the work of every active action goes, where anything is said of it: three queries."""
    rows = models.Action.objects.filter(active=True).prefetch_related("milestones", "overrides")
    found = (work_of(row) for row in rows)
    return tuple(work for work in found if work != Work(action=work.action))


def work(action: str) -> Work:
    """How the work of one action goes. Raises models.Action.DoesNotExist."""
    rows = models.Action.objects.prefetch_related("milestones", "overrides")
    return work_of(rows.get(code=action))


@dataclass(frozen=True, slots=True)
class TargetChange:
    """A target as it was set on a day; None where one was withdrawn, with the reason for that."""

    day: date
    target: Target | None
    reason: str
    approved_by: str


def target_changes(indicator: str) -> tuple[TargetChange, ...]:
    """Every target that an indicator was given, and every time that one was withdrawn, oldest first."""
    rows = models.Target.objects.filter(indicator__code=indicator)
    return tuple(TargetChange(row.set_at.date(), target_of(row), row.reason, row.approved_by) for row in rows)


def past_targets(indicator: str) -> tuple[Target, ...]:
    """The targets that an indicator had before the one that counts, oldest first."""
    changes = target_changes(indicator)
    return tuple(change.target for change in changes[:-1] if change.target is not None)


def _nothing_loaded(what: str) -> DefinitionError:
    return DefinitionError(Fault(f"There is no {what} in the database", "Run: ropewalk load"))

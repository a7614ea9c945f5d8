"""What pages may read of the plan. Definitions are kept in memory by their version."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from ropewalk.accounts.models import Organisation
from ropewalk.plan import reads
from ropewalk.plan.moved import Moved, moved
from ropewalk.plan.reads import TargetChange as TargetChange
from ropewalk.plan.status import Told as Told
from ropewalk.plan.status import statuses as statuses
from ropewalk.vocabulary.city import City, Definitions
from ropewalk.vocabulary.delivery import Delivery
from ropewalk.vocabulary.indicator import Indicator, Target
from ropewalk.vocabulary.language import ngettext
from ropewalk.vocabulary.peers import PeerSet
from ropewalk.vocabulary.plan import Plan


def definitions_version() -> str:
    """The version of the definitions: one query."""
    return reads.definitions_version()


def definitions() -> Definitions:
    """All definitions as of now: one query when this version was read before."""
    return _read(definitions_version())


@lru_cache(maxsize=4)
def _read(version: str) -> Definitions:
    """The version names the content, so an entry is true for ever, in whatever database it was read."""
    found = reads.definitions()
    if found.version != version:  # another process wrote between our two looks
        return reads.definitions()
    return found


def plan() -> Plan:
    """The current edition of the plan."""
    return definitions().plan


def past_plans() -> tuple[Plan, ...]:
    """The editions that were superseded, oldest first: one query where there is none."""
    return reads.past_plans()


def city() -> City:
    """The city this account is about."""
    return definitions().city


def indicators() -> tuple[Indicator, ...]:
    """Every active indicator, in the definitions' order."""
    return definitions().indicators


def indicator(code: str) -> Indicator | None:
    """One indicator; None when there is no such one."""
    return next((found for found in indicators() if found.id == code), None)


def indicators_of(priority: str) -> tuple[Indicator, ...]:
    """The indicators that serve a priority of the current edition."""
    return tuple(found for found in indicators() if priority in found.priorities)


def peer_sets() -> tuple[PeerSet, ...]:
    """Every active peer set."""
    return definitions().peer_sets


def target_changes(indicator: str) -> tuple[TargetChange, ...]:
    """Every target that an indicator was given or lost, oldest first, with its reason."""
    return reads.target_changes(indicator)


def past_targets(indicator: str) -> tuple[Target, ...]:
    """Targets that were replaced or withdrawn, oldest first; they stay visible."""
    return reads.past_targets(indicator)


@dataclass(frozen=True)
class Doing:
    """How the work of actions goes, as readers may see it: of risks, recovery plans, decisions and changes
    asked for those that are shown. ``names``: of organisations, by code."""

    delivery: Delivery
    names: Mapping[str, str]


def doing() -> Doing:
    """How the work goes, as of now: eight queries."""
    held = reads.delivery()
    shown = Delivery(
        work=held.work,
        risk=tuple(one for one in held.risk if one.shown and not one.closed_because),
        recovery_plan=tuple(one for one in held.recovery_plan if one.shown),
        decision=tuple(one for one in held.decision if one.shown),
        change_request=tuple(one for one in held.change_request if one.shown),
    )
    return Doing(shown, dict(Organisation.objects.values_list("code", "name")))


@dataclass(frozen=True)
class Frozen(Doing):
    """What a release freezes. ``moved``: every day and target that was ever changed; a report tells of those
    that the release before it did not hold."""

    moved: tuple[Moved, ...]


def frozen() -> Frozen:
    """What a release freezes of the work: all that readers see of it, and what was moved."""
    now = doing()
    return Frozen(now.delivery, now.names, moved())


def lacking() -> tuple[str, ...]:
    """What is still to be done before a release: changes asked for that readers do not see."""
    hidden = sum(not one.shown for one in reads.changes_asked())
    said = ngettext(
        "{count} change was asked for that readers do not see",
        "{count} changes were asked for that readers do not see",
        hidden,
    )
    return (said.format(count=hidden),) if hidden else ()

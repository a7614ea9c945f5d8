"""The gate before delivery is used: what it says must hold together, and with the definitions."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set

from ropewalk.plan.status import LONGEST, ring
from ropewalk.vocabulary.city import Definitions
from ropewalk.vocabulary.delivery import ChangeRequest, Decision, Delivery, RecoveryPlan, Risk, Work
from ropewalk.vocabulary.errors import DefinitionError, Fault

FILE = "delivery.toml"


def check_delivery(delivery: Delivery, definitions: Definitions) -> None:
    """Raise DefinitionError with every fault found."""
    if faults := list(_faults(delivery, definitions)):
        raise DefinitionError(*faults)


def _faults(delivery: Delivery, definitions: Definitions) -> Iterator[Fault]:
    known: Mapping[str, Set[str]] = {
        "action": {one.id for one in definitions.actions},
        "indicator": {one.id for one in definitions.indicators},
        # A record about a promise of the edition before stays where that promise has ended.
        "priority": {one.code for one in definitions.plan.priorities()} | set(definitions.plan.mapping),
    }
    yield from _twice("work of action", (work.action for work in delivery.work))
    for work in delivery.work:
        yield from _work_faults(work, known["action"])
    if waiting := ring(delivery.work):
        yield Fault(
            "actions wait for one another in a ring",
            "Let one of them wait no more",
            FILE,
            value=" > ".join(waiting),
        )
    yield from _record_faults("risk", delivery.risk, known)
    yield from _record_faults("recovery plan", delivery.recovery_plan, known)
    yield from _record_faults("decision", delivery.decision, known)
    yield from _record_faults("change asked for", delivery.change_request, known)


def _work_faults(work: Work, actions: Set[str]) -> Iterator[Fault]:
    name = f"work of action {work.action}"
    for code in (work.action, *work.after):
        if code not in actions:
            yield Fault(f"{name} names an unknown action", "Use its id", FILE, value=code)
    yield from _twice(f"milestone of {work.action}", (one.id for one in work.milestones))
    for one in work.milestones:
        if not one.title.strip():
            yield Fault(f"{name} has a milestone without a title", "Write it", FILE, value=one.id)
    for override in work.overrides:
        if override.until < override.since or override.until - override.since > LONGEST:
            remedy = f"Let it end within {LONGEST.days} days of its first day"
            yield Fault(
                f"{name} has an override that does not end in time", remedy, FILE, value=str(override.until)
            )


def _record_faults(
    what: str,
    records: Iterable[Risk | RecoveryPlan | Decision | ChangeRequest],
    known: Mapping[str, Set[str]],
) -> Iterator[Fault]:
    records = tuple(records)
    yield from _twice(what, (one.id for one in records))
    for one in records:
        if one.subject not in known[one.subject_kind]:
            remedy = "Use the id of an action or an indicator, or the code of a priority"
            yield Fault(
                f"{what} {one.id} is about an unknown {one.subject_kind}", remedy, FILE, value=one.subject
            )


def _twice(what: str, names: Iterable[str]) -> Iterator[Fault]:
    for name, times in Counter(names).items():
        if times > 1:
            yield Fault(f"there are {times} entries of {what}", "Keep one of them", FILE, value=name)

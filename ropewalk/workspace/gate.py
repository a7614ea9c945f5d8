"""The gate of publication: what must hold between definitions, beyond what each holds by itself."""

from collections.abc import Collection, Iterator

from ropewalk.vocabulary.city import Definitions
from ropewalk.vocabulary.errors import Fault
from ropewalk.vocabulary.indicator import Indicator


def faults_between(definitions: Definitions, sources: Collection[str]) -> tuple[Fault, ...]:
    """Every reference that leads nowhere, and every empty field that a reader has a right to."""
    return (
        *_plan_faults(definitions),
        *(fault for i in definitions.indicators for fault in _indicator_faults(i, definitions, sources)),
        *_peer_faults(definitions),
    )


def _plan_faults(definitions: Definitions) -> Iterator[Fault]:
    codes = [p.code for p in definitions.plan.priorities()] + [a.code for a in definitions.plan.aims]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield Fault("two parts of the plan share a code", "Give each its own", file="plan.toml", value=code)
    evidenced = {code for indicator in definitions.indicators for code in indicator.priorities}
    for priority in definitions.plan.priorities():
        if priority.code not in evidenced and not priority.not_held:
            remedy = "Add an indicator, or a not_held entry that says what is missing and why it matters"
            yield Fault(
                "a priority has no evidence and does not say so", remedy, "plan.toml", None, priority.code
            )


def _indicator_faults(
    indicator: Indicator, definitions: Definitions, sources: Collection[str]
) -> Iterator[Fault]:
    file = f"indicators ({indicator.id})"
    known = {priority.code for priority in definitions.plan.priorities()}
    for code in set(indicator.priorities) - known:
        yield Fault("no such priority in plan.toml", "Use a code of the plan", file=file, value=code)
    if not indicator.priorities:
        yield Fault("serves no priority", "Name at least one in priorities", file=file)
    if indicator.paired_with and indicator.paired_with not in {i.id for i in definitions.indicators}:
        yield Fault("no such indicator", "Mend paired_with", file=file, value=indicator.paired_with)
    if sources and indicator.source not in sources:
        yield Fault("no such source folder", "Mend source", file=file, value=indicator.source)
    for field in (
        "title",
        "definition",
        "unit",
        "polarity_reason",
        "owner",
        "producer",
        "licence",
        "geography",
    ):
        if not getattr(indicator, field).strip():
            yield Fault(f"{field} is empty", "Nothing is published without it", file=file)
    target = indicator.target
    if target is not None and not (target.reason.strip() and target.approved_by.strip()):
        yield Fault("a target without a reason and a name", "Add reason and approved_by", file=file)


def _peer_faults(definitions: Definitions) -> Iterator[Fault]:
    defaults = [peer_set.id for peer_set in definitions.peer_sets if peer_set.default]
    if definitions.peer_sets and len(defaults) != 1:
        remedy = "Set default = true on one peer set, and one only"
        yield Fault("there must be one default peer set", remedy, file="peers", value=", ".join(defaults))
    ids = {peer_set.id for peer_set in definitions.peer_sets}
    for name in definitions.city.comparators:
        if name not in ids | {"country", "region"} and not name[:1].isupper():
            remedy = "Use country, region, a place's code or a peer set's id"
            yield Fault("unknown comparator", remedy, file="ropewalk.toml", value=name)

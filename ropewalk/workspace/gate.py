"""The gate before definitions are used: what one says must hold in the others."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from ropewalk.vocabulary.action import Action
from ropewalk.vocabulary.city import Definitions
from ropewalk.vocabulary.errors import DefinitionError, Fault
from ropewalk.vocabulary.indicator import Indicator
from ropewalk.vocabulary.peers import PeerSet
from ropewalk.vocabulary.source import returned

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
PLACE = re.compile(r"[A-Z][0-9]{8}")
WORDS = ("country", "region", "nobody")

# Design invariant 1: without these an indicator is not published. Vocabulary makes sure they are
# there; here they must say something.
NEEDED = (
    "title",
    "official_title",
    "definition",
    "unit",
    "polarity_reason",
    "owner",
    "producer",
    "licence",
    "source",
    "geography",
    "period_type",
    "next_expected",
)


def check_definitions(definitions: Definitions, *, sources: Collection[str] | None = None) -> None:
    """Raise DefinitionError with every fault found.

    ``sources``: the ids of the sources at hand; None when they are not known here.
    """
    if faults := list(_faults(definitions, sources)):
        raise DefinitionError(*faults)


def publication_faults(definitions: Definitions) -> Iterator[Fault]:
    """What a city must say before its account may be published, beyond being consistent."""
    evidenced = {code for indicator in definitions.indicators for code in indicator.priorities}
    for priority in definitions.plan.priorities():
        if priority.code not in evidenced and not priority.not_held:
            remedy = "Add an indicator, or a not_held entry that says what is missing and why it matters"
            yield Fault(
                "a priority has no evidence and does not say so", remedy, "plan.toml", None, priority.code
            )
    for indicator in definitions.indicators:
        if not indicator.priorities:
            yield Fault(f"indicator {indicator.id} serves no priority", "Name at least one in priorities")
    defaults = [peer_set.id for peer_set in definitions.peer_sets if peer_set.default]
    if definitions.peer_sets and len(defaults) != 1:
        remedy = "Set default = true on one peer set, and one only"
        yield Fault("there must be one default peer set", remedy, value=", ".join(defaults))


def _faults(definitions: Definitions, sources: Collection[str] | None) -> Iterator[Fault]:
    plan = definitions.plan
    codes = [priority.code for priority in plan.priorities()]
    yield from _bad_codes("aim", [aim.code for aim in plan.aims])
    yield from _bad_codes("priority", codes)
    yield from _bad_codes("value", [value.id for value in plan.values])
    yield from _bad_codes("indicator", [indicator.id for indicator in definitions.indicators])
    yield from _bad_codes("peer set", [peer_set.id for peer_set in definitions.peer_sets])
    if definitions.city.place != plan.place:
        problem = f"The plan is about {plan.place} and the city about {definitions.city.place}"
        yield Fault(problem, "Use one place code in both files", file="plan.toml")
    for peer_set in definitions.peer_sets:
        yield from _bad_codes(f"place in peer set {peer_set.id}", peer_set.by_place)
    peers = {peer_set.id for peer_set in definitions.peer_sets}
    yield from _bad_comparators("the city", definitions.city.comparators, peers)
    ids = {indicator.id for indicator in definitions.indicators}
    for indicator in definitions.indicators:
        yield from _bad_indicator(indicator, set(codes), ids)
        yield from _bad_comparators(f"indicator {indicator.id}", indicator.comparators, peers)
    yield from _bad_codes("action", [action.id for action in definitions.actions])
    for action in definitions.actions:
        yield from _bad_action(action, set(codes), ids)
    yield from _bad_sources(definitions.indicators, definitions.peer_sets, sources)


def _bad_codes(what: str, codes: Iterable[str]) -> Iterator[Fault]:
    for code, times in Counter(list(codes)).items():
        if times > 1:
            yield Fault(f"There are {times} definitions of {what} {code}", "Give each its own code")
        if not CODE.fullmatch(code):
            yield Fault(
                f"The code of a {what} cannot stand in an address",
                "Use letters, figures, full stops and hyphens",
                value=code,
            )


def _bad_indicator(indicator: Indicator, priorities: set[str], ids: set[str]) -> Iterator[Fault]:
    name = f"indicator {indicator.id}"
    for field in NEEDED:
        value = getattr(indicator, field)
        if isinstance(value, str) and not value.strip():
            yield Fault(f"{name} has an empty {field}", "Nothing is published without it: write it")
    for code in indicator.priorities:
        if code not in priorities:
            yield Fault(f"{name} serves a priority that the plan lacks", "Use a code of the plan", value=code)
    for code, times in Counter(indicator.priorities).items():
        if times > 1:
            yield Fault(f"{name} names a priority {times} times", "Name it once", value=code)
    if indicator.paired_with and indicator.paired_with not in ids:
        yield Fault(f"{name} is paired with an unknown indicator", "Use its id", value=indicator.paired_with)
    if indicator.crossing and indicator.crossing.weight and indicator.crossing.weight not in ids:
        remedy = "Use its id, or leave weight out to weigh by the denominator beside each value"
        yield Fault(f"{name} is weighed by an unknown indicator", remedy, value=indicator.crossing.weight)
    target = indicator.target
    if target is not None and not (target.reason.strip() and target.approved_by.strip()):
        yield Fault(f"{name} has a target without a reason or a name", "Say why, and who approved it")


def _bad_action(action: Action, priorities: set[str], ids: set[str]) -> Iterator[Fault]:
    name, file = f"action {action.id}", "actions.toml"
    for field in ("title", "owner", "source"):
        if not getattr(action, field).strip():
            yield Fault(f"{name} has an empty {field}", "Nothing is published without it: write it", file)
    if not action.priorities:
        yield Fault(f"{name} serves no priority", "Name at least one in priorities", file)
    known = [("a priority that the plan lacks", "Use a code of the plan", action.priorities, priorities)]
    known.append(("an unknown indicator", "Use its id", action.indicators, ids))
    expected = tuple(one.indicator for one in action.expected)
    known.append(("a change of an indicator it does not list", "List it", expected, set(action.indicators)))
    for what, remedy, given, held in known:
        for code, times in Counter(given).items():
            if code not in held:
                yield Fault(f"{name} names {what}", remedy, file, value=code)
            if times > 1:
                yield Fault(f"{name} names one thing {times} times", "Name it once", file, value=code)
    for place in action.places:
        if not PLACE.fullmatch(place):
            yield Fault(f"{name} names no place", "Use a place's official code", file, value=place)


def _bad_comparators(name: str, comparators: Iterable[str], peers: set[str]) -> Iterator[Fault]:
    for comparator in comparators:
        if comparator not in peers and comparator not in WORDS and not PLACE.fullmatch(comparator):
            yield Fault(
                f"{name} is compared with something unknown",
                "Use the id of a peer set, a place code, region or country",
                value=comparator,
            )


def _bad_sources(
    indicators: Iterable[Indicator], peer_sets: Iterable[PeerSet], sources: Collection[str] | None
) -> Iterator[Fault]:
    if sources is None:
        return
    named = [
        (f"indicator {indicator.id}", indicator.source)
        for indicator in indicators
        if indicator.source != returned(indicator.id)
    ]
    named += [(f"peer set {peer_set.id}", peer_set.source) for peer_set in peer_sets if peer_set.source]
    for name, source in named:
        if source not in sources:
            yield Fault(f"{name} names a source that is not there", "Use a folder of sources/", value=source)

"""A draft of a plan, and what can be done to it: pure functions from draft to draft, and what adopts it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import msgspec

from ropewalk.vocabulary.city import Definitions
from ropewalk.vocabulary.errors import Fault, UserError
from ropewalk.vocabulary.plan import Aim, Plan, Priority, Value
from ropewalk.workspace.gate import CODE

changed = msgspec.structs.replace


@dataclass(frozen=True)
class Draft:
    """An edition as it would be. ``links``: the codes of its priorities that each indicator serves. In the
    plan's mapping an old code goes to a new one, or to nothing where the promise ended."""

    plan: Plan
    links: Mapping[str, tuple[str, ...]]


def copy_of(definitions: Definitions, code: str, title: str) -> Draft:
    """A draft to follow the edition in force: the same, under another code; each promise follows itself."""
    mapping = {one.code: one.code for one in definitions.plan.priorities()}
    plan = changed(
        definitions.plan, id=code, title=title, adopted=None, supersedes=definitions.plan.id, mapping=mapping
    )
    return Draft(plan, {one.id: one.priorities for one in definitions.indicators})


def with_aim(draft: Draft, old: str, aim: Aim) -> Draft:
    """Write an aim anew, or add one where ``old`` is empty. Its priorities stay."""
    aims = list(draft.plan.aims)
    if not old:
        return _aims(draft, [*aims, changed(aim, priorities=())])
    _there("aim", old, (one.code for one in aims))
    return _aims(draft, [changed(aim, priorities=one.priorities) if one.code == old else one for one in aims])


def without_aim(draft: Draft, code: str) -> Draft:
    """Take an aim out that has no priorities any more."""
    _there("aim", code, (one.code for one in draft.plan.aims))
    if any(one.code == code and one.priorities for one in draft.plan.aims):
        raise UserError(Fault("the aim still has priorities", "Move or take out those first", value=code))
    return _aims(draft, [one for one in draft.plan.aims if one.code != code])


def with_priority(
    draft: Draft, old: str, aim: str, priority: Priority, indicators: Iterable[str], was: Iterable[str]
) -> Draft:
    """Write a priority anew below an aim, or add one where ``old`` is empty. ``indicators``: those that serve
    it; ``was``: the codes of the edition before that it follows."""
    _there("aim", aim, (one.code for one in draft.plan.aims))
    if old:
        _there("priority", old, (one.code for one in draft.plan.priorities()))
    aims = [_placed(one, old, aim, priority) for one in draft.plan.aims]
    followed = set(was)
    mapping = {
        before: priority.code
        if before in followed
        else ""
        if after in (old, priority.code) and after
        else after
        for before, after in draft.plan.mapping.items()
    }
    serving, gone = set(indicators), {old, priority.code}
    links = {
        name: (*(code for code in codes if code not in gone), *((priority.code,) if name in serving else ()))
        for name, codes in draft.links.items()
    }
    return _in_order(Draft(changed(draft.plan, aims=tuple(aims), mapping=mapping), links))


def without_priority(draft: Draft, code: str) -> Draft:
    """Take a priority out: what it followed has ended, unless another follows it."""
    _there("priority", code, (one.code for one in draft.plan.priorities()))
    aims = [
        changed(aim, priorities=tuple(one for one in aim.priorities if one.code != code))
        for aim in draft.plan.aims
    ]
    mapping = {before: "" if after == code else after for before, after in draft.plan.mapping.items()}
    links = {name: tuple(one for one in codes if one != code) for name, codes in draft.links.items()}
    return Draft(changed(draft.plan, aims=tuple(aims), mapping=mapping), links)


def with_value(draft: Draft, old: str, value: Value) -> Draft:
    """Write a value anew, or add one where ``old`` is empty."""
    values = draft.plan.values
    if not old:
        return replace(draft, plan=changed(draft.plan, values=(*values, value)))
    _there("value", old, (one.id for one in values))
    kept = tuple(value if one.id == old else one for one in values)
    return replace(draft, plan=changed(draft.plan, values=kept))


def without_value(draft: Draft, code: str) -> Draft:
    """Take a value out."""
    _there("value", code, (one.id for one in draft.plan.values))
    kept = tuple(one for one in draft.plan.values if one.id != code)
    return replace(draft, plan=changed(draft.plan, values=kept))


def faults(draft: Draft) -> Iterator[Fault]:
    """What must not be even in a draft: a code twice, or one that cannot stand in an address."""
    plan = draft.plan
    for what, codes in (
        ("aim", [one.code for one in plan.aims]),
        ("priority", [one.code for one in plan.priorities()]),
        ("value", [one.id for one in plan.values]),
    ):
        for code, times in Counter(codes).items():
            if times > 1:
                yield Fault(f"two {what} entries have one code", "Give each its own", value=code)
            if not CODE.fullmatch(code):
                remedy = "Use letters, figures, full stops and hyphens"
                yield Fault(f"the code of the {what} cannot stand in an address", remedy, value=code)


def adopted(definitions: Definitions, draft: Draft) -> Definitions:
    """The definitions once a draft is in force: indicators serve its priorities, and actions those that
    followed theirs. Raises UserError where a promise of the edition before has no answer in the mapping."""
    before, plan = definitions.plan, draft.plan
    old, new = {one.code for one in before.priorities()}, {one.code for one in plan.priorities()}
    if plan.supersedes != before.id:
        remedy = "Make a new draft of the edition in force"
        raise UserError(Fault("the draft follows another edition", remedy, value=plan.supersedes))
    if missing := sorted(old - set(plan.mapping)):
        remedy = "Say for each which promise follows it, or that it ended"
        raise UserError(Fault("promises are not accounted for", remedy, value=", ".join(missing)))
    if strange := sorted({code for code in plan.mapping.values() if code} - new):
        raise UserError(
            Fault("a promise would go on as one that is not there", "Mend it", value=", ".join(strange))
        )
    actions = tuple(
        changed(
            one, priorities=tuple(dict.fromkeys(filter(None, (plan.mapping.get(p) for p in one.priorities))))
        )
        for one in definitions.actions
    )
    indicators = tuple(changed(one, priorities=draft.links.get(one.id, ())) for one in definitions.indicators)
    return changed(definitions, plan=plan, actions=actions, indicators=indicators)


def _placed(one: Aim, old: str, aim: str, priority: Priority) -> Aim:
    """An aim with the priority in its place, at its end, or no more in it."""
    stays = any(p.code == old for p in one.priorities) and one.code == aim and bool(old)
    if stays:
        return changed(one, priorities=tuple(priority if p.code == old else p for p in one.priorities))
    left = tuple(p for p in one.priorities if not old or p.code != old)
    return changed(one, priorities=(*left, priority) if one.code == aim else left)


def _in_order(draft: Draft) -> Draft:
    """Links in the plan's order, so that the same links are the same draft."""
    order = {one.code: n for n, one in enumerate(draft.plan.priorities())}
    links = {
        name: tuple(sorted((code for code in codes if code in order), key=order.__getitem__))
        for name, codes in draft.links.items()
    }
    return Draft(draft.plan, links)


def _aims(draft: Draft, aims: Iterable[Aim]) -> Draft:
    return replace(draft, plan=changed(draft.plan, aims=tuple(aims)))


def _there(what: str, code: str, held: Iterable[str]) -> None:
    if code not in set(held):
        raise UserError(Fault(f"the draft has no such {what}", "Choose one of it", value=code))

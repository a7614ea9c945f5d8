"""Targets, which are only ever added, and peer sets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from msgspec.structs import replace

from ropewalk.accounts.audit import tell_all, writing
from ropewalk.accounts.by import By
from ropewalk.accounts.rights import Thing
from ropewalk.accounts.roles import Right
from ropewalk.plan import models, reads
from ropewalk.plan.actions.shared import change_definitions, said, told_as_user_fault, write_now
from ropewalk.plan.things import thing_of
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.city import Definitions
from ropewalk.vocabulary.errors import Fault, UserError
from ropewalk.vocabulary.indicator import Indicator, Target
from ropewalk.vocabulary.peers import PeerSet
from ropewalk.vocabulary.words import Polarity
from ropewalk.workspace.gate import PLACE


@dataclass(frozen=True, slots=True)
class NewTarget:
    """A target to be set: for which indicator, what, by when, why, and who approved it."""

    indicator: str
    value: float
    day: date
    reason: str
    approved_by: str


def set_target(by: By, indicator: str, value: float, day: date, reason: str, approved_by: str) -> None:
    """Set a target beside those that were. Raises UserError without a reason or a name, for a day that is
    over, and where no way is better: a target would be unsafe there."""
    set_targets(by, [NewTarget(indicator, value, day, reason, approved_by)])


def set_targets(by: By, wanted: Sequence[NewTarget]) -> None:
    """Set several: all of them or none. What is read does not grow with how many there are."""
    with writing(by):
        held = {one.id: one for one in reads.indicators()}
        made = {one.indicator: _target(by, held, one) for one in wanted}
        after = {code: replace(held[code], target=target) for code, target in made.items()}
        change_definitions(
            by,
            lambda all_: replace(all_, indicators=tuple(after.get(one.id, one) for one in all_.indicators)),
        )
        tell_all(
            by,
            (("target set", "indicator", code, held[code].target, target) for code, target in made.items()),
        )


def _target(by: By, held: Mapping[str, Indicator], wanted: NewTarget) -> Target:
    """A target that may be set by somebody."""
    if wanted.indicator not in held:
        problem = "there is no such indicator"
        raise UserError(Fault(problem, "Choose one of the plan", value=wanted.indicator))
    indicator = held[wanted.indicator]
    by.must(Right.SET_TARGET, Thing(priorities=frozenset(indicator.priorities)))
    if indicator.polarity is Polarity.NEUTRAL:
        remedy = "Leave it without one, or declare first which way is better, and why"
        raise UserError(Fault("no way is better for this measure", remedy, value=wanted.indicator))
    if wanted.day <= clock.today():
        raise UserError(Fault("that day is not to come", "Choose a later one", value=str(wanted.day)))
    with told_as_user_fault():
        return Target(
            value=wanted.value,
            date=wanted.day,
            reason=said(wanted.reason, "the reason"),
            approved_by=said(wanted.approved_by, "who approved it"),
        )


def withdraw_target(by: By, indicator: str, reason: str, approved_by: str) -> None:
    """Take the target that counts back. It stays to be seen, with the reason."""
    with writing(by) as say:
        by.must(Right.SET_TARGET, thing_of("indicator", indicator))
        held = _held(indicator)
        if held.target is None:
            raise UserError(Fault("it has no target", "There is nothing to take back", value=indicator))
        models.Target.objects.create(
            indicator=models.Indicator.objects.get(code=indicator),
            reason=said(reason, "the reason"),
            approved_by=said(approved_by, "who approved it"),
            set_at=clock.now(),
            set_by=by.name,
        )
        # The row stands already, with its reason; what is left is the version of the definitions.
        before = held.target
        write_now(by, _with(reads.definitions(), replace(held, target=None)))
        say(
            "target taken back",
            "indicator",
            indicator,
            before,
            {"reason": reason, "approved_by": approved_by},
        )


def change_peer_set(by: By, peer_set: PeerSet) -> None:
    """Write a peer set anew, or add one: who chose it, on what basis, and when, are part of it. The one that
    is the default takes that from the others."""
    with writing(by) as say:
        by.must(Right.EDIT_PLAN)
        for name in ("id", "title", "basis", "chosen_by"):
            said(getattr(peer_set, name), f"the field {name}")
        members = (
            *peer_set.members,
            *peer_set.by_place,
            *(p for row in peer_set.by_place.values() for p in row),
        )
        if wrong := sorted({code for code in members if not PLACE.fullmatch(code)}):
            raise UserError(
                Fault("these are no codes of places", "Write official codes", value=", ".join(wrong))
            )
        before = next((one for one in reads.peer_sets() if one.id == peer_set.id), None)
        change_definitions(by, lambda held: replace(held, peer_sets=_among(held.peer_sets, peer_set)))
        say("peer set changed" if before else "peer set added", "peer set", peer_set.id, before, peer_set)


def _among(held: tuple[PeerSet, ...], new: PeerSet) -> tuple[PeerSet, ...]:
    others = [one for one in held if one.id != new.id]
    if new.default:
        others = [replace(one, default=False) for one in others]
    return tuple(sorted([*others, new], key=lambda one: one.id))


def _held(indicator: str) -> Indicator:
    return next(one for one in reads.indicators() if one.id == indicator)


def _with(held: Definitions, indicator: Indicator) -> Definitions:
    rows = tuple(indicator if one.id == indicator.id else one for one in held.indicators)
    return replace(held, indicators=rows)

"""Targets, which are only ever added, and peer sets."""

from collections.abc import Sequence
from typing import Any

from ropewalk.accounts.by import By
from ropewalk.accounts.roles import Right
from ropewalk.office.lists.listed import LONG, Listed, Rows, has_plan, refuse, row, yes_no
from ropewalk.plan import actions, public, reads
from ropewalk.plan.actions.targets import NewTarget
from ropewalk.sheets.columns import Column, Kind, When
from ropewalk.sheets.found import Change
from ropewalk.vocabulary.errors import Fault, UserError
from ropewalk.vocabulary.language import later
from ropewalk.vocabulary.peers import PeerSet


def _targets(by: By, of: str) -> Rows:
    held = public.definitions().indicators if has_plan() else ()
    rows = (
        row(
            one.id,
            one.title,
            title=one.title,
            unit=one.unit,
            value=one.target and one.target.value,
            date=one.target and one.target.date,
            reason=one.target.reason if one.target else "",
            approved_by=one.target.approved_by if one.target else "",
        )
        for one in held
    )
    return rows, {}


def _write_targets(by: By, of: str, changes: Sequence[Change]) -> None:
    made = []
    for one in changes:
        value: Any = one["value"]
        day: Any = one["date"]
        if one.line.seen.get("value") and not {"reason"} <= one.changed:
            refuse(
                "the reason is still that of the target before", "Write why it changes", one.text("reason")
            )
        if value is None and day is None:
            actions.withdraw_target(by, one.id, one.text("reason"), one.text("approved_by"))
        elif value is None or day is None:
            refuse("a target is a value and a day", "Write both, or empty both to take it back")
        else:
            made.append(NewTarget(one.id, value, day, one.text("reason"), one.text("approved_by")))
    actions.set_targets(by, made)


def _peer_sets(by: By, of: str) -> Rows:
    names = ("title", "basis", "chosen_by", "dated", "default", "members")
    held = public.definitions().peer_sets if has_plan() else ()
    rows = (
        row(one.id, one.title, code=one.id, **{name: getattr(one, name) for name in names}) for one in held
    )
    return rows, {"default": yes_no()}


def _write_peer_sets(by: By, of: str, changes: Sequence[Change]) -> None:
    held = {one.id: one for one in reads.peer_sets()}
    for one in changes:
        now = held.get(one.id)
        code, dated, members = one.text("code"), one["dated"], one["members"]
        if now is None and code in held:
            raise UserError(Fault("a peer set has this code already", "Choose another", value=code))
        if dated is None:
            refuse("it is not said when it was chosen", "Write the day")
        told: Any = {name: one.text(name) for name in ("title", "basis", "chosen_by")}
        told |= {"dated": dated, "default": one.text("default") == "yes", "members": members}
        stays: Any = {"by_place": now.by_place, "source": now.source} if now else {}
        actions.change_peer_set(by, PeerSet(id=now.id if now else code, **told, **stays))


MEASURES = (
    Listed(
        "targets",
        later("Targets"),
        "plan",
        Right.READ,
        (
            Column("title", later("Measure"), when=When.NEVER),
            Column("unit", later("Unit"), when=When.NEVER),
            Column("value", later("Target"), Kind.NUMBER),
            Column("date", later("To be reached by"), Kind.DAY),
            Column("reason", later("Reason"), most=LONG, hint=later("A new target needs a new reason.")),
            Column("approved_by", later("Approved by")),
        ),
        _targets,
        _write_targets,
        adds=False,
        note=later("A new target stands beside those before it. Empty value and day take it back."),
    ),
    Listed(
        "peer-sets",
        later("Peer sets"),
        "plan",
        Right.READ,
        (
            Column("code", later("Code"), when=When.NEW, most=120),
            Column("title", later("Title")),
            Column("basis", later("How the places were chosen"), most=LONG),
            Column("chosen_by", later("Chosen by")),
            Column("dated", later("Chosen on"), Kind.DAY),
            Column("default", later("The one that is used first"), Kind.CHOICE),
            Column("members", later("Codes of the places"), Kind.LINES, most=30_000),
        ),
        _peer_sets,
        _write_peer_sets,
        note=later("A set that differs by place keeps its lists: those travel as files."),
    ),
)

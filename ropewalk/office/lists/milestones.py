"""Milestones: a change of each column is what its button on the page does."""

from collections.abc import Sequence
from typing import Any

from ropewalk.accounts.by import By
from ropewalk.accounts.roles import Right
from ropewalk.office.lists.listed import LONG, Listed, Rows, found, has_plan, organisations, refuse, row
from ropewalk.plan import actions, models
from ropewalk.plan.board import board
from ropewalk.sheets.columns import Column, Kind, When, named
from ropewalk.sheets.found import Change
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.language import later


def _rows(by: By, of: str) -> Rows:
    if not has_plan():
        return (), {}
    items = board(clock.today(), records=False).items
    rows = (
        row(
            f"{item.action.id}/{one.id}",
            f"{item.action.title}: {one.title}",
            action=item.action.id,
            title=one.title,
            organisation=one.organisation,
            due=one.due,
            moved_because=one.moved_because,
            forecast=one.forecast,
            done=one.done,
            evidence=one.evidence,
            verified_on=one.verified_on,
            dropped_because=one.dropped_because,
        )
        for item in items
        for one in item.work.milestones
    )
    named_actions = named((item.action.id, item.action.title) for item in items)
    return rows, {"action": named_actions, "organisation": organisations()}


def _write(by: By, of: str, changes: Sequence[Change]) -> None:
    rows = models.Milestone.objects.filter(action__active=True).select_related("action")
    held = {f"{one.action.code}/{one.code}": one for one in rows}
    for one in changes:
        target = found(held, one.id) if one.id else _added(by, one)
        _change(by, one, target, one.changed if one.id else one.changed - {"title", "due"})


def _added(by: By, one: Change) -> models.Milestone:
    action, due = one.text("action"), one["due"]
    if not action or due is None:
        refuse("a milestone needs its action and a promised day", "Fill in both")
    day: Any = due
    code = actions.add_milestone(by, action, one.text("title"), day, organisation=one.text("organisation"))
    return models.Milestone.objects.select_related("action").get(action__code=action, code=code)


def _change(by: By, one: Change, target: models.Milestone, changed: frozenset[str]) -> None:
    told: Any = {name: one[name] for name in ("due", "forecast", "done")}
    if changed & {"title", "forecast"}:
        actions.change_milestone(by, target, one.text("title"), told["forecast"])
    if "due" in changed:
        if "moved_because" not in changed or told["due"] is None:
            refuse("the promised day was moved without a reason", "Write the new day, and why it is moved")
        actions.move_milestone(by, target, told["due"], one.text("moved_because"))
    elif "moved_because" in changed:
        refuse("there is a reason for moving the day, and the day is the same", "Write the new day too")
    if changed & {"done", "evidence"}:
        if told["done"] is None:
            refuse("what was done cannot be taken back here", "Do it on the milestone's page, with a reason")
        actions.finish_milestone(by, target, told["done"], one.text("evidence"))
    if "dropped_because" in changed:
        actions.drop_milestone(by, target, one.text("dropped_because"))


MILESTONES = Listed(
    "milestones",
    later("Milestones"),
    "delivery",
    Right.READ,
    (
        Column("action", later("Action"), Kind.CHOICE, When.NEW),
        Column("title", later("What will be there")),
        Column("organisation", later("Promised by"), Kind.CHOICE, When.NEW),
        Column("due", later("Promised for"), Kind.DAY, hint=later("A day that is moved needs a reason.")),
        Column("moved_because", later("Moved, because"), most=LONG),
        Column("forecast", later("Thought to come"), Kind.DAY),
        Column("done", later("Done on"), Kind.DAY),
        Column("evidence", later("What shows it"), most=LONG),
        Column("verified_on", later("Verified on"), Kind.DAY, When.NEVER),
        Column("dropped_because", later("Dropped, because"), most=LONG),
    ),
    _rows,
    _write,
    note=later("Verifying is done on the milestone's page, by somebody who looks at its evidence."),
)

"""Actions and their milestones."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ropewalk.accounts.by import By
from ropewalk.accounts.roles import Right
from ropewalk.figures.verdicts import DELIVERY, look
from ropewalk.office.lists.listed import (
    LONG,
    Listed,
    Rows,
    found,
    has_plan,
    measures,
    organisations,
    promises,
    refuse,
    row,
)
from ropewalk.plan import actions, public
from ropewalk.plan.board import Item, board
from ropewalk.sheets.columns import Column, Kind, When, named, text_of
from ropewalk.sheets.found import Change
from ropewalk.sheets.numbers import number
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.action import Action, Expected
from ropewalk.vocabulary.delivery import Work
from ropewalk.vocabulary.errors import Fault, UserError
from ropewalk.vocabulary.language import _, later

HOPE = later(
    "On each line a measure's code, by how much, by which day, parted by bars: jobs | 2 | 2028-01-01"
)


def _actions(by: By, of: str) -> Rows:
    if not has_plan():
        return (), {}
    items = board(clock.today(), records=False).items
    rows = (
        row(
            item.action.id,
            item.action.title,
            title=item.action.title,
            status=look(DELIVERY, item.told.status).label if item.told else _("Given up"),
            began=item.action.began,
            ends=item.work.ends,
            owner=item.action.owner,
            organisation=item.work.organisation,
            partners=item.work.partners,
            priorities=item.action.priorities,
            indicators=item.action.indicators,
            expected=[_hope(one) for one in item.action.expected],
            after=item.work.after,
            source=item.action.source,
            stopped_because=item.work.stopped_because,
        )
        for item in items
    )
    every = organisations()
    return rows, {
        "organisation": every,
        "partners": every,
        "priorities": promises(),
        "indicators": measures(),
        "after": named((item.action.id, item.action.title) for item in items),
    }


def _hope(one: Expected) -> str:
    return " | ".join(
        (one.indicator, text_of(one.size), one.by.isoformat(), *([one.unit] if one.unit else []))
    )


def _hopes(lines: Sequence[str]) -> tuple[Expected, ...]:
    made = []
    for line in lines:
        parts = [part.strip() for part in line.split("|")]
        try:
            size = number(parts[1]) if len(parts) in (3, 4) else None
            if size is None:
                raise ValueError(line)
            unit = parts[3] if len(parts) == 4 else ""
            day = date.fromisoformat(parts[2])
            made.append(Expected(indicator=parts[0], size=size, by=day, unit=unit))
        except ValueError:
            remedy = "Write the measure's code, how much and the day, such as: jobs | 2 | 2028-01-01"
            raise UserError(Fault("a hope is not whole", remedy, value=line)) from None
    return tuple(made)


def _pair(one: Change, held: Action | None) -> tuple[Action, Work]:
    """The action of a row; what has no column stays as it is."""
    began: Any = one["began"]
    if began is None:
        refuse("it is not said when it begins", "Write the day")
    hopes = _hopes(one["expected"])  # type: ignore[arg-type]
    indicators: Any = one["indicators"]
    told: Any = {name: one.text(name).strip() for name in ("title", "owner", "source")}
    for name, text in told.items():
        if not text:
            refuse(f"the {name} is empty", "Write it")
    action = Action(
        id=one.id,
        began=began,
        indicators=tuple(dict.fromkeys((*indicators, *(hope.indicator for hope in hopes)))),
        priorities=one["priorities"],  # type: ignore[arg-type]
        places=held.places if held else (),
        expected=hopes,
        **told,
    )
    lists: Any = {name: one[name] for name in ("ends", "partners", "after")}
    return action, Work(action=one.id, organisation=one.text("organisation"), **lists)


def _write_actions(by: By, of: str, changes: Sequence[Change]) -> None:
    held = {one.id: one for one in public.definitions().actions}
    new = [one for one in changes if not one.id]
    if any(one.text("stopped_because") for one in new):
        refuse("a new action cannot be given up already", "Leave that column empty")
    said = [one for one in changes if one.id and one.changed - {"stopped_because"}]
    if said:
        actions.change_actions(by, [_pair(one, found(held, one.id)) for one in said])
    if new:
        actions.add_actions(by, [_pair(one, None) for one in new])
    for one in changes:
        if one.id and "stopped_because" in one.changed:
            actions.stop_action(by, one.id, one.text("stopped_because"))


ACTIONS = Listed(
    "actions",
    later("Actions"),
    "delivery",
    Right.READ,
    (
        Column("title", later("What is done")),
        Column("status", later("Status"), when=When.NEVER),
        Column("began", later("Begins, or began"), Kind.DAY),
        Column("ends", later("Should end"), Kind.DAY),
        Column("owner", later("Who answers for it")),
        Column("organisation", later("Run by"), Kind.CHOICE),
        Column("partners", later("Partners"), Kind.CHOICES),
        Column("priorities", later("Promises it serves"), Kind.CHOICES),
        Column("indicators", later("Measures it should move"), Kind.CHOICES),
        Column("expected", later("Hopes"), Kind.LINES, most=LONG, hint=HOPE),
        Column("after", later("Waits for"), Kind.CHOICES),
        Column("source", later("Public record"), most=1000),
        Column("stopped_because", later("Given up, because"), most=LONG),
    ),
    _actions,
    _write_actions,
    note=later("Status follows from milestones. One that is set by hand is set on the action's page."),
)


def items_by_id() -> Mapping[str, Item]:
    """Every action by its code."""
    return board(clock.today(), records=False).by_id

"""Risks, recovery plans and decisions. Whether readers see one is decided by few, and never by the way; that
goes for changes asked for (``changes.py``) too."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

import msgspec

from ropewalk.accounts import published
from ropewalk.accounts.audit import writing
from ropewalk.accounts.by import By
from ropewalk.accounts.guard import guard
from ropewalk.accounts.pre_election import Publishing
from ropewalk.accounts.roles import Right
from ropewalk.plan import models
from ropewalk.plan.actions.shared import next_code, now, said, told_as_user_fault
from ropewalk.plan.mapping import Record, columns, record_of
from ropewalk.plan.sync import sign
from ropewalk.plan.things import thing_of
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.delivery import ChangeRequest, Decision, RecoveryPlan, Risk, Worked
from ropewalk.vocabulary.errors import Fault, UserError

Editable = TypeVar("Editable", Risk, RecoveryPlan)
Written = TypeVar("Written", Risk, RecoveryPlan, Decision)
NAMES = {
    Risk: "risk",
    RecoveryPlan: "recovery plan",
    Decision: "decision",
    ChangeRequest: "change asked for",
}
TABLES: Mapping[type, Any] = {
    Risk: models.Risk,
    RecoveryPlan: models.RecoveryPlan,
    Decision: models.Decision,
    ChangeRequest: models.ChangeRequest,
}
NEEDED = {
    Risk: ("title", "owner", "controls"),
    RecoveryPlan: ("cause", "steps", "owner", "expected"),
    Decision: ("title", "decided_by", "reason", "evidence"),
}


def add_record(by: By, record: Written) -> str:
    """Add a risk, a recovery plan or a decision, and return its code. Readers do not see it yet."""
    kind, name = type(record), NAMES[type(record)]
    with writing(by) as say:
        by.must(Right.EDIT_DELIVERY, thing_of(record.subject_kind, record.subject))
        _whole(record)
        table = TABLES[kind]
        code = next_code(f"{name.replace(' ', '-')}-", table.objects.values_list("code", flat=True))
        row = table(code=code, **columns(record) | {"shown": False} | _result(record))
        sign(row, now(by))
        row.save()
        say(f"{name} added", name, code, None, record)
    return code


def change_record(by: By, record: Editable) -> None:
    """Write a risk or a recovery plan anew. What it is about, and whether it is shown, stay. A decision is
    never changed."""
    kind, name = type(record), NAMES[type(record)]
    if kind not in (Risk, RecoveryPlan):
        raise UserError(Fault(f"a {name} is never changed", "Write down another", value=record.id))
    with writing(by) as say:
        row = TABLES[kind].objects.get(code=record.id)
        held = record_of(row, kind)
        by.must(Right.EDIT_DELIVERY, thing_of(held.subject_kind, held.subject))
        _whole(record)
        stays = {"subject_kind": held.subject_kind, "subject": held.subject, "shown": held.shown}
        for column, value in (columns(record) | stays | _result(record)).items():
            setattr(row, column, value)
        sign(row, now(by))
        row.save()
        say(f"{name} changed", name, record.id, held, record_of(row, kind))
        if held.shown:
            published.changed()


def review_plan(by: By, code: str, worked: Worked, found: str, *, on: date, next_on: date) -> None:
    """Say what came of a recovery plan on the day it was looked at, and when it is looked at next."""
    row = models.RecoveryPlan.objects.get(code=code)
    held = record_of(row, RecoveryPlan)
    if on > clock.today():
        raise UserError(Fault("that day is still to come", "Give today or a day before", value=str(on)))
    change_record(
        by,
        msgspec.structs.replace(
            held, reviewed_on=on, worked=worked, found=said(found, "what was found"), review_on=next_on
        ),
    )


def show_record(by: By, kind: type[Record], code: str, *, shown: bool) -> None:
    """Let readers see a risk, a recovery plan, a decision or a change asked for, or no more."""
    name = NAMES[kind]
    with writing(by) as say:
        row = TABLES[kind].objects.get(code=code)
        held = record_of(row, kind)
        by.must(Right.SHOW_DELIVERY, thing_of(held.subject_kind, held.subject))
        if shown and not row.shown:
            guard(say, Publishing.RECORD, code)
        row.shown = shown
        sign(row, now(by))
        row.save()
        say(f"{name} {'shown' if shown else 'shown no more'}", name, code, held.shown, shown)
        published.changed()


def _whole(record: Risk | RecoveryPlan | Decision) -> None:
    for field in NEEDED[type(record)]:
        said(getattr(record, field), f"the field {field}")
    with told_as_user_fault():
        msgspec.structs.replace(record)  # its own rules, held once more
    if isinstance(record, Decision) and record.decided_on > clock.today():
        remedy = "Write it down once it was decided"
        raise UserError(Fault("that day is still to come", remedy, value=str(record.decided_on)))


def _result(record: object) -> dict[str, str]:
    """An empty text where a recovery plan has no result yet: the column holds words."""
    return {"worked": record.worked or ""} if isinstance(record, RecoveryPlan) else {}

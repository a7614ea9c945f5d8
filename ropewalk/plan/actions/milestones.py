"""Milestones: added, forecast, done, looked at by somebody else; by few, moved or dropped with a reason."""

from datetime import date

from ropewalk.accounts import published
from ropewalk.accounts.audit import Say, hold, writing
from ropewalk.accounts.by import By, NotAllowedError
from ropewalk.accounts.rights import Thing
from ropewalk.accounts.roles import Right
from ropewalk.plan import models
from ropewalk.plan.actions.shared import called, known_organisations, next_code, now, said
from ropewalk.plan.mapping import columns, fields
from ropewalk.plan.sync import sign
from ropewalk.plan.things import line_of, thing_of
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.delivery import Milestone
from ropewalk.vocabulary.errors import Fault, UserError


def add_milestone(by: By, action: str, title: str, due: date, *, organisation: str = "") -> str:
    """Promise something by a day, and return its code. ``organisation``: who promises it, where it is not the
    action's own."""
    with writing(by) as say:
        by.must(Right.EDIT_DELIVERY, thing_of("action", action))
        known_organisations([organisation])
        held = models.Action.objects.get(code=action, active=True)
        code = next_code("m", held.milestones.values_list("code", flat=True))
        row = models.Milestone(action=held, code=code, place_in_order=held.milestones.count())
        row.title, row.due, row.organisation = said(title, "the milestone"), due, organisation
        _write(by, row, say, "milestone added", None)
    return code


def change_milestone(by: By, row: models.Milestone, title: str, forecast: date | None) -> None:
    """Write what it is anew, and when it is thought to come. The promised day stays."""
    with writing(by) as say:
        hold(row)
        must_edit(by, row)
        _open(row)
        before = _told(row)
        row.title, row.forecast = said(title, "the milestone"), forecast
        _write(by, row, say, "milestone changed", before)


def finish_milestone(by: By, row: models.Milestone, done: date, evidence: str) -> None:
    """Say that it is done, since when, and what shows it. Until it is verified, that can be said anew."""
    with writing(by) as say:
        hold(row)
        must_edit(by, row)
        if row.dropped_because or row.verified_on:
            raise UserError(Fault("it was dropped or verified", "Leave it as it is", value=row.title))
        if done > clock.today():
            raise UserError(Fault("that day is still to come", "Give today or a day before", value=str(done)))
        before = _told(row)
        row.done, row.evidence, row.done_by = done, said(evidence, "the evidence"), by.name
        _write(by, row, say, "milestone done", before)


def reopen_milestone(by: By, row: models.Milestone, reason: str) -> None:
    """Say that it is not done after all. The reason stands in the audit."""
    with writing(by) as say:
        hold(row)
        must_edit(by, row)
        if row.done is None:
            raise UserError(Fault("it is not done", "There is nothing to take back", value=row.title))
        before = _told(row) | {"reason": said(reason, "the reason")}
        row.done, row.evidence, row.done_by, row.verified_on, row.verified_by = None, "", "", None, ""
        _write(by, row, say, "milestone not done after all", before)


def verify_milestone(by: By, row: models.Milestone) -> None:
    """Say that its evidence was looked at: by somebody else than who said that it is done."""
    with writing(by) as say:
        hold(row)
        thing = thing_of("action", row.action.code)
        by.must(Right.VERIFY, Thing(thing.priorities, thing.organisations, frozenset({row.done_by})))
        if row.done is None:
            raise UserError(Fault("it is not done yet", "Wait for its evidence", value=row.title))
        before = _told(row)
        row.verified_on, row.verified_by = clock.today(), called(by)
        _write(by, row, say, "milestone verified", before)


def move_milestone(by: By, row: models.Milestone, due: date, reason: str) -> None:
    """Move the promised day. The day promised first stays beside it, with the reason."""
    with writing(by) as say:
        hold(row)
        by.must(Right.OVERRIDE, thing_of("action", row.action.code))
        _open(row)
        before = _told(row)
        row.first_due = row.first_due or row.due
        row.due, row.moved_because = due, said(reason, "the reason")
        _write(by, row, say, "milestone moved", before)


def drop_milestone(by: By, row: models.Milestone, reason: str) -> None:
    """Count it no more. It stays to be seen, with the reason."""
    with writing(by) as say:
        hold(row)
        by.must(Right.OVERRIDE, thing_of("action", row.action.code))
        _open(row)
        before = _told(row)
        row.dropped_because = said(reason, "the reason")
        _write(by, row, say, "milestone dropped", before)


def must_edit(by: By, row: models.Milestone) -> None:
    """Raise NotAllowedError unless they may run the action, or this milestone is their own promise."""
    thing = thing_of("action", row.action.code)
    own = Thing(organisations=line_of(row.organisation))
    if not (by.may(Right.EDIT_DELIVERY, thing) or (row.organisation and by.may(Right.EDIT_DELIVERY, own))):
        raise NotAllowedError(Fault(f"{by.name} may not write this milestone", "Ask who runs the action"))


def _open(row: models.Milestone) -> None:
    if row.done is not None or row.dropped_because:
        raise UserError(Fault("it is done or dropped", "Leave it as it is", value=row.title))


def _write(by: By, row: models.Milestone, say: Say, what: str, before: object) -> None:
    sign(row, now(by))
    row.save()
    say(what, "milestone", f"{row.action.code}/{row.code}", before, _told(row))
    published.changed()


def _told(row: models.Milestone) -> dict[str, object]:
    """The milestone as the audit tells it, with the address of who said that it is done."""
    return columns(Milestone(id=row.code, **fields(row, Milestone))) | {"done_by": row.done_by}

"""The calendar: releases announced, moved with a reason, cancelled; and corrections of what is out."""

from datetime import datetime

from django.db.models import Max

from ropewalk.accounts import published
from ropewalk.accounts.audit import writing
from ropewalk.accounts.by import By
from ropewalk.accounts.roles import Right
from ropewalk.releases.models import Move, Release
from ropewalk.releases.reads import state_of
from ropewalk.releases.states import OUT, State
from ropewalk.releases.told import release_told
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.errors import Fault, UserError

UNFROZEN = {
    "manifest": "",
    "code": "",
    "definitions": "",
    "revision": None,
    "prepared_at": None,
    "prepared_by": "",
}


def plan(by: By, title: str, planned_for: datetime, about: str = "") -> Release:
    """Announce a release for an exact time. Readers see it in the calendar at once."""
    with writing(by) as say:
        by.must(Right.PREPARE_RELEASE)
        _ahead(planned_for)
        row = _added(title, about, planned_for)
        say("release planned", "release", str(row.number), None, release_told(row))
        published.changed()
    return row


def change(by: By, row: Release, title: str, about: str) -> None:
    """Call it otherwise. What was frozen of it has to be prepared again."""
    with writing(by) as say:
        by.must(Right.PREPARE_RELEASE)
        row = locked(row)
        _still(row, State.PLANNED, State.PREPARED)
        before = release_told(row)
        row.title, row.about = _titled(title), about.strip()
        _unfreeze(row)
        row.save()
        say("release changed", "release", str(row.number), before, release_told(row))
        published.changed()


def move(by: By, row: Release, planned_for: datetime, reason: str) -> None:
    """Give it another time; the old one and the reason stay in the calendar. It has to be prepared again."""
    with writing(by) as say:
        by.must(Right.PREPARE_RELEASE)
        row = locked(row)
        _still(row, State.PLANNED, State.PREPARED, State.CLEARED)
        if row.public_at is not None:
            by.must(Right.PUBLISH)
        _ahead(planned_for)
        before, was = release_told(row), row.planned_for
        now, why = clock.now(), _said(reason, "why its time changes")
        Move.objects.create(release=row, was=was, becomes=planned_for, reason=why, at=now, by=by.name)
        row.planned_for = planned_for
        _unfreeze(row)
        row.save()
        say("release moved", "release", str(row.number), before, release_told(row))
        published.changed()


def cancel(by: By, row: Release, reason: str) -> None:
    """Take it out of the calendar; that it was announced, and why it does not come, stays."""
    with writing(by) as say:
        by.must(Right.PUBLISH)
        row = locked(row)
        _still(row, State.PLANNED, State.PREPARED, State.CLEARED)
        before = release_told(row)
        row.cancelled_at, row.cancelled_because = clock.now(), _said(reason, "why it does not come")
        row.public_at, row.cleared_at, row.cleared_by = None, None, ""
        row.save()
        say("release cancelled", "release", str(row.number), before, release_told(row))
        published.changed()


def correct(by: By, row: Release, reason: str, changes: str, planned_for: datetime | None = None) -> Release:
    """Announce a correction of a release that is out, as a release of its own. ``changes``: what differs."""
    with writing(by) as say:
        by.must(Right.CORRECT)
        row = locked(row)
        if state_of(row) is not State.PUBLISHED:
            remedy = "Correct a release that is out, and the newest correction of it"
            raise UserError(Fault("this release cannot be corrected", remedy, value=str(row.number)))
        if row.corrections.filter(cancelled_at=None).exists():
            remedy = "Publish that one, or cancel it first"
            raise UserError(Fault("a correction of it is on its way", remedy, value=str(row.number)))
        made = _added(
            row.title,
            row.about,
            planned_for or clock.now(),
            row,
            _said(reason, "why"),
            _said(changes, "what changed"),
        )
        say("correction planned", "release", str(made.number), None, release_told(made))
        published.changed()
    return made


def locked(row: Release) -> Release:
    """The row as it is now, held until the transaction ends."""
    return Release.objects.select_for_update(of=("self",)).select_related("corrects").get(pk=row.pk)


def _added(
    title: str, about: str, at: datetime, corrects: Release | None = None, reason: str = "", changes: str = ""
) -> Release:
    number = (Release.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    return Release.objects.create(
        number=number,
        title=_titled(title),
        about=about.strip(),
        planned_for=at,
        announced_at=clock.now(),
        corrects=corrects,
        reason=reason,
        changes=changes,
    )


def _unfreeze(row: Release) -> None:
    for name, value in UNFROZEN.items():
        setattr(row, name, value)
    row.public_at, row.cleared_at, row.cleared_by = None, None, ""


def _still(row: Release, *states: State) -> None:
    found = state_of(row)
    if found not in states:
        remedy = "What is out is corrected by a new release" if found in OUT else "Plan another one"
        raise UserError(Fault(f"this release is {found}", remedy, value=str(row.number)))


def _ahead(at: datetime) -> None:
    if at <= clock.now():
        remedy = "Choose a day and time that are still to come"
        raise UserError(
            Fault("a release is announced before its time", remedy, value=f"{at:%d %B %Y, %H:%M}")
        )


def _titled(title: str) -> str:
    return _said(" ".join(title.split()), "what it is called")


def _said(text: str, what: str) -> str:
    if not text.strip():
        raise UserError(Fault(f"it is not said {what}", "Say it in a sentence"))
    return text.strip()

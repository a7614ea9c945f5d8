"""Clearing a release for its time. From then on the clock decides; nobody has to be there."""

from datetime import datetime

from django.utils import timezone

from ropewalk.accounts import published
from ropewalk.accounts.audit import Say, writing
from ropewalk.accounts.by import By
from ropewalk.accounts.guard import guard
from ropewalk.accounts.pre_election import Publishing
from ropewalk.accounts.roles import Right
from ropewalk.releases import keeping
from ropewalk.releases.actions.planning import locked
from ropewalk.releases.models import Release
from ropewalk.releases.reads import state_of
from ropewalk.releases.states import State, public_from
from ropewalk.releases.told import release_told
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.errors import Fault, StoreError, UserError

THE_CLOCK = By("the clock")
"""Who publishes what was cleared, once its time has come."""


def clear(by: By, row: Release) -> None:
    """Have a prepared release come out at its planned time, or now where that has passed; never before it.

    A correction asks for its own right. Every kept byte is held against its hash first.
    """
    with writing(by) as say:
        by.must(Right.PUBLISH if row.corrects_id is None else Right.CORRECT)
        row = locked(row)
        if state_of(row) is not State.PREPARED:
            raise UserError(
                Fault(f"this release is {state_of(row)}", "Prepare it first", value=str(row.number))
            )
        if faults := list(keeping.wrong_in(row.manifest, row.number)):
            raise StoreError(*faults)
        before, now = release_told(row), clock.now()
        row.cleared_at, row.cleared_by = now, by.name
        row.public_at = public_from(row.planned_for, now)
        _guarded(say, row, row.public_at)
        row.save()
        say("release cleared", "release", str(row.number), before, release_told(row))
        published.changed()


def _guarded(say: Say, row: Release, out: datetime) -> None:
    """Before a poll, only what was announced before that time began comes out; its last move counts."""
    told = max([row.announced_at, *row.moves.values_list("at", flat=True)])
    day = timezone.localdate(out)
    guard(say, Publishing.RELEASE, str(row.number), on=day, announced=timezone.localdate(told))


def hold_back(by: By, row: Release) -> None:
    """Take the clearing back, as long as its time has not come."""
    with writing(by) as say:
        by.must(Right.PUBLISH if row.corrects_id is None else Right.CORRECT)
        row = locked(row)
        if state_of(row) is not State.CLEARED:
            remedy = "Only one that waits for its time can be held back"
            raise UserError(Fault(f"this release is {state_of(row)}", remedy, value=str(row.number)))
        before = release_told(row)
        row.cleared_at, row.cleared_by, row.public_at = None, "", None
        row.save()
        say("release held back", "release", str(row.number), before, release_told(row))
        published.changed()


def tell_published() -> tuple[int, ...]:
    """Tell the audit of every release whose time has come since; the numbers of those. Readers do not wait
    for it: what they may see follows from the clock."""
    due = Release.objects.filter(told=False, public_at__lte=clock.now())
    if not due.exists():
        return ()
    with writing(THE_CLOCK) as say:
        rows = list(due.order_by("number"))
        for row in rows:
            say("release published", "release", str(row.number), None, release_told(row))
        due.filter(pk__in=[row.pk for row in rows]).update(told=True)
    return tuple(row.number for row in rows)

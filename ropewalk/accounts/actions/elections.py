"""The time before a poll: set, ended early, and one thing let through it."""

from datetime import date

from ropewalk.accounts import published
from ropewalk.accounts.audit import writing
from ropewalk.accounts.by import By
from ropewalk.accounts.guard import permit_told
from ropewalk.accounts.models import LetThrough, PreElection
from ropewalk.accounts.pre_election import LONGEST, Ground, Period, Publishing
from ropewalk.accounts.roles import Right
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.errors import Fault, UserError


def set_pre_election(by: By, poll: str, first: date, last: date) -> PreElection:
    """Say when the time before a poll begins and ends; it does both by itself. It begins today at the
    earliest: what readers saw before stays. Raises UserError where it would meet another."""
    with writing(by) as say:
        by.must(Right.ELECTION)
        wanted = Period(_said(poll, "which poll it is"), first, last)
        _fits(wanted)
        row = PreElection.objects.create(
            poll=wanted.poll, first=first, last=last, set_by=by.name, set_at=clock.now()
        )
        say("time before a poll set", "pre-election", str(row.pk), None, told(row))
        published.changed()
    return row


def end_pre_election(by: By, row: PreElection, reason: str) -> None:
    """End it before its last day, or call it off before its first."""
    with writing(by) as say:
        by.must(Right.ELECTION)
        row = PreElection.objects.select_for_update().get(pk=row.pk)
        if row.ended_at or row.last < clock.today():
            raise UserError(Fault("it is over", "There is nothing to end", value=row.poll))
        before = told(row)
        row.ended_by, row.ended_at = by.name, clock.now()
        row.ended_because = _said(reason, "why it ends")
        row.save()
        say("time before a poll ended", "pre-election", str(row.pk), before, told(row))
        published.changed()


def let_through(
    by: By, row: PreElection, kind: Publishing, thing: str, ground: Ground, reason: str
) -> LetThrough:
    """Let one thing be published all the same, once. ``thing``: how it is named among its kind."""
    with writing(by) as say:
        by.must(Right.ELECTION)
        row = PreElection.objects.select_for_update().get(pk=row.pk)
        if row.ended_at or row.last < clock.today():
            raise UserError(Fault("it is over", "Publish it: nothing is held back", value=row.poll))
        thing = _said(thing, "what is let through")
        if row.let_through.filter(kind=kind, thing=thing, used_at=None).exists():
            raise UserError(Fault("this was let through already", "Publish it", value=f"{kind} {thing}"))
        permit = LetThrough.objects.create(
            within=row,
            kind=kind,
            thing=thing,
            ground=ground,
            reason=_said(reason, "the reason"),
            by=by.name,
            at=clock.now(),
        )
        say("let through before a poll", kind, thing, None, permit_told(permit))
    return permit


def told(row: PreElection) -> dict[str, str]:
    """The time before a poll, as the audit tells it."""
    days = {"poll": row.poll, "first": row.first.isoformat(), "last": row.last.isoformat()}
    return days | {"ended because": row.ended_because}


def _fits(wanted: Period) -> None:
    if wanted.first < clock.today():
        remedy = "Begin it today or later"
        raise UserError(Fault("it would begin in the past", remedy, value=str(wanted.first)))
    if not wanted.first <= wanted.last <= wanted.first + LONGEST:
        remedy = f"Choose a last day within {LONGEST.days} days of the first"
        raise UserError(Fault("it does not end in time", remedy, value=str(wanted.last)))
    if any(row.period.meets(wanted) for row in PreElection.objects.filter(ended_at=None)):
        remedy = "End that one first, and set one for both polls"
        raise UserError(Fault("another time before a poll meets it", remedy, value=wanted.poll))


def _said(text: str, what: str) -> str:
    text = " ".join(text.split())
    if not text:
        raise UserError(Fault(f"it is not said {what}", "Write it"))
    return text

"""A status set by hand: with a reason and a name, for a quarter at most, and taken back with a reason too."""

from datetime import date

from ropewalk.accounts import published
from ropewalk.accounts.audit import writing
from ropewalk.accounts.by import By
from ropewalk.accounts.roles import Right
from ropewalk.plan import models
from ropewalk.plan.actions.shared import called, said
from ropewalk.plan.status import LONGEST
from ropewalk.plan.things import thing_of
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.delivery import BY_HAND, Status
from ropewalk.vocabulary.errors import Fault, UserError


def set_override(by: By, action: str, status: Status, reason: str, until: date) -> None:
    """Show another status than the rule gives, from today to the end of a day. It replaces one that
    stands."""
    today = clock.today()
    with writing(by) as say:
        by.must(Right.OVERRIDE, thing_of("action", action))
        if status not in BY_HAND:
            raise UserError(
                Fault("this cannot be set by hand", f"Choose from: {', '.join(BY_HAND)}", value=status)
            )
        if not today <= until <= today + LONGEST:
            remedy = f"Choose a last day within {LONGEST.days} days from today"
            raise UserError(Fault("the override does not end in time", remedy, value=str(until)))
        _add(by, action, status.value, reason, until)
        told = {"status": status, "reason": reason, "until": until}
        say("status set by hand", "action", action, None, told)


def end_override(by: By, action: str, reason: str) -> None:
    """Take the override back from today: the rule counts again."""
    with writing(by) as say:
        by.must(Right.OVERRIDE, thing_of("action", action))
        _add(by, action, "", reason, clock.today())
        say("status left to the rule", "action", action, None, {"reason": reason})


def _add(by: By, action: str, status: str, reason: str, until: date) -> None:
    models.Override.objects.create(
        action=models.Action.objects.get(code=action, active=True),
        status=status,
        reason=said(reason, "the reason"),
        by=called(by),
        since=clock.today(),
        until=until,
        set_at=clock.now(),
    )
    published.changed()

"""What is promised now, of that which a change may be asked for: a day, a value, or that it comes at all."""

from dataclasses import dataclass
from datetime import date

from ropewalk.plan import models, reads
from ropewalk.vocabulary.delivery import OF_MILESTONES, Alters
from ropewalk.vocabulary.errors import Fault, UserError
from ropewalk.vocabulary.words import Polarity


@dataclass(frozen=True, slots=True)
class Promised:
    """The day and the value that are promised; none where nothing was said."""

    day: date | None = None
    value: float | None = None


def promised(alters: Alters, subject: str, milestone: str = "") -> Promised:
    """What is promised now of what such a change would alter. Raises UserError where there is nothing to
    change: no such thing, or it is done, dropped or given up."""
    if alters in OF_MILESTONES:
        return _of_milestone(subject, milestone)
    if alters in (Alters.ACTION_END, Alters.ACTION_STOPPED):
        return _of_action(subject)
    return _of_target(alters, subject)


def _of_milestone(action: str, code: str) -> Promised:
    row = models.Milestone.objects.filter(action__code=action, action__active=True, code=code).first()
    if row is None:
        raise UserError(Fault("there is no such milestone", "Choose one of the action", value=code))
    if row.done is not None or row.dropped_because:
        raise UserError(Fault("it is done or dropped", "Leave it as it is", value=row.title))
    return Promised(row.due)


def _of_action(code: str) -> Promised:
    row = models.Action.objects.filter(code=code, active=True).first()
    if row is None:
        raise UserError(Fault("there is no such action", "Choose one of the plan", value=code))
    if row.stopped_because:
        raise UserError(Fault("it was given up", "Leave it as it is", value=row.title))
    return Promised(row.ends)


def _of_target(alters: Alters, code: str) -> Promised:
    held = next((one for one in reads.indicators() if one.id == code), None)
    if held is None:
        raise UserError(Fault("there is no such measure", "Choose one of the plan", value=code))
    if held.polarity is Polarity.NEUTRAL:
        remedy = "Leave it without a target: it would be unsafe"
        raise UserError(Fault("no way is better for this measure", remedy, value=code))
    if held.target is None and alters is Alters.TARGET_WITHDRAWN:
        raise UserError(Fault("it has no target", "There is nothing to take back", value=code))
    return Promised(held.target.date, held.target.value) if held.target else Promised()

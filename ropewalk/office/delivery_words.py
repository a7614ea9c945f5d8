"""What the office says of delivery."""

from collections.abc import Iterator
from typing import Final

from ropewalk.figures.verdicts import DELIVERY, look
from ropewalk.plan.board import Item
from ropewalk.plan.status import Told, Why
from ropewalk.vocabulary.delivery import Decision, Delivery, Milestone, RecoveryPlan, Risk
from ropewalk.vocabulary.language import _, later
from ropewalk.vocabulary.period import day_words

WHY: Final = {
    Why.NO_MILESTONE: later("It has no milestone to judge by."),
    Why.ALL_DONE: later("Every milestone is done."),
    Why.PAST_DUE: later("A promised day is over, and that milestone is not done."),
    Why.FORECAST_LATE: later("A milestone is forecast for after its promised day."),
    Why.FORECAST_OLD: later("A forecast day is over, and nobody has looked since."),
    Why.WAITS: later("It waits for something that is late, at risk or given up."),
    Why.NOT_BEGUN: later("It begins on a later day."),
    Why.IN_TIME: later("Nothing is late, and nothing is thought to be."),
}
KINDS: Final = {"risk": later("Risk"), "recovery": later("Recovery plan"), "decision": later("Decision")}


def why(told: Told) -> str:
    """Which line of the rule gave the status."""
    return _(WHY[told.why])


def kind(name: str) -> str:
    """What a record is."""
    return _(KINDS[name])


def done(told: Told) -> str:
    """How many milestones are done, with the denominator."""
    if not told.of:
        return _("No milestone")
    words = _("{done} of {of} done").format(done=told.done, of=told.of)
    return f"{words}, {_('{late} of those late').format(late=told.late)}" if told.late else words


def milestone(one: Milestone) -> str:
    """A milestone and its day, in words."""
    if one.done:
        return _("{title}: done on {day}").format(title=one.title, day=day_words(one.done))
    said = _("{title}: promised for {day}").format(title=one.title, day=day_words(one.due))
    if one.forecast and one.forecast != one.due:
        return f"{said}, {_('forecast for {day}').format(day=day_words(one.forecast))}"
    return said


def bar(item: Item) -> str:
    """A bar of the time line, for whoever cannot see it."""
    begins = _("Begins {day}").format(day=day_words(item.action.began))
    ends = _("ends {day}").format(day=day_words(item.work.ends)) if item.work.ends else ""
    status = look(DELIVERY, item.told.status).label if item.told else _("given up")
    return ", ".join(part for part in (begins, ends, status) if part)


def records(delivery: Delivery) -> Iterator[tuple[str, Risk | RecoveryPlan | Decision]]:
    """Risks, recovery plans and decisions, each with the name of its kind in addresses."""
    yield from (("risk", one) for one in delivery.risk)
    yield from (("recovery", one) for one in delivery.recovery_plan)
    yield from (("decision", one) for one in delivery.decision)


def record(one: Risk | RecoveryPlan | Decision) -> str:
    """A record in a line."""
    return one.cause if isinstance(one, RecoveryPlan) else one.title

"""What the office says of delivery."""

from collections.abc import Iterator
from typing import Final

from ropewalk.figures.delivery_words import done_words, milestone_words, why_words
from ropewalk.figures.verdicts import DELIVERY, look
from ropewalk.plan.board import Item
from ropewalk.plan.status import Told
from ropewalk.vocabulary.delivery import Decision, Delivery, Milestone, RecoveryPlan, Risk
from ropewalk.vocabulary.language import _, later
from ropewalk.vocabulary.period import day_words

KINDS: Final = {"risk": later("Risk"), "recovery": later("Recovery plan"), "decision": later("Decision")}


def why(told: Told) -> str:
    """Which line of the rule gave the status."""
    return why_words(told.why)


def kind(name: str) -> str:
    """What a record is."""
    return _(KINDS[name])


def done(told: Told) -> str:
    """How many milestones are done, with the denominator."""
    return done_words(told.done, told.of, told.late)


def milestone(one: Milestone) -> str:
    """A milestone and its day, in words."""
    return milestone_words(one, one.title)


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

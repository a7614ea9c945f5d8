"""To whom an action, a priority or an indicator belongs: what rights are asked over."""

from ropewalk.accounts.models import Organisation
from ropewalk.accounts.reads import line_above
from ropewalk.accounts.rights import Thing
from ropewalk.plan import models
from ropewalk.vocabulary.errors import Fault, UserError


def line_of(*codes: str) -> frozenset[str]:
    """Organisations by their codes, with all above them."""
    rows = Organisation.objects.filter(code__in=[code for code in codes if code])
    return frozenset().union(*(line_above(row) for row in rows))


def thing_of(kind: str, code: str) -> Thing:
    """What an action, a priority or an indicator belongs to. Raises UserError where there is no such one."""
    if kind == "action":
        row = models.Action.objects.filter(code=code, active=True).first()
        if row is not None:
            return Thing(frozenset(row.priorities), line_of(row.organisation))
    if kind == "priority" and models.Priority.objects.filter(code=code, aim__edition__current=True).exists():
        return Thing(priorities=frozenset({code}))
    if kind == "indicator" and models.Indicator.objects.filter(code=code, active=True).exists():
        links = models.IndicatorOnPriority.objects.filter(
            indicator__code=code, priority__aim__edition__current=True
        )
        return Thing(priorities=frozenset(links.values_list("priority__code", flat=True)))
    raise UserError(Fault(f"there is no such {kind}", "Choose one of the plan", value=code))


def stake_in(indicator: str) -> Thing:
    """Who has a stake in an indicator: its priorities, and whoever runs an action that should move it. Raises
    UserError where there is no such one."""
    thing = thing_of("indicator", indicator)
    rows = models.Action.objects.filter(active=True).values_list("organisation", "indicators")
    return Thing(thing.priorities, line_of(*(code for code, moves in rows if indicator in moves)))

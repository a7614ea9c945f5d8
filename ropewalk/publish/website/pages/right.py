"""How often are we right? What the calibration found, in public, the misses too."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from ropewalk.calibration.bars import Bar, bars
from ropewalk.figures.inputs import Figure, Table
from ropewalk.publish.website import addresses, calibrated
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.answer import page
from ropewalk.publish.website.site import Link
from ropewalk.vocabulary.calibration import OVERALL, Calibration
from ropewalk.vocabulary.language import _, later

TITLE = later("How often are we right?")


@dataclass(frozen=True, slots=True)
class RightPage:
    """What the page shows. Without a calibration only ``crumbs`` is filled."""

    crumbs: tuple[Link, ...]
    lead: str = ""
    more: str = ""
    made: date | None = None
    bars: tuple[Bar, ...] = ()
    alarms: Figure | None = None
    classes: Table | None = None
    power: Table | None = None
    coverage: Figure | None = None
    kinds: Table | None = None
    misses: Table | None = None
    chances: Figure | None = None
    stability: Table | None = None


@page("right.html", part=addresses.ABOUT)
def right(account: Account, _request: HttpRequest) -> RightPage:
    """The view of the page about calibration."""
    crumbs = (
        Link(_("Home"), addresses.at(addresses.HOME)),
        Link(_("How we know"), addresses.at(addresses.ABOUT)),
        Link(_(TITLE)),
    )
    found = account.calibration
    if found is None:
        return RightPage(crumbs)
    return RightPage(
        crumbs=crumbs,
        lead=_lead(found),
        more=_more(found),
        made=found.made,
        bars=bars(found),
        alarms=calibrated.alarms(found.simulated),
        classes=calibrated.classes(found.simulated),
        power=calibrated.power(found.power),
        coverage=calibrated.coverage(found.coverage),
        kinds=calibrated.kinds(found.coverage),
        misses=calibrated.misses(found),
        chances=calibrated.chances(found.reliability),
        stability=calibrated.stability(found),
    )


def _lead(found: Calibration) -> str:
    worst = max((rate.called for rate in found.simulated), default=None)
    if worst is None:
        return _("False alarms have not been counted yet.")
    return _(
        "Where nothing has changed, we say “better” or “worse” at most {worst:.1f} times in 100. "
        "That holds for every kind of series."
    ).format(worst=worst * 100)


def _more(found: Calibration) -> str:
    own = [c for c in found.coverage if c.group == OVERALL and c.nominal == 0.8 and not c.heldout]
    first = min(own, key=lambda row: row.horizon, default=None)
    if first is None:
        return ""
    return _(
        "We also looked at {count:,} real forecasts for one year ahead. Their ranges should hold the truth "
        "80 times in 100. They held it {covered:.0f} times in 100."
    ).format(covered=first.covered * 100, count=first.count)

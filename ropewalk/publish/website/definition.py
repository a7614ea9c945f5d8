"""The definition card of an indicator: everything a reader has a right to know of a number."""

from datetime import date

from markupsafe import Markup

from ropewalk.design.languages import content, filled
from ropewalk.publish.noting import asked
from ropewalk.publish.website import addresses, plainly
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.site import Link
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.indicator import Indicator
from ropewalk.vocabulary.language import _

Rows = tuple[tuple[str, str], ...]


def card(account: Account, indicator: Indicator) -> Rows:
    """Terms and texts of the card, empty ones left out."""
    late = is_late(account, indicator.next_expected)
    rows = (
        (_("What it is"), content(indicator.definition)),
        (_("Official name"), content(indicator.official_title)),
        (
            _("Sort of number"),
            _("{sort}. Unit: {unit}").format(sort=_(plainly.SORTS[indicator.kind]), unit=unit(indicator)),
        ),
        (_("On top of the line"), content(indicator.numerator)),
        (_("Below the line"), content(indicator.denominator)),
        (_("Which way is better"), _polarity(indicator)),
        (_("Whose work it shows"), _(plainly.ROLES[indicator.role])),
        (_("Stands in for"), content(indicator.proxy_for)),
        (_("How good the data is"), content(indicator.quality)),
        (_("Which places"), content(indicator.geography)),
        (_("Period"), content(indicator.period_type)),
        (_("How often"), _(plainly.FREQUENCIES[indicator.frequency])),
        (
            _("Next figure expected"),
            expected(indicator.next_expected, late=late),
        ),
        (_("Answerable"), content(indicator.owner)),
        (_("Made by"), content(indicator.producer)),
        (_("Licence"), _licence(indicator.licence)),
        (_("National outcomes it serves"), content("; ".join(indicator.outcomes))),
    )
    return tuple((term, text) for term, text in rows if text)


def _licence(code: str) -> str:
    """What a licence lets anybody do, or its own name."""
    words = plainly.LICENCES.get(code)
    return _(words) if words else content(code)


def _polarity(indicator: Indicator) -> str:
    """Which way is better, and the definition's own words for why."""
    return Markup("{} {}").format(_(plainly.BETTER[indicator.polarity]), content(indicator.polarity_reason))


def unit(indicator: Indicator) -> str:
    """The unit as people say it: £ a week, %, points, out of 10."""
    if indicator.unit.startswith("of "):
        return _("out {unit}").format(unit=indicator.unit)
    return " ".join(part for part in (indicator.prefix, indicator.unit) if part)


@asked
def is_late(_account: Account, day: str) -> bool:
    """Whether a day, where it is one, has passed."""
    try:
        return date.fromisoformat(day) < clock.today()
    except ValueError:
        return False


def expected(text: str, *, late: bool) -> str:
    """When the next figure is due, and plainly when it is late."""
    day = plainly.day(text)
    words = content(text) if day == text else day
    return (
        filled(_("{words}. This date has passed and the new figure is not here yet."), words=words)
        if late
        else words
    )


def priority_links(account: Account, indicator: Indicator) -> tuple[Link, ...]:
    """The promises that an indicator serves."""
    return tuple(
        Link(f"{code} {account.priorities[code].title}", addresses.priority(code))
        for code in indicator.priorities
        if code in account.priorities
    )


def pair_link(account: Account, indicator: Indicator, place: str) -> Link | None:
    """The indicator to read beside this one, so that neither can be bettered at the other's cost."""
    pair = account.indicators.get(indicator.paired_with)
    return Link(pair.title, addresses.indicator(pair.id, place)) if pair else None

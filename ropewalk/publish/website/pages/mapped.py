"""The map of an indicator: every council area of the land, with its table."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest

from ropewalk.publish.website import addresses, held
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.answer import known, page
from ropewalk.publish.website.mapped import Mapped, authority_map, has_authority_map
from ropewalk.publish.website.site import Link
from ropewalk.publish.website.subject import Subject
from ropewalk.publish.website.taken.frames import Offer, offer
from ropewalk.publish.website.taken.many import of_council_maps
from ropewalk.vocabulary.indicator import Indicator
from ropewalk.vocabulary.language import gettext as _


@dataclass(frozen=True, slots=True)
class MapPage:
    """What the page of a map shows."""

    indicator: Indicator
    map: Mapped
    back: Link
    offers: tuple[Offer, ...]
    sources: tuple[str, ...]
    crumbs: tuple[Link, ...]


def own_subject(account: Account, indicator: Indicator) -> Subject:
    """An indicator in the place whose figure the account's own pages show."""
    at = held.place_of(account, indicator.id)
    headline = held.verdicts(account, indicator.id, at)
    return Subject(account, indicator, at, headline.direction.breakdown if headline.direction else "")


@page("map.html", part=addresses.INDICATORS)
def authorities(account: Account, request: HttpRequest, code: str) -> MapPage:
    """The view of an indicator's map."""
    found: Indicator = known(account.indicators.get(code))
    subject = own_subject(account, found)
    drawn = authority_map(subject) if has_authority_map(subject) else None
    if drawn is None:
        raise Http404
    return MapPage(
        indicator=found,
        map=drawn,
        back=Link(found.title, addresses.indicator(code)),
        offers=tuple(offer(request, one) for one in of_council_maps(subject, drawn).values()),
        sources=(found.source, *drawn.sources),
        crumbs=(
            Link(_("Home"), addresses.at(addresses.HOME)),
            Link(_("All measures"), addresses.at(addresses.INDICATORS)),
            Link(found.title, addresses.indicator(code)),
            Link(_("Map")),
        ),
    )

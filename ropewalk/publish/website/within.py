"""Of which places there are pages: of every one, or, in a copy made of files, of some.

A link to a page that a copy leaves out would lead nowhere, so there it is no link: the name stands alone.
"""

import re
from collections.abc import Sequence
from typing import Final

from django.conf import settings

from ropewalk.publish.noting import kept
from ropewalk.publish.website.account import NEIGHBOURHOOD, Account
from ropewalk.vocabulary.errors import Fault, UserError

CITY: Final = "city"
AUTHORITIES: Final = "authorities"
ALL: Final = "all"
SMALL: Final = (NEIGHBOURHOOD, "ward")
_TO_A_PLACE: Final = re.compile(r' href="(?:/[^":?#]*)?/places/([A-Za-z0-9._-]+)/[^"]*"')


def places_of(account: Account, asked: Sequence[str]) -> tuple[str, ...]:
    """The places meant by ``city`` (the city, what lies in it, the areas that it lies in and the places most
    like it), ``authorities`` (those, and every council area, county, region and country of today), ``all``,
    or codes. Raises UserError for a code that is no place."""
    if ALL in asked:
        return tuple(account.places)
    found: list[str] = []
    for word in asked:
        if word not in (CITY, AUTHORITIES) and word not in account.places:
            remedy = "Give city, authorities, all, or the code of a place that the account knows"
            raise UserError(Fault("there is no such place", remedy, value=word))
        found += _round_the_city(account) if word in (CITY, AUTHORITIES) else [word]
        found += _large(account) if word == AUTHORITIES else []
    return tuple(dict.fromkeys(found))


def _round_the_city(account: Account) -> list[str]:
    city = account.city.place
    inside = [code for code, one in account.places.items() if city in one.parents]
    above = [code for code in account.places[city].parents if code in account.places]
    sets = [one for one in account.definitions.peer_sets if one.default]
    peers = [code for one in sets for code in one.peers_of(city) if code in account.places]
    return [city, *inside, *above, *peers]


def _large(account: Account) -> list[str]:
    return [code for code, one in account.places.items() if one.kind not in SMALL and not one.gone]


def without_dead_links(account: Account, html: str) -> str:
    """A page without links to places that have no page here; the very same where all have one."""
    if not settings.PLACES:
        return html
    there = _there(account, settings.PLACES)
    return _TO_A_PLACE.sub(lambda link: link[0] if link[1] in there else "", html)


@kept(2)
def _there(account: Account, asked: tuple[str, ...]) -> frozenset[str]:
    return frozenset(places_of(account, asked))

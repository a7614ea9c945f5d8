"""What a reader typed to find a neighbourhood, against the names and codes that we hold."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ropewalk.publish.noting import kept
from ropewalk.publish.website import addresses
from ropewalk.publish.website.account import NEIGHBOURHOOD, Account
from ropewalk.publish.website.homes import AREA, called, homes_in, slug_of
from ropewalk.publish.website.site import Link
from ropewalk.publish.website.stems import plain
from ropewalk.vocabulary.language import _

POSTCODE: Final = re.compile(r"^[a-z]{1,2}\d[a-z\d]?( ?\d[a-z]{2})?$")
MOST: Final = 30


@dataclass(frozen=True, slots=True)
class Place:
    """A place that can be found: its link, what it is, and the texts that find it."""

    link: Link
    what: str
    texts: tuple[str, ...]


def is_postcode(query: str) -> bool:
    """Whether what was typed looks like a postcode, or the first half of one."""
    return bool(POSTCODE.match(plain(query).strip()))


def found(account: Account, query: str) -> tuple[Place, ...]:
    """The places that what was typed names: those named just so first, then those whose name has it in it."""
    asked = " ".join(plain(query).split())
    if not asked:
        return ()
    every = places(account)
    just = [one for one in every if asked in one.texts]
    part = [one for one in every if one not in just and any(asked in text for text in one.texts)]
    return tuple([*just, *part][:MOST])


@kept(4, by_language=True)
def places(account: Account) -> tuple[Place, ...]:
    """Every area, ward and neighbourhood of the city that can be found, in that order."""
    return (*_areas(account), *_wards(account), *_homes(account), *_gone(account))


def _areas(account: Account) -> Iterator[Place]:
    for code in areas_in(account, account.city.place):
        one = account.outlines.places[AREA][code]
        texts = (plain(one.name), plain(one.code))
        yield Place(Link(one.name, addresses.area(slug_of(code))), _("Area"), texts)


def areas_in(account: Account, place: str) -> tuple[str, ...]:
    """The codes of the areas that a place's neighbourhoods make up, in order of name."""
    homes = account.outlines.places.get(NEIGHBOURHOOD, {})
    known = account.outlines.places.get(AREA, {})
    codes = {homes[code].area for code in homes_in(account, place) if code in homes}
    return tuple(sorted(codes & set(known), key=lambda code: (known[code].name, code)))


def wards_in(account: Account, place: str) -> tuple[str, ...]:
    """The codes of the wards inside a place, in order of name."""
    inside = (one for one in account.places.values() if one.kind == "ward" and not one.gone)
    return tuple(sorted((one.code for one in inside if place in one.parents), key=lambda c: account.names[c]))


def _wards(account: Account) -> Iterator[Place]:
    for code in wards_in(account, account.city.place):
        name = account.names[code]
        yield Place(Link(name, addresses.place(code)), _("Ward"), (plain(name), code.lower()))


def _homes(account: Account) -> Iterator[Place]:
    for code in homes_in(account, account.city.place):
        texts = (plain(called(account, code)), plain(account.names[code]), code.lower())
        yield Place(Link(called(account, code), addresses.place(code)), _("Neighbourhood"), texts)


def _gone(account: Account) -> Iterator[Place]:
    """Neighbourhoods of an earlier list: their codes are still in letters and old files."""
    for one in account.places.values():
        if one.kind == NEIGHBOURHOOD and one.gone and account.city.place in one.parents:
            texts = (plain(one.name), one.code.lower())
            link = Link(one.name, addresses.place(one.code))
            yield Place(link, _("Neighbourhood that is no more; its page says what took its place"), texts)

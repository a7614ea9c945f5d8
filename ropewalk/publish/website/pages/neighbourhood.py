"""Find your neighbourhood: by name, by code, by list or on the map; and the page of a named area."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest

from ropewalk.figures.inputs import Figure
from ropewalk.publish.website import addresses, asked, homes
from ropewalk.publish.website.account import NEIGHBOURHOOD, Account
from ropewalk.publish.website.answer import page
from ropewalk.publish.website.find import LONGEST_QUERY
from ropewalk.publish.website.locator import locator
from ropewalk.publish.website.site import Link
from ropewalk.vocabulary.language import _


@dataclass(frozen=True, slots=True)
class FindPage:
    """What the page shows. ``words``: what can be picked while typing; ``postcode``: one was typed."""

    city: str
    query: str
    postcode: bool
    found: tuple[asked.Place, ...]
    words: tuple[str, ...]
    map: Figure | None
    areas: tuple[Link, ...]
    wards: tuple[Link, ...]
    best_fit: str
    sources: tuple[str, ...]
    crumbs: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class AreaPage:
    """What the page of a named area shows. ``homes``: its neighbourhoods, each with its ward."""

    name: str
    official: str
    council: Link | None
    map: Figure
    homes: tuple[tuple[Link, Link | None], ...]
    beside: tuple[Link, ...]
    sources: tuple[str, ...]
    crumbs: tuple[Link, ...]


@page("neighbourhood.html", part=addresses.PLACES, keeps=("q",))
def find(account: Account, request: HttpRequest) -> FindPage:
    """The view of the finder. What was typed is in the address: ``?q=anfield``."""
    query = " ".join(request.GET.get("q", "")[:LONGEST_QUERY].replace("\0", "").split())
    city, known = account.city.place, account.outlines.places.get(homes.AREA, {})
    areas, wards = asked.areas_in(account, city), asked.wards_in(account, city)
    layer = account.outlines.layers.get("ward")
    links = tuple(Link(known[code].name, addresses.area(homes.slug_of(code))) for code in areas)
    return FindPage(
        city=account.city.name,
        query=query,
        postcode=asked.is_postcode(query),
        found=asked.found(account, query),
        words=tuple(
            dict.fromkeys([*(link.text for link in links), *(account.names[code] for code in wards)])
        ),
        map=_city_map(account, areas) if areas else None,
        areas=links,
        wards=tuple(Link(account.names[code], addresses.place(code)) for code in wards),
        best_fit=layer.built if layer else "",
        sources=_sources(account),
        crumbs=(
            Link(_("Home"), addresses.at(addresses.HOME)),
            Link(_("Places"), addresses.at(addresses.PLACES)),
            Link(_("Find your neighbourhood")),
        ),
    )


@page("area.html", part=addresses.PLACES)
def area(account: Account, _request: HttpRequest, slug: str) -> AreaPage:
    """The view of a named area: where it lies, and the neighbourhoods in it, whose pages have the figures."""
    known = account.outlines.places.get(homes.AREA, {})
    code = _codes(account).get(slug)
    if code is None:
        raise Http404
    drawn = account.outlines.places[NEIGHBOURHOOD]
    inside = sorted((one.code for one in drawn.values() if one.area == code), key=lambda c: account.names[c])
    council = account.above(inside[0], "authority")
    name = known[code].name
    return AreaPage(
        name=name,
        official=code,
        council=Link(council.name, addresses.place(council.code)) if council else None,
        map=_area_map(account, code, inside),
        homes=tuple((_home(account, one), _ward(account, one)) for one in inside),
        beside=tuple(
            Link(known[one].name, addresses.area(homes.slug_of(one)))
            for one in sorted(known[code].beside, key=lambda c: known[c].name)
        ),
        sources=_sources(account),
        crumbs=(
            Link(_("Home"), addresses.at(addresses.HOME)),
            Link(_("Places"), addresses.at(addresses.PLACES)),
            Link(_("Find your neighbourhood"), addresses.at(addresses.NEIGHBOURHOOD)),
            Link(name),
        ),
    )


def _codes(account: Account) -> dict[str, str]:
    return {homes.slug_of(code): code for code in account.outlines.places.get(homes.AREA, {})}


def _sources(account: Account) -> tuple[str, ...]:
    layer = account.outlines.layers.get(homes.AREA)
    return layer.sources if layer else ()


def _city_map(account: Account, areas: Sequence[str]) -> Figure:
    known = account.outlines.places[homes.AREA]
    return locator(
        [known[code] for code in areas],
        areas,
        name="map",
        title=_("The areas of {city}: choose yours").format(city=account.city.name),
        names={code: known[code].name for code in areas},
        hrefs={code: addresses.area(homes.slug_of(code)) for code in areas},
        words=(_("Areas"), ""),
        whole=True,
    )


def _area_map(account: Account, code: str, inside: Sequence[str]) -> Figure:
    drawn = account.outlines.places[NEIGHBOURHOOD]
    name = account.outlines.places[homes.AREA][code].name
    return locator(
        tuple(drawn.values()),
        inside,
        name="map",
        title=_("The neighbourhoods of {area}, and those round it").format(area=name),
        names={one: homes.called(account, one) for one in drawn},
        hrefs={one: addresses.place(one) for one in drawn},
        words=(_("In {area}").format(area=name), _("Round it")),
        labels={one: homes.short_name(account, one) for one in inside},
        lines=[one.path for one in account.outlines.places[homes.AREA].values()],
    )


def _home(account: Account, code: str) -> Link:
    return Link(homes.called(account, code), addresses.place(code))


def _ward(account: Account, code: str) -> Link | None:
    found = account.above(code, "ward")
    return Link(found.name, addresses.place(found.code)) if found else None

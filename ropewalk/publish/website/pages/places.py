"""Places: the list of every place with figures, and the page of one."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl
from django.http import Http404, HttpRequest

from ropewalk.figures.sentences import home_sentence, place_sentence, tally
from ropewalk.publish.website import addresses, held, plainly
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.answer import page
from ropewalk.publish.website.homes import called, homes_in
from ropewalk.publish.website.lists import Group, groups
from ropewalk.publish.website.near import Near, near
from ropewalk.publish.website.reported import reports_of, ward_of
from ropewalk.publish.website.site import Link
from ropewalk.publish.website.taken.sharing import Shared
from ropewalk.vocabulary.history import Event, history_of
from ropewalk.vocabulary.language import _, later
from ropewalk.vocabulary.period import day_words, month_words
from ropewalk.vocabulary.place import Change, Place
from ropewalk.vocabulary.words import Position

# Neighbourhoods and wards are reached from the place that they lie in.
SMALL = ("lsoa", "ward")
# Kinds that have a council of their own, with a plan of its own.
COUNCILS = ("authority", "county", "combined-authority")
NO_MORE = later("Areas that are no more")
ELSEWHERE = later("Other areas")
FEW = 30  # so many places fit a phone without folding
KINDS = ("country", "region", "combined-authority", "authority", "county")


@dataclass(frozen=True, slots=True)
class Kind:
    """The places of one kind, or those that are no more; by the area that they lie in when there are many."""

    title: str
    areas: tuple[tuple[str, tuple[Link, ...]], ...]
    count: int


@dataclass(frozen=True, slots=True)
class PlacesPage:
    """What the list of places shows."""

    city: Link
    finder: str
    kinds: tuple[Kind, ...]
    search: str
    crumbs: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Past:
    """What a published list says happened to the place, and the other places in it."""

    words: str
    places: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class PlacePage:
    """What a place's page shows."""

    place: Place
    kind: str
    city: bool
    city_name: str
    above: tuple[Link, ...]
    inside: tuple[Link, ...]
    inside_word: str
    successors: tuple[Link, ...]
    past: tuple[Past, ...]
    older_codes: tuple[str, ...]
    lead: str
    over_time: str
    own_plan: bool
    small: str
    council: Link | None
    sources: tuple[str, ...]
    country: str
    groups: tuple[Group, ...]
    measures: int
    near: Near | None
    compare: str
    ward: str
    crumbs: tuple[Link, ...]

    @property
    def shared(self) -> Shared:
        """What it tells of itself where it is shared."""
        sentence = self.lead or self.over_time
        return Shared(self.place.name, sentence, addresses.card("place", self.place.code))

    @property
    def reports(self) -> tuple[Link, ...]:
        """The profile of the ward that it is, or lies in, where that is one of the plan's own place."""
        return reports_of("ward", self.ward)

    @property
    def report_title(self) -> str:
        """What that report is."""
        return _("Profile of the ward")


@page("places.html", part=addresses.PLACES)
def places(account: Account, _request: HttpRequest) -> PlacesPage:
    """The view of the list of places."""
    every = [place for place in account.places.values() if place.kind not in SMALL]
    held = [place for place in every if not place.gone]
    kinds = [*KINDS, *sorted({place.kind for place in held} - set(KINDS))]
    made = [
        _kind(account, plainly.kinds_of_place(kind), [place for place in held if place.kind == kind])
        for kind in kinds
    ]
    made.append(_kind(account, _(NO_MORE), [place for place in every if place.gone]))
    return PlacesPage(
        city=Link(account.city.name, addresses.place(account.city.place)),
        finder=addresses.at(addresses.NEIGHBOURHOOD) if homes_in(account, account.city.place) else "",
        kinds=tuple(kind for kind in made if kind.count),
        search=addresses.at(addresses.SEARCH),
        crumbs=(Link(_("Home"), addresses.at(addresses.HOME)), Link(_("Places"))),
    )


@page("place.html", part=addresses.PLACES)
def place(account: Account, _request: HttpRequest, place: str) -> PlacePage:
    """The view of one place: any that the data knows."""
    found = account.places.get(place)
    if found is None:
        raise Http404
    country = account.above(place, "country")
    measures = groups(account, place)
    beside = near(account, place)
    inside = [] if beside and beside.homes else _inside(account, place)
    return PlacePage(
        place=found,
        kind=plainly.kind_of_place(found.kind),
        city=place == account.city.place,
        city_name=account.city.name,
        above=_above(account, found),
        inside=tuple(_link(one) for one in inside),
        inside_word=plainly.kinds_of_place(inside[0].kind) if inside else "",
        successors=tuple(_link(account.places[code]) for code in found.successors if code in account.places),
        lead=_lead(account, found, country),
        over_time=home_sentence(tally(held.headlines(account, place))) if measures else "",
        own_plan=found.kind in COUNCILS,
        small=_small(account, found),
        past=_past(account, place),
        older_codes=history_of(place, account.places, account.renames).codes,
        council=_council(account, found),
        country=country.name if country else "",
        sources=(
            *{account.indicators[row.code].source for group in measures for row in group.rows},
            *(beside.sources if beside else ()),
        ),
        groups=() if beside and beside.known else measures,
        near=beside,
        measures=sum(len(group.rows) for group in measures),
        compare=addresses.compare(() if place == account.city.place else (account.city.place, place)),
        ward=ward_of(account, account.places[place]),
        crumbs=(
            Link(_("Home"), addresses.at(addresses.HOME)),
            Link(_("Places"), addresses.at(addresses.PLACES)),
            Link(called(account, place)),
        ),
    )


def _above(account: Account, place: Place) -> tuple[Link, ...]:
    """The areas that a place lies in, the nearest first; two of one name with what each of them is."""
    found = [account.places[code] for code in place.parents if code in account.places]
    names = Counter(one.name for one in found)
    return tuple(
        Link(f"{one.name} ({plainly.kind_of_place(one.kind).lower()})", addresses.place(one.code))
        if names[one.name] > 1
        else _link(one)
        for one in found
    )


def _lead(account: Account, place: Place, country: Place | None) -> str:
    if country is None:
        return ""
    found = held.findings(account, place.code).filter(
        question="position", comparator=country.code, breakdown=""
    )
    judged = found.filter(pl.col("verdict") != Position.CANNOT_SAY)
    return "" if judged.is_empty() else place_sentence(place.name, country.name, found)


MADE = {
    Change.MERGED: later("It was made {when} of these areas, which were joined"),
    Change.REPLACED: later("It took the place {when} of"),
    Change.DIVIDED: later("It was part of an area that was divided {when}"),
    Change.REDRAWN: later("Boundaries were drawn anew {when}, and it took the place of part or all of"),
}
ENDED = {
    Change.MERGED: later("It was joined with others {when} and is now part of"),
    Change.DIVIDED: later("It was divided {when} between"),
    Change.REPLACED: later("It was replaced {when} by"),
    Change.REDRAWN: later("Boundaries were drawn anew {when}, and its area is now in"),
}
STAYED = {
    Change.UNCHANGED: later("It stayed the same area, under the same code and name, {when}"),
    Change.RENAMED: later(
        "It stayed the same area, under the same code; its name, once {was}, changed {when}"
    ),
}


def _past(account: Account, place: str) -> tuple[Past, ...]:
    """The changes that made a place or ended it, as the published lists tell them."""
    found = []
    for event in history_of(place, account.places, account.renames).events:
        if event.change is Change.RECODED:
            continue
        ended = place in event.before
        codes = event.after if ended else event.before
        links = tuple(_link(account.places[code]) for code in codes if code in account.places)
        if event.change in STAYED:
            found.append(Past(_(STAYED[event.change]).format(was=event.was, when=_when(event)), ()))
        else:
            words = _((ENDED if ended else MADE)[event.change])
            found.append(Past(words.format(when=_when(event)), links))
    return tuple(found)


def _when(event: Event) -> str:
    if event.day:
        return _("on {day}").format(day=day_words(event.day))
    if event.edition:
        return _("in the {edition} codes (the day is not held)").format(edition=event.edition)
    return _("(the day is not held)")


def _small(account: Account, place: Place) -> str:
    """What a ward or a neighbourhood is; empty for any larger place."""
    ward = account.above(place.code, "ward")
    if place.kind == "lsoa":
        words = _small_words(gone=place.gone, ward=ward is not None)
        return words.format(ward=ward.name if ward else "")
    return _("A ward is an area that elects councillors.") if place.kind == "ward" else ""


def _small_words(*, gone: bool, ward: bool) -> str:
    if gone and ward:
        return _("This was a small area that the census used, with about 1,500 people, in {ward} ward.")
    if gone:
        return _("This was a small area that the census used, with about 1,500 people.")
    if ward:
        return _("This is a small area that the census uses, with about 1,500 people, in {ward} ward.")
    return _("This is a small area that the census uses, with about 1,500 people.")


def _council(account: Account, place: Place) -> Link | None:
    above = account.above(place.code, "authority")
    return _link(above) if above else None


def _inside(account: Account, place: str) -> list[Place]:
    """The small areas inside a place; for a ward its neighbourhoods, for a council area its wards."""
    small = (one for one in account.places.values() if one.kind in SMALL and not one.gone)
    under = [one for one in small if place in one.parents]
    wards = [one for one in under if one.kind == "ward"]
    return sorted(wards or under, key=lambda one: one.name)


def _link(place: Place) -> Link:
    name = place.name
    if place.gone and place.valid_to:
        name = _("{name} (until {month})").format(name=name, month=month_words(place.valid_to))
    elif place.gone:
        name = _("{name} (no more)").format(name=name)
    return Link(name, addresses.place(place.code))


def _kind(account: Account, title: str, some: Iterable[Place]) -> Kind:
    every = sorted(some, key=lambda place: (place.name, place.code))
    areas: dict[str, list[Link]] = {}
    for one in every:
        area = _area(account, one) if len(every) > FEW else ""
        areas.setdefault(area, []).append(_link(one))
    ordered = sorted(areas.items(), key=lambda pair: (pair[0] == _(ELSEWHERE), pair[0]))
    return Kind(title, tuple((area, tuple(links)) for area, links in ordered), len(every))


def _area(account: Account, place: Place) -> str:
    """The region that a place lies in; the country where it has no regions."""
    above = account.above(place.code, "region") or account.above(place.code, "country")
    if above is not None:
        return above.name
    return _(NO_MORE) if place.gone else _(ELSEWHERE)

"""Search: by everyday words, official names, places, promises and sources."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest

from ropewalk.publish.website import addresses, plainly
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.answer import page
from ropewalk.publish.website.find import LONGEST_QUERY, Entry, Index, find, index
from ropewalk.publish.website.site import Link
from ropewalk.vocabulary.language import _, kept_by_language, later

IDEAS = ("bins", "jobs", "wages", "weight", "schools", "homes")


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What search shows."""

    query: str
    found: tuple[Entry, ...]
    ideas: tuple[Link, ...]
    crumbs: tuple[Link, ...]


@page("search.html")
def search(account: Account, request: HttpRequest) -> SearchPage:
    """The view of search."""
    query = " ".join(request.GET.get("q", "")[:LONGEST_QUERY].replace("\0", "").split())
    return SearchPage(
        query=query,
        found=tuple(find(index_of(account), query)) if query else (),
        ideas=tuple(Link(word, addresses.search(word)) for word in IDEAS),
        crumbs=(Link(_("Home"), addresses.at(addresses.HOME)), Link(_("Search"))),
    )


def index_of(account: Account) -> Index:
    """The index of an account, made once for each state of it."""
    return _index(account)


@kept_by_language(maxsize=4)
def _index(account: Account) -> Index:
    return index([*_measures(account), *_promises(account), *_places(account), *_sources(account)])


def _measures(account: Account) -> Iterator[Entry]:
    for found in account.definitions.indicators:
        yield Entry(
            later("Measure"),
            found.title,
            addresses.indicator(found.id),
            found.definition,
            (found.title, " ".join(found.search_words), found.official_title, found.definition),
            found.search_words,
        )


def _promises(account: Account) -> Iterator[Entry]:
    for aim in account.plan.aims:
        yield Entry(
            later("Aim"), aim.title, addresses.aim(aim.code), aim.summary, (aim.title, "", "", aim.summary)
        )
        for one in aim.priorities:
            yield Entry(
                later("Priority"),
                one.title,
                addresses.priority(one.code),
                one.why,
                (one.title, "", one.code, one.why),
            )
    for value in account.plan.values:
        texts = (value.title, "", "", value.summary)
        address = f"{addresses.at(addresses.VALUES)}#{value.id}"
        yield Entry(later("Value"), value.title, address, value.summary, texts)


def _places(account: Account) -> Iterator[Entry]:
    for place in account.places.values():
        above = ", ".join(account.names[code] for code in place.parents[:2] if code in account.places)
        kind = plainly.kind_of_place(place.kind)
        hint = _("{kind} in {above}").format(kind=kind, above=above) if above else kind
        hint = _("{place}, no more").format(place=hint) if place.gone else hint
        yield Entry(
            later("Place"), place.name, addresses.place(place.code), hint, (place.name, place.code, "", above)
        )


def _sources(account: Account) -> Iterator[Entry]:
    for origin in account.origins.values():
        texts = (origin.title, "", origin.producer, origin.notes)
        yield Entry(later("Source"), origin.title, addresses.source(origin.id), origin.producer, texts)

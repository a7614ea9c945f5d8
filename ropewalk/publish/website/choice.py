"""Which places and measures stand side by side: what a reader picked, or where everybody starts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl
from django.http import HttpRequest

from ropewalk.publish.noting import kept
from ropewalk.publish.website import held
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.ranks import EVERYONE
from ropewalk.publish.website.stems import plain
from ropewalk.vocabulary.indicator import Indicator
from ropewalk.vocabulary.peers import PeerSet
from ropewalk.vocabulary.words import Kind

MOST_PLACES: Final = 8
MOST_MEASURES: Final = 30
START_PEERS: Final = 4
LONGEST: Final = 120  # characters of a code
LIMITS: Final = "limits"
# A name that a council area shares with a ward or a county most often means the council area.
FIRST_KINDS: Final = ("authority", "country", "region", "combined-authority", "county", "ward")


@dataclass(frozen=True, slots=True)
class Choice:
    """What is compared, in the reader's order. ``unknown``: codes that name nothing here; ``beyond``: how
    many places and measures were left out because no more fit."""

    places: tuple[str, ...]
    measures: tuple[str, ...]
    unknown: tuple[str, ...] = ()
    beyond: tuple[int, int] = (0, 0)


def choice_of(account: Account, request: HttpRequest) -> Choice:
    """The choice that an address holds: ``?place=...&measure=...``, each as often as you like. What it does
    not say is filled with the starting choice."""
    asked_places = _asked(request, "place")
    asked_measures = _asked(request, "measure")
    places = _known(asked_places, account.places)
    measures = _known(asked_measures, account.indicators)
    unknown = [c for c in asked_places if c not in account.places]
    unknown += [c for c in asked_measures if c not in account.indicators]
    return Choice(
        places=tuple(places[:MOST_PLACES]) or start_places(account),
        measures=tuple(measures[:MOST_MEASURES]) or start_measures(account),
        unknown=tuple(unknown[:3]),
        beyond=(max(len(places) - MOST_PLACES, 0), max(len(measures) - MOST_MEASURES, 0)),
    )


def _asked(request: HttpRequest, name: str) -> list[str]:
    """The codes of a query in their order, each once, cut to what a code can be."""
    texts = (text.replace("\0", "").strip()[:LONGEST] for text in request.GET.getlist(name))
    return list(dict.fromkeys(text for text in texts if text))


def _known(asked: Sequence[str], known: object) -> list[str]:
    return [code for code in asked if code in known]  # type: ignore[operator]


def start_places(account: Account) -> tuple[str, ...]:
    """The city, its country and the places of that country that are most like it: elsewhere most things
    are counted in another way."""
    country = account.above(account.city.place, "country")
    peers = next((s.peers_of(account.city.place) for s in account.definitions.peer_sets if s.default), ())
    alike = [code for code in peers if account.above(code, "country") == country]
    chosen = [account.city.place, *([country.code] if country else []), *alike[:START_PEERS]]
    return tuple(dict.fromkeys(code for code in chosen if code in account.places))


@kept(4)
def start_measures(account: Account) -> tuple[str, ...]:
    """One measure for each priority: of those with a rank, one with limits first, then the one that most
    places have a figure for. Counts tell large places from small, so they stand back."""
    city = account.city.place
    kind = account.places[city].kind if city in account.places else ""
    ranks = held.ranks(account, city).filter(comparator=f"{EVERYONE}{kind}").sort("breakdown")
    first = ranks.unique("indicator", keep="first", maintain_order=True)
    worth = {row["indicator"]: (row["basis"] == LIMITS, row["of"]) for row in first.iter_rows(named=True)}
    best: dict[str, Indicator] = {}
    for found in account.definitions.indicators:
        code = next((code for code in found.priorities if code in account.priorities), None)
        if code is None or found.id not in worth or found.kind is Kind.COUNT:
            continue
        if code not in best or worth[found.id] > worth[best[code].id]:
            best[code] = found
    chosen = tuple(best[code].id for code in account.priorities if code in best)
    return chosen[:MOST_MEASURES] or _any(account)


def _any(account: Account) -> tuple[str, ...]:
    """The first measures that the city has a figure for: where nothing is ranked."""
    newest = held.newest(account, account.city.place)
    return tuple(newest.filter(pl.col("value").is_not_null())["indicator"].head(MOST_MEASURES))


def with_peers(account: Account, name: str) -> tuple[str, ...]:
    """The city and a peer set's places, as many as fit; nothing for a set that is not there."""
    found = next((peer_set for peer_set in account.definitions.peer_sets if peer_set.id == name), None)
    peers = found.peers_of(account.city.place) if found else ()
    chosen = [account.city.place, *(code for code in peers if code in account.places)]
    return tuple(dict.fromkeys(chosen))[:MOST_PLACES] if peers else ()


def peer_sets(account: Account) -> tuple[PeerSet, ...]:
    """The peer sets that the city has peers in."""
    return tuple(s for s in account.definitions.peer_sets if s.peers_of(account.city.place))


def named(account: Account, text: str) -> tuple[str, ...]:
    """The places that a reader's words name exactly, by code or by name; the likeliest kind alone."""
    words = plain(text).strip()
    code = text.strip().upper()
    code = account.renames.get(code, code)
    if code in account.places:
        return (code,)
    found = [place for place in _by_name(account).get(words, ()) if not account.places[place].gone]
    for kind in FIRST_KINDS:
        alike = tuple(place for place in found if account.places[place].kind == kind)
        if alike:
            return alike
    return tuple(found)


@kept(2)
def _by_name(account: Account) -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for place in account.places.values():
        name = plain(place.name)
        names[name] = (*names.get(name, ()), place.code)
    return names

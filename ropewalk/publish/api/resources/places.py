"""Places, and the sets of places to compare with."""

from ninja import Path, Query

from ropewalk.publish.api import shapes, things
from ropewalk.publish.api.answers import Asked
from ropewalk.publish.api.choosing import known_places
from ropewalk.publish.api.paging import page_of
from ropewalk.publish.api.parameters import Code, Paged, PeersQuery, PlacesQuery
from ropewalk.publish.api.problems import unknown_code
from ropewalk.publish.api.service import ROOT, paged, resource, stated
from ropewalk.vocabulary.peers import PeerSet

TAG = "Places"


@resource("/places", shapes.Places, tag=TAG)
def places(request: Asked, query: Query[PlacesQuery]) -> shapes.Places:
    """Places, with kind, parents, the days on which they began and ended, and successors."""
    known, parents = request.account, known_places(request.account, query.parent)
    rows = [
        found
        for _, found in sorted(known.places.items())
        if (not query.kind or found.kind in query.kind) and (not parents or parents & set(found.parents))
    ]
    page = page_of(request, query, rows, of=known.key)
    return shapes.Places(**paged(page, request), **stated(request))


@resource("/places/{code}", shapes.PlaceAnswer, tag=TAG)
def place(request: Asked, code: Path[Code]) -> shapes.PlaceAnswer:
    """One place."""
    known_places(request.account, [code])
    return shapes.PlaceAnswer(item=request.account.places[code], **stated(request))


@resource("/peer-sets", shapes.PeerSets, tag=TAG)
def peer_sets(request: Asked, query: Query[Paged]) -> shapes.PeerSets:
    """The peer sets: named, dated lists of places to compare with, and how they were chosen."""
    rows = [_summary(found) for found in request.account.definitions.peer_sets]
    page = page_of(request, query, rows, of=request.account.key)
    return shapes.PeerSets(**paged(page, request), **stated(request))


@resource("/peer-sets/{code}", shapes.PeerSetAnswer, tag=TAG)
def peer_set(request: Asked, query: Query[PeersQuery], code: Path[Code]) -> shapes.PeerSetAnswer:
    """One peer set, and the peers that it gives a place."""
    found = next((one for one in request.account.definitions.peer_sets if one.id == code), None)
    if found is None:
        raise unknown_code("peer set", code, f"{ROOT}/peer-sets")
    of = query.place or request.account.city.place
    known_places(request.account, [of])
    item = things.PeersOf(peer_set=_summary(found), place=of, peers=found.peers_of(of))
    return shapes.PeerSetAnswer(item=item, **stated(request))


def _summary(found: PeerSet) -> things.PeerSet:
    return things.PeerSet(
        id=found.id,
        title=found.title,
        basis=found.basis,
        chosen_by=found.chosen_by,
        dated=found.dated,
        default=found.default,
        source=found.source,
        places=len(found.by_place) or len(found.members),
    )

"""Peer sets: named, dated lists of places to compare with."""

from datetime import date

import msgspec


class PeerSet(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A peer set for one place (``members``), or for every place (``by_place``: place -> members).

    ``basis`` says how the places were chosen; ``source`` is the id of the source that lists them.
    """

    id: str
    title: str
    basis: str
    chosen_by: str
    dated: date
    default: bool = False
    source: str = ""
    members: tuple[str, ...] = ()
    by_place: dict[str, tuple[str, ...]] = {}

    def peers_of(self, place: str) -> tuple[str, ...]:
        """The places to compare ``place`` with, itself left out; none when the set is not for it."""
        if self.by_place:
            return tuple(p for p in self.by_place.get(place, ()) if p != place)
        return tuple(p for p in self.members if p != place) if place in self.members else ()

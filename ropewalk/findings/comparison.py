"""Whom each place is compared with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ropewalk.vocabulary.peers import PeerSet


@dataclass(frozen=True, eq=False)
class Comparison:
    """Peer sets, and what the register knows of places: ``parents`` (ancestor codes), ``kinds``, ``names``,
    and when those ``begun`` that were made of other places: figures for earlier times were worked out anew.
    ``parts``: what each merged place was made of.

    ``default``: the comparators of an indicator that names none: place codes, peer set ids, or
    ``country`` and ``region`` for the place's own. Equal only to itself, so that what follows from it can be
    kept beside it; its mappings never change.
    """

    peer_sets: tuple[PeerSet, ...] = ()
    parents: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    default: tuple[str, ...] = ()
    begun: Mapping[str, date] = field(default_factory=dict)
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def above(self, place: str, kind: str) -> str | None:
        """The code of the place's own country or region; None when it has none or is one itself."""
        return next((code for code in self.parents.get(place, ()) if self.kinds.get(code) == kind), None)

    def name(self, place: str) -> str:
        """The place's name, or its code where no name is known."""
        return self.names.get(place, place)

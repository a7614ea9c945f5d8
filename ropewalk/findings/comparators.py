"""For each place, whom it is compared with, as arrays of place numbers: made once, used by every series."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from ropewalk.findings.comparison import Comparison
from ropewalk.vocabulary.peers import PeerSet

Integers = npt.NDArray[np.int64]


NOBODY = "nobody"
PARENTS = ("country", "region")
WORDS = (*PARENTS, NOBODY)


@dataclass(frozen=True)
class Members:
    """A peer set as numbers: ``of``: (places, peers), -1 where a place has fewer peers or the set is not
    for it. ``id`` and ``title`` of the set."""

    id: str
    title: str
    of: Integers


@dataclass(frozen=True)
class Comparators:
    """What one list of comparators means for each place. ``single``: (places, columns) numbers of the
    places to compare with one by one, -1 where none; ``named``: of the same shape, whether the list names
    that place (or its country or region), so that it is told when it has no figure; a peer without a
    figure is not. ``sets``: peer sets whose middle is a comparator."""

    single: Integers
    named: npt.NDArray[np.bool_]
    sets: tuple[Members, ...]


def members_of(peer_set: PeerSet, places: Sequence[str]) -> Members:
    """A peer set as numbers of ``places``."""
    number = {code: at for at, code in enumerate(places)}
    lists = [[number[peer] for peer in peer_set.peers_of(code) if peer in number] for code in places]
    return Members(peer_set.id, peer_set.title, _rectangle(lists))


def all_codes(comparison: Comparison, lists: Iterable[Sequence[str]]) -> set[str]:
    """Every place code that a comparison can lead to."""
    codes = {code for parents in comparison.parents.values() for code in parents}
    for peer_set in comparison.peer_sets:
        codes.update(peer_set.members)
        for place, peers in peer_set.by_place.items():
            codes.update((place, *peers))
    sets = {peer_set.id for peer_set in comparison.peer_sets}
    return codes | {name for names in lists for name in names if name not in {*sets, *WORDS}}


def comparators_of(names: Sequence[str], comparison: Comparison, places: Sequence[str]) -> Comparators:
    """A list of comparators (place codes, peer set ids, ``country``, ``region``) for every place."""
    return _comparators_of(tuple(names), comparison, tuple(places))


@lru_cache(maxsize=16)  # every block of a national table asks for the same few
def _comparators_of(names: tuple[str, ...], comparison: Comparison, places: tuple[str, ...]) -> Comparators:
    number = {code: at for at, code in enumerate(places)}
    by_id = {peer_set.id: peer_set for peer_set in comparison.peer_sets}
    sets = tuple(by_id[name] for name in dict.fromkeys(names) if name in by_id)
    direct = [name for name in dict.fromkeys(names) if name not in by_id and name != NOBODY]
    single, named = [], []
    for code in places:
        asked = (comparison.above(code, n) if n in PARENTS else n for n in direct)
        own = [number[n] for n in dict.fromkeys(asked) if n in number and n != code]
        peers = dict.fromkeys(number[p] for s in sets for p in s.peers_of(code) if p in number)
        further = [peer for peer in peers if peer not in own]
        single.append([*own, *further])
        named.append([*([1] * len(own)), *([0] * len(further))])
    members = tuple(members_of(peer_set, places) for peer_set in sets)
    return Comparators(_rectangle(single), _rectangle(named) == 1, members)


def _rectangle(lists: Sequence[Sequence[int]]) -> Integers:
    width = max((len(row) for row in lists), default=0)
    table = np.full((len(lists), width), -1, dtype=np.int64)
    for at, row in enumerate(lists):
        table[at, : len(row)] = row
    return table

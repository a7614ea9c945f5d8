"""What was known beside the figures as of a revision: city, plan, measures, peer sets, places, sources."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeVar

import msgspec

from ropewalk.findings.disclosure.view import Disclosed
from ropewalk.vocabulary.city import City
from ropewalk.vocabulary.indicator import Indicator
from ropewalk.vocabulary.peers import PeerSet
from ropewalk.vocabulary.place import Place
from ropewalk.vocabulary.plan import Plan
from ropewalk.vocabulary.source import Origin

CITY: Final = "city"
PLAN: Final = "plan"
INDICATOR: Final = "indicator"
PEERS: Final = "peer set"
T = TypeVar("T", bound=msgspec.Struct)


@dataclass(frozen=True, eq=False)
class Known:
    """The definitions, places and origins as of a revision, read from the store when first asked for.

    ``city`` and ``plan`` are None as of a revision from before they were on record.
    """

    reads: Disclosed
    revision: int

    @cached_property
    def city(self) -> City | None:
        """The city that the account was about."""
        return next(iter(self._all(CITY, City)), None)

    @cached_property
    def plan(self) -> Plan | None:
        """The plan in force."""
        return next(iter(self._all(PLAN, Plan)), None)

    @cached_property
    def indicators(self) -> Mapping[str, Indicator]:
        """Every measure by its id, in order of ids."""
        return {one.id: one for one in self._all(INDICATOR, Indicator)}

    @cached_property
    def peer_sets(self) -> tuple[PeerSet, ...]:
        """Every peer set, in order of ids."""
        return self._all(PEERS, PeerSet)

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """Every place by its code, in order of codes."""
        return dict(sorted(self.reads.store.places(self.revision).items()))

    @cached_property
    def origins(self) -> Mapping[str, Origin]:
        """Every source's origin by its id, as readers may see it."""
        return dict(sorted(self.reads.origins(self.revision).items()))

    @cached_property
    def closed(self) -> frozenset[str]:
        """The sources whose small counts are hidden."""
        return frozenset(self.reads.closed(self.revision))

    def _all(self, kind: str, made: type[T]) -> tuple[T, ...]:
        papers = self.reads.store.papers(kind, self.revision)
        decode: Callable[[str], T] = lambda text: msgspec.json.decode(text, type=made)  # noqa: E731
        return tuple(decode(papers[name]) for name in sorted(papers) if papers[name])

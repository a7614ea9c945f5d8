"""Definitions and the method as documents of the store, so that a change of them is part of its history.

A document is a definition's JSON without its defaults: a field that the software learns later changes none.
"""

from collections.abc import Iterator, Mapping

import msgspec

from ropewalk.findings import method
from ropewalk.observations.store import Document, Store
from ropewalk.vocabulary.action import Action
from ropewalk.vocabulary.city import Definitions
from ropewalk.vocabulary.definitions import to_mapping
from ropewalk.vocabulary.indicator import Indicator
from ropewalk.vocabulary.peers import PeerSet

CITY, PLAN, INDICATOR, PEERS, ACTION = "city", "plan", "indicator", "peer set", "action"
METHOD = "method"
VERSION = "version"
"""Of the definitions as a whole: where it is the one held, nothing else need be looked at."""
LISTED = (INDICATOR, PEERS, ACTION)
"""Kinds of which one may be taken out."""


def declare(store: Store, definitions: Definitions, *, by: str, note: str = "") -> bool:
    """Make the store hold these definitions and the method in force. True when that made a revision: only
    what says something else than before does."""
    edited = _editions()
    version = (VERSION, "definitions", definitions.version)
    if store.papers(VERSION).get("definitions") == version[2] and store.papers(METHOD) == {"rules": edited}:
        return False
    held = {kind: store.papers(kind) for kind in (CITY, PLAN, *LISTED, METHOD)}
    papers = [*_defined(definitions, held), (METHOD, "rules", edited)]
    new = [(kind, name, text) for kind, name, text in papers if held[kind].get(name, "") != text]
    if not new:
        return False
    before = store.revision
    return store.declare([*new, version], by=by, note=note) > before


def _defined(definitions: Definitions, held: Mapping[str, Mapping[str, str]]) -> Iterator[Document]:
    """Every definition; and an empty text for each one held that is no more."""
    yield CITY, definitions.city.place, _json(definitions.city)
    yield PLAN, definitions.plan.id, _json(definitions.plan)
    yield from ((PLAN, name, "") for name in held[PLAN] if name != definitions.plan.id)
    every: dict[str, tuple[Indicator | PeerSet | Action, ...]] = {
        INDICATOR: definitions.indicators,
        PEERS: definitions.peer_sets,
        ACTION: definitions.actions,
    }
    for kind, each in every.items():
        yield from ((kind, one.id, _json(one)) for one in each)
        yield from ((kind, name, "") for name in sorted(set(held[kind]) - {one.id for one in each}))


def _editions() -> str:
    """The editions of the method as readers are told of them, oldest first; the last is in force."""
    told = [
        {"number": one.number, "day": one.day, "what": one.what, "why": one.why} for one in method.EDITIONS
    ]
    return msgspec.json.encode(told, order="deterministic").decode()


def _json(definition: msgspec.Struct) -> str:
    return msgspec.json.encode(to_mapping(definition), order="deterministic").decode()

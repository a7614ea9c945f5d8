"""The shape of every answer. The document of the API is made from these, so it cannot say otherwise."""

from typing import Annotated, Any

from msgspec import Meta, Struct

from ropewalk.publish.api.things import (
    Account,
    Comment,
    FigureChange,
    Finding,
    Observation,
    PeerSet,
    PeersOf,
    PriorityOf,
    RevisionDetail,
    RevisionEntry,
    Source,
)
from ropewalk.vocabulary.indicator import Indicator
from ropewalk.vocabulary.place import Place

Revision = Annotated[int, Meta(ge=0, description="The revision of the store that the answer is of")]
Version = Annotated[str, Meta(description="The version of the definitions in force")]


class Answer(Struct, frozen=True, kw_only=True):
    """What every answer says of itself."""

    revision: Revision
    definitions: Version


class Collection(Answer, frozen=True, kw_only=True):
    """A page of a list. ``total``: how many there are on all pages. ``next``: the address of the page that
    follows and ``next_cursor`` its cursor; null on the last."""

    total: Annotated[int, Meta(ge=0)]
    next: str | None
    next_cursor: str | None
    items: Any


class Links(Answer, frozen=True, kw_only=True):
    """What there is to ask for: name -> address."""

    api: str
    links: dict[str, str]


class AccountAnswer(Answer, frozen=True, kw_only=True):
    """The account."""

    item: Account


class Priorities(Collection, frozen=True, kw_only=True):
    """Priorities, in the plan's order."""

    items: tuple[PriorityOf, ...]


class PriorityAnswer(Answer, frozen=True, kw_only=True):
    """One priority."""

    item: PriorityOf


class Indicators(Collection, frozen=True, kw_only=True):
    """Definitions of indicators, in the definitions' order."""

    items: tuple[Indicator, ...]


class IndicatorAnswer(Answer, frozen=True, kw_only=True):
    """One definition."""

    item: Indicator


class Places(Collection, frozen=True, kw_only=True):
    """Places, by code."""

    items: tuple[Place, ...]


class PlaceAnswer(Answer, frozen=True, kw_only=True):
    """One place."""

    item: Place


class PeerSets(Collection, frozen=True, kw_only=True):
    """Peer sets, in the definitions' order."""

    items: tuple[PeerSet, ...]


class PeerSetAnswer(Answer, frozen=True, kw_only=True):
    """One peer set, for one place."""

    item: PeersOf


class Observations(Collection, frozen=True, kw_only=True):
    """Observations, by indicator, place, period and breakdown. ``revision``: as known then."""

    items: tuple[Observation, ...]


class Findings(Collection, frozen=True, kw_only=True):
    """Findings, by indicator, place, breakdown and question. ``on_record``: whether this is what was said at
    an older revision, and not the findings of today."""

    on_record: bool
    items: tuple[Finding, ...]


class Comments(Collection, frozen=True, kw_only=True):
    """Comments and replies that readers see, by what they are about, the newest first."""

    items: tuple[Comment, ...]


class Sources(Collection, frozen=True, kw_only=True):
    """Sources, by id."""

    items: tuple[Source, ...]


class SourceAnswer(Answer, frozen=True, kw_only=True):
    """One source."""

    item: Source


class Revisions(Collection, frozen=True, kw_only=True):
    """Revisions, the newest first."""

    items: tuple[RevisionEntry, ...]


class RevisionAnswer(Answer, frozen=True, kw_only=True):
    """One revision."""

    item: RevisionDetail


class FigureChanges(Collection, frozen=True, kw_only=True):
    """Figures of the own place that one revision changed."""

    items: tuple[FigureChange, ...]

"""The shape of every answer. The document of the API is made from these, so it cannot say otherwise.

A number that is not known is null, and beside it stands why: ``state`` is a word for every observation, and a
finding that cannot say has its ``reasons``. Null is never nought.
"""

from datetime import date, datetime
from typing import Annotated, Any

from msgspec import Meta, Struct

from ropewalk.vocabulary.accepted import Acceptance, Correction
from ropewalk.vocabulary.indicator import Indicator
from ropewalk.vocabulary.place import Place
from ropewalk.vocabulary.plan import Aim, Priority, Value
from ropewalk.vocabulary.source import Origin
from ropewalk.vocabulary.words import Question, State

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


class Account(Struct, frozen=True, kw_only=True):
    """The account: whose it is, its place, and the plan that it gives account of."""

    title: str
    city: str
    council: str
    contact: str
    place: str
    plan: str
    plan_title: str
    adopted: date | None
    vision: str
    vision_parts: tuple[str, ...]
    aims: tuple[Aim, ...]
    values: tuple[Value, ...]


class AccountAnswer(Answer, frozen=True, kw_only=True):
    """The account."""

    item: Account


class PriorityOf(Struct, frozen=True, kw_only=True):
    """A priority, the aim that it is of, and the indicators that serve it."""

    aim: str
    priority: Priority
    indicators: tuple[str, ...]


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


class PeerSet(Struct, frozen=True, kw_only=True):
    """A named, dated list of places to compare with. ``places``: how many places it has peers for."""

    id: str
    title: str
    basis: str
    chosen_by: str
    dated: date
    default: bool
    source: str
    places: int


class PeerSets(Collection, frozen=True, kw_only=True):
    """Peer sets, in the definitions' order."""

    items: tuple[PeerSet, ...]


class PeersOf(Struct, frozen=True, kw_only=True):
    """A peer set and the peers that it gives one place; none where it is not for that place."""

    peer_set: PeerSet
    place: str
    peers: tuple[str, ...]


class PeerSetAnswer(Answer, frozen=True, kw_only=True):
    """One peer set, for one place."""

    item: PeersOf


class Observation(Struct, frozen=True, kw_only=True):
    """One observation as published. ``state`` says why a number is null. ``source``, ``file`` and ``row``:
    where it stands; ``row`` is null where it came from no file. ``revision`` brought what it says."""

    indicator: str
    place: str
    period: Annotated[str, Meta(description="ISO 8601 interval, such as 2022-01-01/P3Y")]
    breakdown: Annotated[str, Meta(description="Empty for the headline, else name=value pairs joined by ;")]
    value: float | None
    lower: float | None
    upper: float | None
    numerator: float | None
    denominator: float | None
    state: State
    source: str
    file: str
    row: int | None
    revision: int


class Observations(Collection, frozen=True, kw_only=True):
    """Observations, by indicator, place, period and breakdown. ``revision``: as known then."""

    items: tuple[Observation, ...]


class Finding(Struct, frozen=True, kw_only=True):
    """The answer to one question about one indicator in one place. Of an older revision only what was said is
    on record: then ``estimate`` to ``points`` are null and ``said_at`` is the moment."""

    indicator: str
    place: str
    breakdown: str | None
    question: Question
    comparator: Annotated[str, Meta(description="A place, a peer set, or empty")]
    verdict: str
    estimate: float | None
    lower: float | None
    upper: float | None
    period: str | None
    p_value: float | None
    probability: float | None
    method: str | None
    reasons: tuple[str, ...] | None
    points: int | None
    revision: int
    sentence: str | None
    said_at: datetime | None


class Findings(Collection, frozen=True, kw_only=True):
    """Findings, by indicator, place, breakdown and question. ``on_record``: whether this is what was said at
    an older revision, and not the findings of today."""

    on_record: bool
    items: tuple[Finding, ...]


class Source(Struct, frozen=True, kw_only=True):
    """A publisher's data: its origin and the indicators that it feeds."""

    origin: Origin
    indicators: tuple[str, ...]
    acceptances: tuple[Acceptance, ...]
    corrections: tuple[Correction, ...]


class Sources(Collection, frozen=True, kw_only=True):
    """Sources, by id."""

    items: tuple[Source, ...]


class SourceAnswer(Answer, frozen=True, kw_only=True):
    """One source."""

    item: Source


class RevisionEntry(Struct, frozen=True, kw_only=True):
    """A load, or a change of definitions (then ``source`` is empty). Counts are of rows."""

    revision: int
    at: datetime
    source: str
    by: str
    note: str
    added: int
    revised: int
    removed: int
    refused: int
    title: str | None
    producer: str | None
    published: date | None


class Revisions(Collection, frozen=True, kw_only=True):
    """Revisions, the newest first."""

    items: tuple[RevisionEntry, ...]


class Counted(Struct, frozen=True, kw_only=True):
    """How many figures of an indicator a revision changed: of the account's own place, or of others."""

    indicator: str
    own: bool
    added: int
    revised: int
    removed: int
    places: int


class PaperChange(Struct, frozen=True, kw_only=True):
    """One thing that a revision changed in a document: a definition, an origin, the method."""

    part: str
    kind: str
    id: str
    change: str
    field: str
    old: str
    new: str


class RevisionDetail(Struct, frozen=True, kw_only=True):
    """A revision, what it changed by indicator, and what it changed in documents."""

    entry: RevisionEntry
    measures: tuple[Counted, ...]
    documents: tuple[PaperChange, ...]


class RevisionAnswer(Answer, frozen=True, kw_only=True):
    """One revision."""

    item: RevisionDetail


class FigureChange(Struct, frozen=True, kw_only=True):
    """A figure of the account's own place that is not as it was. ``against_interval``: its size beside half
    of the likely range published before. A null value was never published, or is hidden: see its state."""

    change: str
    indicator: str
    place: str
    period: str
    breakdown: str
    old_value: float | None
    value: float | None
    size: float | None
    against_interval: str | None
    old_state: str | None
    state: str | None


class FigureChanges(Collection, frozen=True, kw_only=True):
    """Figures of the own place that one revision changed."""

    items: tuple[FigureChange, ...]

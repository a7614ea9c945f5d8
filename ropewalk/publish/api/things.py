"""The things that answers hold, in the shape that programs read.

A number that is not known is null, and beside it stands why: ``state`` is a word for every observation, and a
finding that cannot say has its ``reasons``. Null is never nought.
"""

from datetime import date, datetime
from typing import Annotated

from msgspec import Meta, Struct

from ropewalk.vocabulary.accepted import Acceptance, Correction
from ropewalk.vocabulary.plan import Aim, Priority, Value
from ropewalk.vocabulary.source import Origin
from ropewalk.vocabulary.words import Question, State


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


class PriorityOf(Struct, frozen=True, kw_only=True):
    """A priority, the aim that it is of, and the indicators that serve it."""

    aim: str
    priority: Priority
    indicators: tuple[str, ...]


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


class PeersOf(Struct, frozen=True, kw_only=True):
    """A peer set and the peers that it gives one place; none where it is not for that place."""

    peer_set: PeerSet
    place: str
    peers: tuple[str, ...]


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


class Comment(Struct, frozen=True, kw_only=True):
    """A comment that was published, or a reply to one (``reply_to``). Where it was withdrawn, ``text`` is
    empty and the day and the reason stand there."""

    comment: str
    reply_to: str
    subject_kind: str
    subject: str
    place: str
    period: Annotated[str, Meta(description="ISO 8601 interval, such as 2022-01-01/P3Y")]
    text: str
    role: str
    organisation: str
    published: date
    withdrawn: date | None
    withdrawn_because: str


class Source(Struct, frozen=True, kw_only=True):
    """A publisher's data: its origin and the indicators that it feeds."""

    origin: Origin
    indicators: tuple[str, ...]
    acceptances: tuple[Acceptance, ...]
    corrections: tuple[Correction, ...]


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

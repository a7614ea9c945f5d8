"""What readers may know of releases: the calendar for everybody, what is in them once their time has come.

Everything here is decided for a moment that is handed in, so that no page can be ahead of the clock.
"""

from dataclasses import dataclass
from datetime import datetime

from ropewalk.releases import keeping, reads
from ropewalk.releases.drafting import draft as draft
from ropewalk.releases.frozen import About as About
from ropewalk.releases.frozen import Before as Before
from ropewalk.releases.frozen import Frozen as Frozen
from ropewalk.releases.frozen import Kept as Kept
from ropewalk.releases.models import Release
from ropewalk.releases.rendering import rendered_by as rendered_by
from ropewalk.releases.states import OUT as OUT
from ropewalk.releases.states import State as State
from ropewalk.releases.states import short_notice
from ropewalk.vocabulary import clock


@dataclass(frozen=True, slots=True)
class Moved:
    """A change of a release's time."""

    was: datetime
    becomes: datetime
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Seat:
    """A place on an early-access list: what somebody is, never who."""

    role: str
    organisation: str
    reason: str


@dataclass(frozen=True, slots=True)
class Announced:
    """A release as readers may know it. ``revision``, ``manifest`` and ``documents`` stay empty until it is
    out; ``corrected_by``: the number of the correction that is out, nought for none."""

    number: int
    title: str
    about: str
    state: State
    planned_for: datetime
    announced_at: datetime
    public_at: datetime | None
    corrects: int
    corrected_by: int
    reason: str
    changes: str
    cancelled_because: str
    short_notice: bool
    moves: tuple[Moved, ...]
    early: tuple[Seat, ...]
    revision: int
    definitions: str
    code: str
    manifest: str
    documents: tuple[Kept, ...]

    @property
    def is_out(self) -> bool:
        """Whether everybody may read it."""
        return self.state in OUT


def announced(now: datetime | None = None) -> tuple[Announced, ...]:
    """Every release, the newest number first, as readers may know it at a moment. Of a correction that was
    not published yet nothing is told but that it is planned."""
    now = now or clock.now()
    return tuple(_announced(row, now) for row in reads.releases())


def standing(now: datetime | None = None) -> int:
    """How many releases are out at a moment: part of the account's key. One query."""
    return Release.objects.filter(public_at__lte=now or clock.now()).count()


def next_at(now: datetime | None = None) -> datetime | None:
    """When the next release that is cleared comes out; None where none waits. One query."""
    waiting = Release.objects.filter(public_at__gt=now or clock.now()).order_by("public_at")
    return waiting.values_list("public_at", flat=True).first()


def document(number: int, name: str, now: datetime | None = None) -> bytes | None:
    """A document of a release as it was published; None while it is not out, and where there is no such one.
    Raises StoreError when the bytes are not what they were."""
    row = Release.objects.filter(number=number, public_at__lte=now or clock.now()).first()
    if row is None:
        return None
    if name == "manifest.json":
        return keeping.read_bytes(row.manifest)
    return keeping.read_document(keeping.read_manifest(row.manifest), name)


def frozen_of(number: int, now: datetime | None = None) -> Frozen | None:
    """What a release that is out froze; None where there is none. Raises StoreError when unreadable."""
    row = Release.objects.filter(number=number, public_at__lte=now or clock.now()).first()
    return keeping.read_frozen(keeping.read_manifest(row.manifest)) if row else None


def _announced(row: Release, now: datetime) -> Announced:
    state = reads.state_of(row, now)
    is_out = state in OUT
    manifest = keeping.read_manifest(row.manifest) if is_out else None
    corrected = [one.number for one in row.corrections.all() if one.public_at and one.public_at <= now]
    shown = state if is_out or state is State.CANCELLED else State.PLANNED
    return Announced(
        number=row.number,
        title=row.title,
        about=row.about,
        state=shown,
        planned_for=row.planned_for,
        announced_at=row.announced_at,
        public_at=row.public_at if is_out else None,
        corrects=row.corrects.number if row.corrects else 0,
        corrected_by=max(corrected, default=0),
        reason=row.reason if is_out else "",
        changes=row.changes if is_out else "",
        cancelled_because=row.cancelled_because,
        short_notice=row.corrects is None and short_notice(row.announced_at, row.planned_for),
        moves=tuple(Moved(one.was, one.becomes, one.reason, one.at) for one in row.moves.all()),
        early=tuple(Seat(one.role, one.organisation, one.reason) for one in row.early.all()),
        revision=row.revision or 0 if is_out else 0,
        definitions=row.definitions if is_out else "",
        code=row.code if is_out else "",
        manifest=row.manifest if is_out else "",
        documents=manifest.documents if manifest else (),
    )

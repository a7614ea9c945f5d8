"""Releases as pages of the office and commands read them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from ropewalk.accounts.by import By
from ropewalk.accounts.models import Event
from ropewalk.accounts.rights import ACCOUNT
from ropewalk.accounts.roles import Right
from ropewalk.releases.models import EarlyReader, Release
from ropewalk.releases.states import Dates, State, state_at
from ropewalk.vocabulary import clock


@dataclass(frozen=True, slots=True)
class EarlyReading:
    """Somebody read a document of a release before its time."""

    at: datetime
    who: str
    what: str


def releases() -> QuerySet[Release]:
    """Every release, the newest number first, with what its state follows from: four queries."""
    seats = EarlyReader.objects.filter(removed_at=None)
    rows = Release.objects.select_related("corrects").order_by("-number")
    return rows.prefetch_related("corrections", "moves", Prefetch("early", seats))


def state_of(row: Release, now: datetime | None = None) -> State:
    """What a release is now, or at a moment."""
    return state_at(dates_of(row), now or clock.now())


def dates_of(row: Release) -> Dates:
    """What the state follows from."""
    out = [one.public_at for one in row.corrections.all() if one.public_at is not None]
    return Dates(bool(row.manifest), row.public_at, min(out, default=None), row.cancelled_at is not None)


def out_numbers(now: datetime | None = None) -> tuple[tuple[int, str], ...]:
    """The releases that are out, the newest first, by number and title: one query."""
    rows = Release.objects.filter(public_at__lte=now or clock.now()).order_by("-number")
    return tuple(rows.values_list("number", "title"))


def newest_public(*, below: int, now: datetime | None = None) -> Release | None:
    """The release with the greatest number below this one that is out and was not corrected; None without."""
    rows = releases().filter(number__lt=below, public_at__lte=now or clock.now())
    return next((row for row in rows if state_of(row, now) is State.PUBLISHED), None)


def may_read_early(by: By, row: Release) -> bool:
    """Whether somebody may read a release before its time: who prepares it, and who is on its list."""
    if by.may(Right.PREPARE_RELEASE, ACCOUNT):
        return True
    listed = row.early.filter(email=by.name.lower(), removed_at=None).exists()
    return listed and by.may_somewhere(Right.EARLY_ACCESS)


def early_readings(row: Release) -> tuple[EarlyReading, ...]:
    """Who read it before its time, the newest first."""
    events = Event.objects.filter(what="release read early", kind="release", thing=str(row.number))
    return tuple(EarlyReading(one.at, one.who, one.after) for one in events.order_by("-number")[:200])

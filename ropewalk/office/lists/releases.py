"""The calendar of releases: announced, named, moved and cancelled."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Final

from django.utils import timezone

from ropewalk.accounts.by import By
from ropewalk.accounts.roles import Right
from ropewalk.office.lists.listed import LONG, Listed, Rows, found, refuse, row
from ropewalk.office.release_words import STATE_WORDS
from ropewalk.releases import actions, reads
from ropewalk.releases.models import Release
from ropewalk.sheets.columns import Column, Kind, When
from ropewalk.sheets.found import Change
from ropewalk.vocabulary.language import _, later

TIME: Final = re.compile(r"(\d{1,2})[:.](\d{2})(?::00)?")


def _rows(by: By, of: str) -> Rows:
    rows = (
        row(
            one.pk,
            f"{one.number}: {one.title}",
            title=one.title,
            about=one.about,
            day=timezone.localtime(one.planned_for).date(),
            time=f"{timezone.localtime(one.planned_for):%H:%M}",
            moved_because="".join([move.reason for move in one.moves.all()][-1:]),
            state=_(STATE_WORDS[reads.state_of(one)]),
            corrects=one.corrects.number if one.corrects else "",
            cancelled_because=one.cancelled_because,
        )
        for one in reads.releases()
    )
    return rows, {}


def _write(by: By, of: str, changes: Sequence[Change]) -> None:
    held = {str(one.pk): one for one in Release.objects.filter(pk__in=[one.id for one in changes if one.id])}
    for one in changes:
        if one.id:
            _change(by, one, found(held, one.id))
            continue
        if one.text("moved_because") or one.text("cancelled_because"):
            refuse("a new release was neither moved nor cancelled", "Leave those columns empty")
        actions.plan(by, one.text("title"), _moment(one), one.text("about"))


def _change(by: By, one: Change, target: Release) -> None:
    if one.changed & {"title", "about"}:
        actions.change(by, target, one.text("title"), one.text("about"))
    if one.changed & {"day", "time"}:
        if "moved_because" not in one.changed:
            refuse("its time was moved without a reason", "Write the new time, and why it is moved")
        actions.move(by, target, _moment(one), one.text("moved_because"))
    elif "moved_because" in one.changed:
        refuse("there is a reason for moving it, and its time is the same", "Write the new time too")
    if "cancelled_because" in one.changed:
        actions.cancel(by, target, one.text("cancelled_because"))


def _moment(one: Change) -> datetime:
    """The day and the time, in the council's own time."""
    told, day = TIME.fullmatch(one.text("time").strip()), one["day"]
    if told is None or not isinstance(day, date) or int(told[1]) > 23 or int(told[2]) > 59:
        refuse("this is not a day and a time", "Write both, the time such as 09:30", one.text("time"))
    return timezone.make_aware(datetime.combine(day, time(int(told[1]), int(told[2]))))


RELEASES: Final = Listed(
    "releases",
    later("Releases"),
    "release-list",
    Right.EARLY_ACCESS,
    (
        Column("title", later("What it is called")),
        Column("about", later("What it is about"), most=LONG),
        Column("day", later("Its day"), Kind.DAY),
        Column("time", later("Its time"), most=10, hint=later("Hours and minutes, such as 09:30")),
        Column("moved_because", later("Moved, because"), most=LONG),
        Column("state", later("State"), when=When.NEVER),
        Column("corrects", later("Corrects"), when=When.NEVER),
        Column("cancelled_because", later("Cancelled, because"), most=LONG),
    ),
    _rows,
    _write,
    note=later("Preparing, clearing and correcting are done on the release's page."),
)

"""Every day that was moved and every target that was changed, read from history: nothing slides unseen.

It needs nobody to ask for a change first: what was done without being asked stands here all the same.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import groupby, pairwise
from typing import Any

import msgspec

from ropewalk.plan import models
from ropewalk.plan.mapping import target_of
from ropewalk.vocabulary.delivery import Alters


class Moved(msgspec.Struct, frozen=True, kw_only=True):
    """A promise that was changed at a moment: its day, its value, or that it comes at all. ``reason`` and
    ``approved_by`` are empty where nobody said; ``title``: of the action or the milestone."""

    at: datetime
    alters: Alters
    subject_kind: str
    subject: str
    milestone: str = ""
    title: str = ""
    was_day: date | None = None
    was_value: float | None = None
    day: date | None = None
    value: float | None = None
    reason: str = ""
    approved_by: str = ""


def moved() -> tuple[Moved, ...]:
    """Every such change since the first load, oldest first: four queries. A promise that is made is no
    change, but a first target is: it was none before."""
    found = (*_targets(), *_actions(), *_milestones())
    return tuple(sorted(found, key=lambda one: (one.at, one.subject, one.milestone, one.alters)))


def _targets() -> Iterator[Moved]:
    rows = models.Target.objects.filter(indicator__active=True).select_related("indicator")
    for code, each in _each(rows.order_by("indicator__code", "id"), lambda row: row.indicator.code):
        for before, after in pairwise([None, *each]):
            was, now = (target_of(before) if before else None), target_of(after)
            yield Moved(
                at=after.set_at,
                alters=Alters.TARGET if now else Alters.TARGET_WITHDRAWN,
                subject_kind="indicator",
                subject=code,
                was_day=was.date if was else None,
                was_value=was.value if was else None,
                day=now.date if now else None,
                value=now.value if now else None,
                reason=after.reason,
                approved_by=after.approved_by,
            )


def _actions() -> Iterator[Moved]:
    columns = ("code", "history_date", "title", "ends", "stopped_because", "active")
    rows = models.Action.history.order_by("code", "history_id").values(*columns)
    for code, each in _each(rows, lambda row: row["code"]):
        for was, now in pairwise(each):
            told = {"at": now["history_date"], "subject_kind": "action", "subject": code}
            told |= {"title": now["title"], "was_day": was["ends"]}
            if was["ends"] is not None and now["ends"] != was["ends"]:
                yield Moved(alters=Alters.ACTION_END, day=now["ends"], **told)
            gone = was["active"] and not now["active"]
            if gone or (now["stopped_because"] and not was["stopped_because"]):
                yield Moved(alters=Alters.ACTION_STOPPED, reason=now["stopped_because"], **told)


def _milestones() -> Iterator[Moved]:
    columns = ("id", "action_id", "code", "history_date", "title", "due", "moved_because", "dropped_because")
    codes = dict(models.Action.objects.values_list("pk", "code"))
    rows = models.Milestone.history.order_by("id", "history_id").values(*columns)
    for _key, each in _each(rows, lambda row: row["id"]):
        for was, now in pairwise(each):
            told = {"at": now["history_date"], "subject_kind": "action", "milestone": now["code"]}
            told |= {"subject": codes.get(now["action_id"], ""), "title": now["title"], "was_day": was["due"]}
            if now["due"] != was["due"]:
                yield Moved(alters=Alters.MILESTONE_DAY, day=now["due"], reason=now["moved_because"], **told)
            if now["dropped_because"] and not was["dropped_because"]:
                yield Moved(alters=Alters.MILESTONE_DROPPED, reason=now["dropped_because"], **told)


def _each(rows: Iterable[Any], key: Any) -> Iterator[tuple[Any, list[Any]]]:
    """Rows that come in order, as one list for each thing."""
    return ((name, list(each)) for name, each in groupby(rows, key))

"""Roles over a promise follow it into another edition of the plan, whatever code it has there."""

from collections.abc import Mapping

from ropewalk.accounts.actions.told import grant_told
from ropewalk.accounts.audit import Say
from ropewalk.accounts.by import By
from ropewalk.accounts.models import Grant
from ropewalk.vocabulary import clock


def move_roles(by: By, say: Say, mapping: Mapping[str, str]) -> None:
    """Take back each role over a priority whose code changes, and give it over the new one; a promise that
    ended takes its roles along. In the transaction, and by the right, of whoever adopts the plan.

    ``mapping``: every old code to its new one, empty where the promise ended. A code that is used again for
    something else would otherwise hand the new promise to whoever had the old one.
    """
    rows = Grant.objects.filter(ended_at=None).exclude(priority="").select_related("person", "organisation")
    for row in rows:
        new = mapping.get(row.priority, "")
        if new == row.priority:
            continue
        row.ended_by, row.ended_at = by.name, clock.now()
        row.save(update_fields=["ended_by", "ended_at"])
        moved = None
        if new:
            moved = Grant.objects.create(
                person=row.person,
                role=row.role,
                priority=new,
                since=clock.today(),
                until=row.until,
                given_by=by.name,
                given_at=clock.now(),
            )
        say(
            "role moved with its promise",
            "person",
            row.person.email,
            grant_told(row),
            moved and grant_told(moved),
        )

"""Comments as the office's pages read them: only those that somebody's roles reach."""

from collections.abc import Iterable

from django.db.models import Q

from ropewalk.accounts.by import By
from ropewalk.accounts.models import Organisation
from ropewalk.accounts.reads import organisations
from ropewalk.accounts.rights import Thing
from ropewalk.accounts.roles import Right
from ropewalk.commentary.actions import thing_of
from ropewalk.commentary.models import Comment
from ropewalk.commentary.models.comment import State
from ropewalk.plan import subjects

MOST = 500


def comments(by: By) -> list[Comment]:
    """The newest comments that somebody may read: published ones, those of their reach, their own."""
    rows = list(Comment.objects.select_related("organisation")[:MOST])
    above = lines()
    return [row for row in rows if _reads(by, row, above)]


def open_rows(by: By) -> list[Comment]:
    """Drafts of somebody's own, and what anybody signed that is not published, the newest: one query."""
    wanted = Q(state=State.DRAFT, author=by.name) | Q(state=State.SIGNED)
    return list(Comment.objects.filter(wanted).select_related("organisation")[:MOST])


def one(by: By, pk: int) -> Comment | None:
    """A comment; None where there is none that somebody may read."""
    row = Comment.objects.select_related("organisation").filter(pk=pk).first()
    if row is None or not (row.author == by.name or _open(row) or by.may(Right.READ, thing_of(row))):
        return None
    return row


def _reads(by: By, row: Comment, above: dict[int, frozenset[str]]) -> bool:
    if row.author == by.name or _open(row):
        return True
    thing = Thing(subjects.priorities(row.about), above[row.organisation_id])
    return by.may(Right.READ, thing)


def _open(row: Comment) -> bool:
    return row.stands in (State.PUBLISHED, State.WITHDRAWN)


def lines() -> dict[int, frozenset[str]]:
    """Each organisation's code with all above it: one query."""
    rows = {row.pk: row for row in organisations()}

    def above(row: Organisation | None) -> Iterable[str]:
        seen: set[int] = set()
        while row is not None and row.pk not in seen:
            seen.add(row.pk)
            yield row.code
            row = rows.get(row.parent_id) if row.parent_id else None

    return {key: frozenset(above(row)) for key, row in rows.items()}

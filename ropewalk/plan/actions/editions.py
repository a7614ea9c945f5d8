"""Editions of the plan: a draft of the one in force, changed, adopted or thrown away."""

from collections.abc import Callable
from datetime import date
from itertools import pairwise

from msgspec.structs import replace

from ropewalk.accounts import published
from ropewalk.accounts.actions.moving import move_roles
from ropewalk.accounts.audit import tell_all, writing
from ropewalk.accounts.by import By
from ropewalk.accounts.guard import guard
from ropewalk.accounts.pre_election import Publishing
from ropewalk.accounts.roles import Right
from ropewalk.plan import drafts, models, reads
from ropewalk.plan.actions.loading import write_edition, write_links
from ropewalk.plan.actions.shared import change_definitions, now, said
from ropewalk.plan.drafts import Draft
from ropewalk.plan.editions import differences, edition
from ropewalk.plan.mapping import edition_columns
from ropewalk.plan.models.edition import State
from ropewalk.plan.sync import Change, sign
from ropewalk.vocabulary.errors import Fault, UserError
from ropewalk.workspace.gate import CODE

FOLLOWERS = (models.Risk, models.RecoveryPlan, models.Decision)


def new_draft(by: By, code: str, title: str) -> None:
    """Begin a draft as a copy of the edition in force."""
    with writing(by) as say:
        by.must(Right.EDIT_PLAN)
        if not CODE.fullmatch(code):
            remedy = "Use letters, figures, full stops and hyphens"
            raise UserError(Fault("the code cannot stand in an address", remedy, value=code))
        if models.Edition.objects.filter(code=code).exists():
            raise UserError(Fault("an edition has this code already", "Choose another", value=code))
        draft = drafts.copy_of(reads.definitions(), code, said(title, "the title"))
        _write(draft, now(by))
        say("draft begun", "edition", code, None, {"title": title, "supersedes": draft.plan.supersedes})


def change_draft(by: By, code: str, *changes: Callable[[Draft], Draft]) -> None:
    """Change a draft, by one change after another: all of them or none. What it says differently after each
    is told in the audit."""
    with writing(by):
        by.must(Right.EDIT_PLAN)
        _draft(code)
        steps = [edition(code)]
        for change in changes:
            steps.append(change(steps[-1]))
            if found := list(drafts.faults(steps[-1])):
                raise UserError(*found)
        _write(steps[-1], now(by))
        tell_all(
            by,
            (
                ("draft changed", "edition", code, None, differences(before, after))
                for before, after in pairwise(steps)
            ),
        )


def drop_draft(by: By, code: str) -> None:
    """Throw a draft away. Its history stays."""
    with writing(by) as say:
        by.must(Right.EDIT_PLAN)
        row, change = _draft(code), now(by)
        told = {"title": row.title}
        for rows in (models.Priority.objects.filter(aim__edition=row), row.aims.all(), row.values.all()):
            for one in rows:
                sign(one, change)
                one.delete()
        sign(row, change)
        row.delete()
        say("draft thrown away", "edition", code, told, None)


def adopt(by: By, code: str, day: date) -> None:
    """Put a draft in force, as adopted on a day, through the checks that files go through.

    The edition before is superseded and stays. What was about a promise, and roles over it, follow it."""
    with writing(by) as say:
        by.must(Right.EDIT_PLAN)
        _draft(code)
        guard(say, Publishing.EDITION, code)
        draft = edition(code)
        draft = Draft(replace(draft.plan, adopted=day), draft.links)
        before = reads.plan().id
        change_definitions(by, lambda held: drafts.adopted(held, draft))
        _follow(draft, now(by))
        move_roles(by, say, draft.plan.mapping)
        say(
            "plan adopted",
            "edition",
            code,
            {"edition": before},
            {"adopted": day, "mapping": draft.plan.mapping},
        )
        published.changed()


def _follow(draft: Draft, change: Change) -> None:
    """Risks, recovery plans and decisions about a promise go with it; those of one that ended stay."""
    for table in FOLLOWERS:
        for row in table.objects.filter(subject_kind="priority"):
            new = draft.plan.mapping.get(row.subject, "")
            if new and new != row.subject:
                row.subject = new
                sign(row, change)
                row.save()


def _draft(code: str) -> models.Edition:
    row = models.Edition.objects.filter(code=code).first()
    if row is None or row.state != State.DRAFT:
        raise UserError(Fault("this is no draft", "Begin a draft to change the plan", value=code))
    return row


def _write(draft: Draft, change: Change) -> None:
    row = {"code": draft.plan.id, "current": False, "state": State.DRAFT.value}
    priorities = write_edition(draft.plan, row | edition_columns(draft.plan), change)
    rows = {one.code: one for one in models.Indicator.objects.filter(active=True)}
    write_links(
        {rows[name]: codes for name, codes in draft.links.items() if name in rows}, priorities, change
    )

"""Comments: begun as drafts and changed as long as they are their writer's own."""

from collections.abc import Sequence
from typing import Final

from ropewalk.accounts.by import By
from ropewalk.accounts.models import Organisation
from ropewalk.accounts.roles import Right
from ropewalk.commentary import actions, reads
from ropewalk.commentary.models import Comment
from ropewalk.office.comment_words import state_name
from ropewalk.office.lists.listed import Listed, Rows, found, organisations, row
from ropewalk.plan import subjects
from ropewalk.plan.subjects import subject_of
from ropewalk.sheets.columns import Column, Kind, When, named
from ropewalk.sheets.found import Change
from ropewalk.vocabulary.language import later

PERIOD: Final = later("Its first day and its length, such as 2026-04-01/P3M for a quarter")


def _rows(by: By, of: str) -> Rows:
    held, titles = reads.comments(by), subjects.every()
    rows = (
        row(
            one.pk,
            f"{one.pk} {titles.get(one.about, one.subject)}",
            about=one.about.text,
            period=one.period,
            text=one.text,
            role=one.role,
            organisation=one.organisation.code,
            name=one.name,
            stands=state_name(one.state),
        )
        for one in held
    )
    gone = {one.about.text: one.subject for one in held}
    known = {one.text: title for one, title in titles.items()}
    teams = {one.organisation.code: one.organisation.name for one in held}
    return rows, {"about": named((gone | known).items()), "organisation": teams | organisations()}


def _write(by: By, of: str, changes: Sequence[Change]) -> None:
    held = {str(one.pk): one for one in Comment.objects.filter(pk__in=[one.id for one in changes if one.id])}
    teams = {one.code: one for one in Organisation.objects.filter(closed_on=None)}
    for one in changes:
        text, role = one.text("text"), one.text("role")
        if one.id:
            target = found(held, one.id)
            actions.rewrite(by, target.pk, target.version, text, role)
        else:
            about, team = subject_of(one.text("about")), found(teams, one.text("organisation"))
            actions.write(by, about, one.text("period"), text, role, team)


COMMENTS: Final = Listed(
    "comments",
    later("Comments"),
    "comments",
    Right.READ,
    (
        Column("about", later("About what"), Kind.CHOICE, When.NEW),
        Column("period", later("Period"), when=When.NEW, hint=PERIOD),
        Column("text", later("Comment"), most=actions.LONGEST),
        Column("role", later("What you are")),
        Column("organisation", later("For whom you speak"), Kind.CHOICE, When.NEW),
        Column("name", later("Who"), when=When.NEVER),
        Column("stands", later("Where it stands"), when=When.NEVER),
    ),
    _rows,
    _write,
    note=later("Signing and publishing are done on the comment's page, beside what the findings say."),
)

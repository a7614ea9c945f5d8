"""Signed words beside figures."""

from ropewalk.accounts.by import By
from ropewalk.commentary import actions, tone
from ropewalk.commentary.found import found
from ropewalk.commentary.models import Comment
from ropewalk.plan.subjects import subject_of
from ropewalk.vocabulary.errors import Fault, UserError
from ropewalk.year import steps
from ropewalk.year.stage import Stage


def comment(stage: Stage, by: By, step: steps.Comment) -> None:
    """Begin a comment."""
    of = stage.organisation(step.of)
    row = actions.write(by, subject_of(step.about), step.period, step.text, step.role, of)
    stage.made[step.key] = row.pk


def rewrite(stage: Stage, by: By, step: steps.Rewrite) -> None:
    """Change it."""
    row = _row(stage, step.key)
    actions.rewrite(by, row.pk, row.version, step.text, row.role)


def sign(stage: Stage, by: By, step: steps.Sign) -> None:
    """Sign it, as the page does: with what the finding says kept beside it. Raises UserError where the office
    warns and the script does not know of it, or the other way round."""
    row = _row(stage, step.key)
    standing = found(stage.folder.store, row.about, row.place)
    warned = [f"{one.word}: {one.verdict}" for one in tone.against(row.text, standing.verdicts)]
    if bool(warned) != step.warned:
        problem = "the office warns otherwise than the script says"
        told = "; ".join(warned) or "no warning"
        raise UserError(Fault(problem, "Mend the words, or say warned = true or false", value=told))
    actions.sign(by, row.pk, row.version, standing.text)


def publish(stage: Stage, by: By, step: steps.Publish) -> None:
    """Show it to readers."""
    row = _row(stage, step.key)
    actions.publish(by, row.pk, row.version)


def withdraw(stage: Stage, by: By, step: steps.Withdraw) -> None:
    """Take it back."""
    row = _row(stage, step.key)
    actions.withdraw(by, row.pk, row.version, step.why)


def reply(stage: Stage, by: By, step: steps.Reply) -> None:
    """Answer it."""
    actions.reply(by, stage.number(step.key), step.text, step.role, stage.organisation(step.of))


def _row(stage: Stage, key: str) -> Comment:
    return Comment.objects.get(pk=stage.number(key))

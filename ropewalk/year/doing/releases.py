"""Releases."""

from datetime import datetime

from ropewalk.accounts.by import By
from ropewalk.releases import actions
from ropewalk.vocabulary.errors import Fault, UserError
from ropewalk.year import steps
from ropewalk.year.stage import Stage


def plan(_stage: Stage, by: By, step: steps.PlanRelease) -> None:
    """Announce it."""
    actions.plan(by, step.title, _here(step.at), step.about)


def move(stage: Stage, by: By, step: steps.MoveRelease) -> None:
    """Give it another time."""
    actions.move(by, stage.release(step.number), _here(step.to), step.reason)


def early_reader(stage: Stage, by: By, step: steps.EarlyReader) -> None:
    """Put somebody on its list."""
    person = stage.person(step.person)
    of = person.organisation.name if person.organisation else ""
    actions.add_early_reader(
        by, stage.release(step.number), person.email, role=step.role, reason=step.reason, organisation=of
    )


def read_early(stage: Stage, by: By, step: steps.ReadEarly) -> None:
    """Read a document of it before its time."""
    if actions.read_early(by, stage.release(step.number), step.document) is None:
        remedy = "Name one that the release holds"
        raise UserError(Fault("there is no such document", remedy, value=step.document))


def prepare(stage: Stage, by: By, step: steps.Prepare) -> None:
    """Freeze what is held, once what was left for later is done."""
    stage.hands.work()
    actions.prepare(by, stage.release(step.number))


def clear(stage: Stage, by: By, step: steps.Clear) -> None:
    """Let it come out at its time."""
    actions.clear(by, stage.release(step.number))


def correct(stage: Stage, by: By, step: steps.Correct) -> None:
    """Announce a correction of it."""
    at = _here(step.at) if step.at else None
    actions.correct(by, stage.release(step.number), step.reason, step.changes, at)


def _here(at: datetime) -> datetime:
    """What a clock on the wall here shows, with its zone."""
    return at.astimezone()

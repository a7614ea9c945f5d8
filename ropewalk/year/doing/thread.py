"""Ideas, and recognition."""

from ropewalk.accounts.by import By
from ropewalk.thread import actions
from ropewalk.thread.about import about_of
from ropewalk.thread.actions.ideas import Proposal
from ropewalk.thread.models import Idea
from ropewalk.thread.states import Idea as State
from ropewalk.thread.states import Standing
from ropewalk.year import steps
from ropewalk.year.stage import Stage


def propose(stage: Stage, by: By, step: steps.Propose) -> None:
    """Put an idea forward."""
    told = Proposal(
        title=step.title,
        what=step.what,
        about=about_of(step.about),
        expected=step.expected,
        by=step.by,
        test=step.test,
        organisation=stage.organisation(step.of),
    )
    stage.made[step.key] = actions.propose(by, told).pk


def take(stage: Stage, by: By, step: steps.TakeIdea) -> None:
    """Take its next step."""
    row = Idea.objects.get(pk=stage.number(step.key))
    actions.take(by, row.pk, row.version, State(step.becomes), step.reason, step.result, step.evidence)


def recognise(stage: Stage, by: By, step: steps.Recognise) -> None:
    """Offer recognition."""
    row = actions.give(by, about_of(step.about), stage.person(step.person), step.why)
    stage.made[step.key] = row.pk


def accept(stage: Stage, by: By, step: steps.AcceptRecognition) -> None:
    """Accept it."""
    actions.answer(by, stage.number(step.key), Standing.ACCEPTED)

"""The plan, its actions and their milestones."""

from ropewalk.accounts.by import By
from ropewalk.plan import actions
from ropewalk.plan.drafts import Draft, with_priority, without_priority
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.action import Action
from ropewalk.vocabulary.delivery import Work
from ropewalk.vocabulary.plan import Priority
from ropewalk.year import steps
from ropewalk.year.stage import Stage

RECORD = "An example: no record of anything that was done"


def add_action(stage: Stage, by: By, step: steps.AddAction) -> None:
    """Add an action."""
    action = Action(
        id="new",
        title=step.title,
        began=step.began,
        owner=step.owner,
        source=RECORD,
        indicators=step.indicators,
        priorities=step.priorities,
    )
    work = Work(
        action="new",
        ends=step.ends,
        organisation=stage.code(step.of),
        partners=tuple(stage.code(one) for one in step.partners),
        after=step.after,
    )
    actions.add_action(by, action, work)


def milestone(stage: Stage, by: By, step: steps.Milestone) -> None:
    """Promise a milestone."""
    actions.add_milestone(by, step.action, step.title, step.due, organisation=stage.code(step.of))


def forecast(stage: Stage, by: By, step: steps.Forecast) -> None:
    """Look ahead."""
    row = stage.milestone(step.action, step.milestone)
    actions.change_milestone(by, row, row.title, step.day)


def finish(stage: Stage, by: By, step: steps.FinishMilestone) -> None:
    """Say that it is done."""
    actions.finish_milestone(by, stage.milestone(step.action, step.milestone), step.done, step.evidence)


def verify(stage: Stage, by: By, step: steps.VerifyMilestone) -> None:
    """Say that its evidence was looked at."""
    actions.verify_milestone(by, stage.milestone(step.action, step.milestone))


def move(stage: Stage, by: By, step: steps.MoveMilestone) -> None:
    """Move the promised day."""
    actions.move_milestone(by, stage.milestone(step.action, step.milestone), step.due, step.reason)


def drop(stage: Stage, by: By, step: steps.DropMilestone) -> None:
    """Count it no more."""
    actions.drop_milestone(by, stage.milestone(step.action, step.milestone), step.reason)


def override(_stage: Stage, by: By, step: steps.Override) -> None:
    """Set a status by hand."""
    actions.set_override(by, step.action, step.status, step.reason, step.until)


def draft(_stage: Stage, by: By, step: steps.Draft) -> None:
    """Begin an edition."""
    actions.new_draft(by, step.edition, step.title)


def promise(_stage: Stage, by: By, step: steps.Promise) -> None:
    """Write a promise of a draft."""

    def write(held: Draft) -> Draft:
        followed = {step.old, *step.was}
        serving = [name for name, codes in held.links.items() if followed & set(codes)]
        before = [one for one in held.plan.priorities() if one.code in followed]
        priority = Priority(
            code=step.code,
            title=step.title,
            why=step.why,
            owner=step.owner,
            lever=step.lever,
            partners=step.partners,
            not_held=tuple(item for one in before for item in one.not_held),
        )
        return with_priority(held, step.old, step.aim, priority, [*serving, *step.indicators], step.was)

    actions.change_draft(by, step.edition, write)


def end_promise(_stage: Stage, by: By, step: steps.EndPromise) -> None:
    """Take a promise out."""
    actions.change_draft(by, step.edition, lambda held: without_priority(held, step.code))


def adopt(_stage: Stage, by: By, step: steps.Adopt) -> None:
    """Put a draft in force."""
    actions.adopt(by, step.edition, clock.today())

"""Returns: asked for, sent in, looked at."""

from dataclasses import replace
from typing import Any

from ropewalk.accounts.by import By
from ropewalk.plan import subjects
from ropewalk.plan.subjects import subject_of
from ropewalk.returns import actions
from ropewalk.returns.models import Ask, Schedule
from ropewalk.returns.models.ask import Wants
from ropewalk.returns.said import Said, wanted
from ropewalk.returns.states import Step
from ropewalk.vocabulary.errors import Fault, UserError
from ropewalk.vocabulary.words import State
from ropewalk.year import steps
from ropewalk.year.stage import Stage


def ask(stage: Stage, by: By, step: steps.Ask) -> None:
    """Ask for a return."""
    whom = replace(_whom(stage, step), exempt=step.exempt)
    actions.ask(by, subject_of(step.about), step.period, step.due, whom)


def rhythm(stage: Stage, by: By, step: steps.Rhythm) -> None:
    """Ask for it again and again."""
    actions.add_schedules(by, [subject_of(step.about)], step.first, step.due_days, _whom(stage, step))


def end_rhythm(_stage: Stage, by: By, step: steps.EndRhythm) -> None:
    """Ask no more."""
    one = subject_of(step.about)
    row = Schedule.objects.filter(subject_kind=one.kind, subject=one.code, ended_at=None).first()
    if row is None:
        raise UserError(
            Fault("nothing is asked for by a rhythm", "Look at the steps before", value=step.about)
        )
    actions.end_schedule(by, row.pk)


def send(stage: Stage, by: By, step: steps.Send) -> None:
    """Send it in."""
    row = stage.asked(step.about, step.period)
    state = State(step.state) if step.state else None
    said = Said(state=state, comment=step.comment, **_figure(stage, row, step))
    actions.send(by, actions.Sending(row.pk, row.version, said))


def evidence(stage: Stage, by: By, step: steps.Evidence) -> None:
    """Put a text file behind it."""
    actions.add_evidence(by, stage.asked(step.about, step.period).pk, step.name, step.text.encode())


def take(stage: Stage, by: By, step: steps.Take) -> None:
    """Query, verify, sign off, open again or withdraw it."""
    row = stage.asked(step.about, step.period)
    actions.take(by, row.pk, Step(step.step), row.version, step.words)


def _whom(stage: Stage, step: steps.Ask | steps.Rhythm) -> actions.Whom:
    person = stage.person(step.person) if step.person else None
    return actions.Whom(stage.organisation(step.of), Wants(step.wants), person, words=step.words)


def _figure(stage: Stage, row: Ask, step: steps.Send) -> dict[str, Any]:
    """The numbers that were published for the measure and period that the step names; nothing without one.
    Raises UserError where the store holds no such figure: none is made up."""
    if step.figure is None:
        return {}
    period = step.figure.period or row.period
    rows = stage.library().series(step.figure.of, [stage.home()], breakdowns=[""], published_only=True)
    found = [one for one in rows.iter_rows(named=True) if one["period"] == period]
    if not found or found[0]["value"] is None:
        problem = "no published figure of this measure and period is held"
        raise UserError(Fault(problem, "Name one that is", value=f"{step.figure.of} {period}"))
    # A return that takes counts works its value out of them; one without takes the value.
    names = wanted(subjects.indicator(row.about))
    held, counts = {name: found[0].get(name) for name in names}, ("numerator", "denominator")
    by_counts = all(held.get(name) for name in counts)
    return {name: number for name, number in held.items() if (name in counts) == by_counts}

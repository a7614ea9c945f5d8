"""Risks, recovery plans and decisions."""

from collections.abc import Mapping
from typing import Any

from ropewalk.accounts.by import By
from ropewalk.plan import actions
from ropewalk.plan.subjects import subject_of
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.delivery import Decision, RecoveryPlan, Risk
from ropewalk.year import steps
from ropewalk.year.stage import Stage

KINDS: Mapping[str, type[Risk | RecoveryPlan | Decision]] = {
    "risk": Risk,
    "recovery plan": RecoveryPlan,
    "decision": Decision,
}


def risk(_stage: Stage, by: By, step: steps.Risk) -> None:
    """Add a risk."""
    actions.add_record(
        by,
        Risk(
            **_about(step.about),
            title=step.title,
            owner=step.owner,
            controls=step.controls,
            likelihood_before=step.before[0],
            impact_before=step.before[1],
            likelihood_after=step.after[0],
            impact_after=step.after[1],
            review_on=step.review_on,
        ),
    )


def recover(_stage: Stage, by: By, step: steps.Recover) -> None:
    """Add a recovery plan."""
    actions.add_record(
        by,
        RecoveryPlan(
            **_about(step.about),
            cause=step.cause,
            steps=step.steps,
            owner=step.owner,
            expected=step.expected,
            review_on=step.review_on,
        ),
    )


def review(_stage: Stage, by: By, step: steps.Review) -> None:
    """Say what came of a recovery plan."""
    actions.review_plan(by, step.code, step.worked, step.found, on=clock.today(), next_on=step.next_on)


def decide(_stage: Stage, by: By, step: steps.Decide) -> None:
    """Write down a decision."""
    actions.add_record(
        by,
        Decision(
            **_about(step.about),
            title=step.title,
            decided_on=step.decided_on,
            decided_by=step.decided_by,
            reason=step.reason,
            evidence=step.evidence,
        ),
    )


def show(_stage: Stage, by: By, step: steps.Show) -> None:
    """Let readers see one."""
    kind: type = KINDS[step.kind]
    actions.show_record(by, kind, step.code, shown=True)


def _about(text: str) -> dict[str, Any]:
    about = subject_of(text)
    return {"id": "new", "subject_kind": about.kind.value, "subject": about.code}

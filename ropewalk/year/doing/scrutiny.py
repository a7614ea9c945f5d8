"""Questions of scrutiny, and challenges of readers."""

from ropewalk.accounts.by import By
from ropewalk.plan.subjects import subject_of
from ropewalk.scrutiny import actions
from ropewalk.scrutiny.letters import link_of
from ropewalk.scrutiny.models import Challenge, Question
from ropewalk.scrutiny.models.challenge import Outcome, Wrong
from ropewalk.scrutiny.models.question import Kind
from ropewalk.year import steps
from ropewalk.year.stage import Stage


def ask(stage: Stage, by: By, step: steps.AskQuestion) -> None:
    """Ask."""
    of = stage.organisation(step.of)
    row = actions.ask(by, subject_of(step.about), step.text, of, role=step.role, due=step.due)
    stage.made[step.key] = row.pk


def answer(stage: Stage, by: By, step: steps.AnswerQuestion) -> None:
    """Answer."""
    row = _question(stage, step.key)
    actions.answer(by, row.pk, row.version, step.text, step.role)


def publish(stage: Stage, by: By, step: steps.PublishAnswer) -> None:
    """Show the newest answer."""
    row = _question(stage, step.key)
    turn = row.turns.filter(kind=Kind.ANSWER).latest("pk")
    actions.publish(by, row.pk, turn.pk, row.version)


def follow_up(stage: Stage, by: By, step: steps.FollowUp) -> None:
    """Ask on."""
    row = _question(stage, step.key)
    actions.follow_up(by, row.pk, row.version, step.text, step.role, due=step.due)


def close(stage: Stage, by: By, step: steps.CloseQuestion) -> None:
    """End it."""
    row = _question(stage, step.key)
    actions.close(by, row.pk, row.version, step.text)


def challenge(stage: Stage, _by: By, step: steps.Challenge) -> None:
    """Send what a reader says, and open the link of the letter."""
    about, email = subject_of(step.about), stage.email("reader")
    sent = actions.Sent(about, Wrong(step.wrong), step.words, email, form=step.key)
    row = actions.challenge(sent)
    if row is not None:
        stage.made[step.key] = row.pk
        actions.confirm(link_of(row))


def accept(stage: Stage, by: By, step: steps.AcceptChallenge) -> None:
    """Show it."""
    row = _challenge(stage, step.key)
    actions.accept(by, row.pk, row.version, stage.organisation(step.of))


def answer_challenge(stage: Stage, by: By, step: steps.AnswerChallenge) -> None:
    """Answer it."""
    row = _challenge(stage, step.key)
    verdict = actions.Verdict(Outcome(step.outcome), step.text, step.role, step.changed)
    actions.answer_challenge(by, row.pk, row.version, verdict)


def publish_challenge(stage: Stage, by: By, step: steps.PublishChallenge) -> None:
    """Show the answer."""
    row = _challenge(stage, step.key)
    actions.publish_challenge(by, row.pk, row.version)


def _question(stage: Stage, key: str) -> Question:
    return Question.objects.get(pk=stage.number(key))


def _challenge(stage: Stage, key: str) -> Challenge:
    return Challenge.objects.get(pk=stage.number(key))

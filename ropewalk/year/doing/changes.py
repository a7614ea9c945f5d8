"""Changes of what was promised."""

from ropewalk.accounts.by import By
from ropewalk.plan import actions
from ropewalk.plan.models import ChangeRequest as Row
from ropewalk.vocabulary.delivery import Alters, ChangeRequest
from ropewalk.year import steps
from ropewalk.year.stage import Stage


def ask(stage: Stage, by: By, step: steps.AskChange) -> None:
    """Ask for it."""
    _kind, _colon, code = step.about.partition(":")
    subject, _slash, milestone = code.partition("/")
    wanted = actions.Wanted(Alters(step.alters), subject, step.reason, step.asker, milestone, step.day)
    stage.made[step.key] = Row.objects.get(code=actions.ask_change(by, wanted)).pk


def decide(stage: Stage, by: By, step: steps.DecideChange) -> None:
    """Agree to it or refuse it, and show it."""
    code = Row.objects.get(pk=stage.number(step.key)).code
    act = actions.agree_change if step.answer == "agreed" else actions.refuse_change
    act(by, code, step.decided_by, step.because)
    actions.show_record(by, ChangeRequest, code, shown=True)

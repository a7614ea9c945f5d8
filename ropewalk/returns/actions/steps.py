"""What others do with a return: send it back, verify, sign off, open it again, withdraw it."""

from typing import Final

from ropewalk.accounts.audit import writing
from ropewalk.accounts.by import By
from ropewalk.returns.actions.told import held_fast, move_on, name_of, thing_of
from ropewalk.returns.models import Ask, Taken
from ropewalk.returns.states import RIGHTS, WORDED, Step, after
from ropewalk.returns.tasks import ask_load
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.errors import Fault, UserError

DONE: Final = {
    Step.QUERY: "return queried",
    Step.VERIFY: "return verified",
    Step.SIGN_OFF: "return signed off",
    Step.REOPEN: "return opened again",
    Step.WITHDRAW: "return withdrawn",
}


def take(by: By, pk: int, step: Step, seen: int, words: str = "") -> Ask:
    """Take a step with a return that was looked at in version ``seen``. Raises NotAllowedError, StaleError,
    and UserError where the step cannot be taken from where it stands, or says why and gives no words."""
    if step not in DONE:
        raise UserError(Fault("a return is sent in by its form", "Use the form", value=str(step)))
    words = words.strip()
    if step in WORDED and not words:
        raise UserError(Fault("nothing says why", "Write a question or a reason"))
    with writing(by) as say:
        row = held_fast(pk, None)
        by.must(RIGHTS[step], thing_of(row))
        held_fast(pk, seen)
        before, state = row.state, after(row.stands, step)
        Taken.objects.create(
            ask=row,
            step=step,
            filing=row.filings.count(),
            words=words,
            by=by.name,
            name=name_of(by),
            at=clock.now(),
        )
        move_on(row, state)
        say(DONE[step], "return", str(row), before, {"state": str(state), "words": words})
        if step is Step.SIGN_OFF and row.wants_value:
            ask_load()
    return row

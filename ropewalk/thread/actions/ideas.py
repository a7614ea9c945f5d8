"""Ideas: proposed by anybody who works on the plan, tried, adopted or stopped with what was learnt."""

from dataclasses import dataclass
from datetime import date

from ropewalk.accounts.audit import writing
from ropewalk.accounts.by import By, NotAllowedError
from ropewalk.accounts.models import Organisation
from ropewalk.accounts.reads import line_above
from ropewalk.accounts.rights import Thing
from ropewalk.accounts.roles import Right
from ropewalk.plan.board import Board
from ropewalk.thread.about import About, known, thing
from ropewalk.thread.actions.shared import as_of_now, called, frozen, must_be_there, said
from ropewalk.thread.models import Idea, Step
from ropewalk.thread.states import NEXT, needs_result
from ropewalk.thread.states import Idea as State
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.errors import Fault, UserError


class StaleError(UserError):
    """Somebody else has taken a step meanwhile."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What somebody proposes. ``expected``: the effect, in words; ``by``: when it should show; ``test``: how
    it will be tested whether it did."""

    title: str
    what: str
    about: About
    expected: str
    by: date
    test: str
    organisation: Organisation


def thing_of(row: Idea, held: Board) -> Thing:
    """What rights over an idea are asked over: what it is about, and the team that would try it."""
    about = thing(row.about, held)
    return Thing(about.priorities, about.organisations | line_above(row.organisation))


def propose(by: By, told: Proposal) -> Idea:
    """Put an idea forward: about anything of the plan, by whoever may put ideas forward somewhere."""
    with writing(by) as say:
        if not by.may_somewhere(Right.PROPOSE):
            by.must(Right.PROPOSE)
        held, _found = as_of_now()
        must_be_there(told.about, held)
        if told.by <= clock.today():
            raise UserError(Fault("that day is not to come", "Choose a later one", value=str(told.by)))
        row = Idea.objects.create(
            title=said(told.title, "the title", 200),
            what=said(told.what, "what would be done"),
            about_kind=told.about.kind,
            about_code=told.about.code,
            expected=said(told.expected, "the effect"),
            by=told.by,
            test=said(told.test, "how it will be tested"),
            organisation=told.organisation,
            proposer=by.name,
            proposer_name=called(by),
            proposed_at=clock.now(),
            state=State.PROPOSED,
        )
        say("idea proposed", "idea", str(row.pk), None, idea_told(row))
    return row


def take(
    by: By, pk: int, seen: int, becomes: State, reason: str, result: str = "", evidence: str = ""
) -> Step:
    """Take the next step with an idea; what the finding says now is kept with it for good. Whoever proposed
    an idea may stop it. Raises StaleError where it has changed since version ``seen``."""
    with writing(by) as say:
        row = (
            Idea.objects.select_for_update(of=("self",)).select_related("organisation").filter(pk=pk).first()
        )
        if row is None:
            raise UserError(Fault("there is no such idea", "Choose one of the list", value=str(pk)))
        held, found = as_of_now()
        _must(by, row, becomes, held)
        if row.version != seen:
            raise StaleError(Fault("somebody has changed it since", "Look at what it says now"))
        was = row.stands
        if becomes not in NEXT[was]:
            raise UserError(Fault(f"an idea that is {was} cannot be {becomes}", "Take another step"))
        learnt = needs_result(was)
        step = Step.objects.create(
            idea=row,
            was=was,
            becomes=becomes,
            reason=said(reason, "the reason"),
            result=said(result, "what happened") if learnt else "",
            evidence=said(evidence, "what shows it") if learnt else "",
            who=by.name,
            name=called(by),
            at=clock.now(),
            **frozen(known(row.about, held, found)),
        )
        row.state, row.version = becomes, row.version + 1
        row.save(update_fields=["state", "version"])
        say(f"idea {becomes}", "idea", str(row.pk), {"state": was}, step_told(step))
    return step


def _must(by: By, row: Idea, becomes: State, held: Board) -> None:
    if by.may(Right.PROPOSE, thing_of(row, held)):
        return
    if not (becomes is State.STOPPED and by.name == row.proposer and by.may_somewhere(Right.PROPOSE)):
        raise NotAllowedError(Fault(f"{by.name} may not decide on this idea", "Ask who works on it"))


def idea_told(row: Idea) -> dict[str, str]:
    """An idea, as the audit tells it."""
    return {
        "title": row.title,
        "what": row.what,
        "about": row.about.text,
        "expected": row.expected,
        "by": row.by.isoformat(),
        "test": row.test,
        "organisation": row.organisation.code,
    }


def step_told(step: Step) -> dict[str, object]:
    """A step, as the audit tells it."""
    return {
        "state": step.becomes,
        "reason": step.reason,
        "result": step.result,
        "evidence": step.evidence,
        "finding": step.known,
        "verdict": step.verdict,
        "revision": step.revision,
    }

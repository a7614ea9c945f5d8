"""Actions: what they are and whom they serve (definitions), and how they are carried out (delivery)."""

from collections.abc import Sequence

from django.utils.text import slugify
from msgspec.structs import replace

from ropewalk.accounts import published
from ropewalk.accounts.audit import tell_all, writing
from ropewalk.accounts.by import By
from ropewalk.accounts.rights import Thing
from ropewalk.accounts.roles import Right
from ropewalk.plan import models
from ropewalk.plan.actions.shared import change_definitions, check_work, known_organisations, now, said
from ropewalk.plan.board import Board, board
from ropewalk.plan.mapping import columns
from ropewalk.plan.sync import sign, sync
from ropewalk.plan.things import thing_of
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.action import Action
from ropewalk.vocabulary.delivery import Work
from ropewalk.vocabulary.errors import Fault, UserError

Pair = tuple[Action, Work]


def add_action(by: By, action: Action, work: Work) -> str:
    """Add an action, and return its code, made from its title. The ids of both are passed over."""
    return add_actions(by, [(action, work)])[0]


def add_actions(by: By, pairs: Sequence[Pair]) -> list[str]:
    """Add several: all of them or none. What is read does not grow with how many there are."""
    with writing(by):
        held = board(clock.today(), records=False)
        taken = set(models.Action.objects.values_list("code", flat=True))
        made = []
        for action, work in pairs:
            by.must(Right.EDIT_DELIVERY, _thing(action, work, held))
            code = _free(action.title, taken)
            taken.add(code)
            made.append((replace(action, id=code), replace(work, action=code)))
        new = tuple(action for action, _work in made)
        change_definitions(by, lambda all_: replace(all_, actions=(*all_.actions, *new)))
        _carry_out(by, made)
        tell_all(by, (("action added", "action", one.id, None, _told(one, work)) for one, work in made))
    return [action.id for action, _work in made]


def change_action(by: By, action: Action, work: Work) -> None:
    """Change what an action is and how it is carried out: whoever does reaches it before and after. Its
    milestones and overrides stay as they are."""
    change_actions(by, [(action, work)])


def change_actions(by: By, pairs: Sequence[Pair]) -> None:
    """Change several: all of them or none. What is read does not grow with how many there are."""
    with writing(by):
        held = board(clock.today(), records=False)
        for action, work in pairs:
            if action.id not in held.by_id:
                raise UserError(Fault("there is no such action", "Choose one of the plan", value=action.id))
            by.must(Right.EDIT_DELIVERY, held.thing("action", action.id))
            by.must(Right.EDIT_DELIVERY, _thing(action, work, held))
        wanted = {action.id: action for action, _work in pairs}
        change_definitions(
            by, lambda all_: replace(all_, actions=tuple(wanted.get(one.id, one) for one in all_.actions))
        )
        _carry_out(by, pairs)
        before = {code: _told(item.action, item.work) for code, item in held.by_id.items()}
        tell_all(
            by,
            (("action changed", "action", one.id, before[one.id], _told(one, work)) for one, work in pairs),
        )


def stop_action(by: By, code: str, reason: str) -> None:
    """Say that an action was given up, and why; or, with no reason, that it goes on after all. It stays."""
    with writing(by) as say:
        by.must(Right.OVERRIDE, thing_of("action", code))
        row = _row(code)
        if not row.stopped_because and not reason.strip():
            raise UserError(Fault("the reason is empty", "Say why the action was given up"))
        before, row.stopped_because = {"stopped_because": row.stopped_because}, reason.strip()
        sign(row, now(by))
        row.save()
        say("action given up" if reason.strip() else "action taken up again", "action", code, before, reason)
        published.changed()


def _thing(action: Action, work: Work, held: Board) -> Thing:
    return Thing(frozenset(action.priorities), held.lines.get(work.organisation, frozenset()))


def _carry_out(by: By, pairs: Sequence[Pair]) -> None:
    """Write how they are carried out, where that says something else."""
    known_organisations({code for _one, work in pairs for code in (work.organisation, *work.partners)})
    wanted = {
        action.id: {name: value for name, value in columns(work).items() if name != "stopped_because"}
        for action, work in pairs
    }
    sync(models.Action.objects.filter(code__in=wanted, active=True), ("code",), wanted, now(by))
    check_work()
    published.changed()


def _row(code: str) -> models.Action:
    return models.Action.objects.get(code=code, active=True)


def _free(title: str, taken: set[str]) -> str:
    stem = slugify(said(title, "the title"))[:80].strip("-") or "action"
    tries = (stem if n == 1 else f"{stem}-{n}" for n in range(1, len(taken) + 2))
    return next(code for code in tries if code not in taken)


def _told(action: Action, work: Work) -> object:
    return {"action": action, "work": columns(work)}

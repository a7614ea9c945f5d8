"""Actions: what they are and whom they serve (definitions), and how they are carried out (delivery)."""

from django.utils.text import slugify
from msgspec.structs import replace

from ropewalk.accounts import published
from ropewalk.accounts.audit import writing
from ropewalk.accounts.by import By
from ropewalk.accounts.rights import Thing
from ropewalk.accounts.roles import Right
from ropewalk.plan import models, reads
from ropewalk.plan.actions.shared import change_definitions, check_work, known_organisations, now, said
from ropewalk.plan.mapping import columns
from ropewalk.plan.sync import sign
from ropewalk.plan.things import line_of, thing_of
from ropewalk.vocabulary.action import Action
from ropewalk.vocabulary.delivery import Work
from ropewalk.vocabulary.errors import Fault, UserError


def add_action(by: By, action: Action, work: Work) -> str:
    """Add an action, and return its code, made from its title. The ids of both are passed over."""
    with writing(by) as say:
        by.must(Right.EDIT_DELIVERY, _thing(action, work))
        taken = set(models.Action.objects.values_list("code", flat=True))
        action = replace(action, id=_free(action.title, taken))
        change_definitions(by, lambda held: replace(held, actions=(*held.actions, action)))
        _carry_out(by, action.id, work)
        say("action added", "action", action.id, None, _told(action.id))
    return action.id


def change_action(by: By, action: Action, work: Work) -> None:
    """Change what an action is and how it is carried out: whoever does reaches it before and after. Its
    milestones and overrides stay as they are."""
    with writing(by) as say:
        by.must(Right.EDIT_DELIVERY, thing_of("action", action.id))
        by.must(Right.EDIT_DELIVERY, _thing(action, work))
        before = _told(action.id)
        change_definitions(
            by,
            lambda held: replace(
                held, actions=tuple(action if one.id == action.id else one for one in held.actions)
            ),
        )
        _carry_out(by, action.id, work)
        say("action changed", "action", action.id, before, _told(action.id))


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


def _thing(action: Action, work: Work) -> Thing:
    return Thing(frozenset(action.priorities), line_of(work.organisation))


def _carry_out(by: By, code: str, work: Work) -> None:
    """Write how it is carried out, where that says something else."""
    known_organisations([work.organisation, *work.partners])
    row = _row(code)
    wanted = {name: value for name, value in columns(work).items() if name != "stopped_because"}
    if any(getattr(row, name) != value for name, value in wanted.items()):
        for name, value in wanted.items():
            setattr(row, name, value)
        sign(row, now(by))
        row.save()
    check_work()
    published.changed()


def _row(code: str) -> models.Action:
    return models.Action.objects.get(code=code, active=True)


def _free(title: str, taken: set[str]) -> str:
    stem = slugify(said(title, "the title"))[:80].strip("-") or "action"
    tries = (stem if n == 1 else f"{stem}-{n}" for n in range(1, len(taken) + 2))
    return next(code for code in tries if code not in taken)


def _told(code: str) -> object:
    action = next(one for one in reads.actions() if one.id == code)
    return {"action": action, "work": columns(reads.work(code))}

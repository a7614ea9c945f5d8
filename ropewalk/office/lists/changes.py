"""Changes that are asked for: asked, agreed to, refused and taken back, many at a time."""

from collections.abc import Sequence
from typing import Any, Final

from ropewalk.accounts.by import By
from ropewalk.accounts.roles import Right
from ropewalk.figures.change_words import ALTERS
from ropewalk.office.change_forms import altering
from ropewalk.office.change_words import Said, changeable
from ropewalk.office.lists.listed import LONG, Listed, Rows, has_plan, refuse, row
from ropewalk.plan import actions
from ropewalk.plan.actions import Wanted
from ropewalk.plan.board import Board, board
from ropewalk.sheets.columns import Column, Kind, When, named
from ropewalk.sheets.found import Change
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.delivery import NEW_DAY, Alters, Answer, ChangeRequest
from ropewalk.vocabulary.language import _, later

STEPS: Final = {
    Answer.AGREED: later("Agree to it"),
    Answer.REFUSED: later("Refuse it"),
    Answer.WITHDRAWN: later("Take it back"),
}


def _rows(by: By, of: str) -> Rows:
    if not has_plan():
        return (), {}
    held = board(clock.today())
    say = Said(held.definitions, held.delivery.work)
    rows = (
        row(
            one.id,
            f"{one.id} {say.thing(one)}",
            about=_about(one),
            alters=one.alters.value,
            was=say.was(one),
            value=one.value,
            day=one.day,
            reason=one.reason,
            asker=one.asker,
            asked_on=one.asked_on,
            stands=say.answer(one),
            becomes="",
            decided_by=one.decided_by,
            decided_on=one.decided_on,
            because=one.because,
        )
        for one in reversed(held.delivery.change_request)
        if one.shown or by.may(Right.READ, held.thing(one.subject_kind, one.subject))
    )
    return rows, {
        "about": _subjects(held, say),
        "alters": {one.value: _(ALTERS[one]) for one in Alters},
        "becomes": {one.value: _(title) for one, title in STEPS.items()},
    }


def _about(one: ChangeRequest) -> str:
    if one.milestone:
        return f"milestone:{one.subject}/{one.milestone}"
    return f"{one.subject_kind}:{one.subject}"


def _subjects(held: Board, say: Said) -> dict[str, str]:
    """What a change can be asked of, and what changes were asked of that is over by now."""
    over = {_about(one): say.thing(one) for one in held.delivery.change_request}
    return named((over | dict(changeable(held))).items())


def _write(by: By, of: str, changes: Sequence[Change]) -> None:
    for one in changes:
        if one.id:
            _decide(by, one)
        else:
            actions.ask_change(by, _wanted(one))


def _wanted(one: Change) -> Wanted:
    if any(one.text(name) for name in ("becomes", "decided_by", "because")) or one["decided_on"]:
        refuse("what is asked for now cannot be decided already", "Leave the columns of its answer empty")
    about, told = one.text("about"), one.text("alters")
    if not about or not told or Alters(told) not in altering(about):
        refuse("what should change does not go with what it is about", "Choose both, and such as fit")
    alters = Alters(told)
    day: Any = one["day"]
    value: Any = one["value"]
    if (day is not None) != (alters in NEW_DAY) or (value is not None) != (alters is Alters.TARGET):
        refuse("a new day or target is missing, or is one too many", "Fill in what should be, and no more")
    _kind, _colon, code = about.partition(":")
    subject, _slash, milestone = code.partition("/")
    return Wanted(alters, subject, one.text("reason"), one.text("asker"), milestone, day, value)


def _decide(by: By, one: Change) -> None:
    if not one.text("becomes"):
        refuse("it is not said what becomes of it", "Choose the answer")
    step, who, why = Answer(one.text("becomes")), one.text("decided_by"), one.text("because")
    on: Any = one["decided_on"]
    if step is Answer.WITHDRAWN:
        if who or on:
            refuse("what is taken back is decided by nobody", "Leave who decided it, and when, empty")
        actions.withdraw_change(by, one.id, why)
    elif step is Answer.AGREED:
        actions.agree_change(by, one.id, who, why, on=on)
    else:
        actions.refuse_change(by, one.id, who, why, on=on)


def _new(name: str, title: str, kind: Kind = Kind.TEXT, most: int = 200) -> Column:
    return Column(name, title, kind, When.NEW, most)


CHANGES: Final = Listed(
    "changes-asked",
    later("Changes asked for"),
    "changes-asked",
    Right.READ,
    (
        _new("about", later("Of what"), Kind.CHOICE),
        _new("alters", later("What should change"), Kind.CHOICE),
        Column("was", later("Was promised"), when=When.NEVER),
        _new("value", later("The new target"), Kind.NUMBER),
        _new("day", later("The new day"), Kind.DAY),
        _new("reason", later("Why"), most=LONG),
        _new("asker", later("Who asks")),
        Column("asked_on", later("Asked on"), Kind.DAY, When.NEVER),
        Column("stands", later("Where it stands"), when=When.NEVER),
        Column("becomes", later("Answer"), Kind.CHOICE),
        Column("decided_by", later("Decided by")),
        Column("decided_on", later("Decided on"), Kind.DAY),
        Column("because", later("Why, in words that readers will see"), most=LONG),
    ),
    _rows,
    _write,
    note=later("Nobody decides what they asked for themselves. What is agreed to is done at once."),
)

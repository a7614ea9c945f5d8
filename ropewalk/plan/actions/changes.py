"""Changes of what was promised: asked for with a reason, then agreed, refused or withdrawn.

What is agreed is done in the same transaction, by the action that does it anyway: a moved day keeps the day
promised first, a target is set beside those that were. Nobody decides what they asked for themselves.
"""

from dataclasses import dataclass
from datetime import date

from msgspec.structs import replace

from ropewalk.accounts import published
from ropewalk.accounts.audit import Say, hold, writing
from ropewalk.accounts.by import By, NotAllowedError
from ropewalk.accounts.roles import Right
from ropewalk.plan import models, reads
from ropewalk.plan.actions.milestones import drop_milestone, move_milestone, must_edit
from ropewalk.plan.actions.shared import next_code, now, said, told_as_user_fault
from ropewalk.plan.actions.targets import set_target, withdraw_target
from ropewalk.plan.actions.works import change_action, stop_action
from ropewalk.plan.mapping import columns, record_of
from ropewalk.plan.promised import Promised, promised
from ropewalk.plan.sync import sign
from ropewalk.plan.things import stake_in, thing_of
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.delivery import OF_INDICATORS, OF_MILESTONES, Alters, Answer, ChangeRequest
from ropewalk.vocabulary.errors import Fault, UserError

NAME = "change asked for"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asks for. ``subject``: an action or an indicator; ``milestone``: of that action."""

    alters: Alters
    subject: str
    reason: str
    asker: str
    milestone: str = ""
    day: date | None = None
    value: float | None = None

    @property
    def kind(self) -> str:
        """What the subject is."""
        return "indicator" if self.alters in OF_INDICATORS else "action"


def ask_change(by: By, wanted: Wanted) -> str:
    """Ask for a change, and return its code. Readers do not see it yet. Raises UserError where nothing like
    that was promised, where it would change nothing, and where the same is asked for already."""
    with writing(by) as say:
        must_ask(by, wanted.kind, wanted.subject, wanted.milestone)
        was = promised(wanted.alters, wanted.subject, wanted.milestone)
        _would_change(wanted, was)
        taken = models.ChangeRequest.objects.values_list("code", flat=True)
        with told_as_user_fault():
            record = ChangeRequest(
                id=next_code("change-", taken),
                alters=wanted.alters,
                subject_kind="indicator" if wanted.alters in OF_INDICATORS else "action",
                subject=wanted.subject,
                milestone=wanted.milestone,
                was_day=was.day,
                was_value=was.value,
                day=wanted.day,
                value=wanted.value,
                reason=said(wanted.reason, "the reason"),
                asker=said(wanted.asker, "who asks"),
                asked_on=clock.today(),
            )
        row = models.ChangeRequest(code=record.id, made_by=by.name, **columns(record))
        sign(row, now(by))
        row.save()
        say("change asked for", NAME, record.id, None, record)
    return record.id


def agree_change(by: By, code: str, decided_by: str, because: str, *, on: date | None = None) -> None:
    """Agree to it and do it. ``decided_by``: the body or the role; ``on``: when, today unless said. Raises
    UserError where what was promised says something else by now than when it was asked."""
    with writing(by) as say:
        row = _decided(by, code, Answer.AGREED, decided_by, because, on)
        record = record_of(row, ChangeRequest)
        if promised(record.alters, record.subject, record.milestone) != Promised(row.was_day, row.was_value):
            remedy = "Refuse it, and let it be asked anew"
            raise UserError(Fault("what was promised has changed since it was asked", remedy, value=code))
        _do(by, record)
        _save(by, row, say, "change agreed")


def refuse_change(by: By, code: str, decided_by: str, because: str, *, on: date | None = None) -> None:
    """Refuse it, with a reason: what was promised stays."""
    with writing(by) as say:
        _save(by, _decided(by, code, Answer.REFUSED, decided_by, because, on), say, "change refused")


def withdraw_change(by: By, code: str, because: str) -> None:
    """Take it back before it is decided: whoever might have asked for it may."""
    with writing(by) as say:
        row = _asked(code)
        must_ask(by, row.subject_kind, row.subject, row.milestone)
        _answered(row, Answer.WITHDRAWN, row.asker, because, clock.today())
        _save(by, row, say, "change withdrawn")


def deciding(alters: Alters) -> Right:
    """The right that decides such a change: that which makes it without being asked."""
    return Right.SET_TARGET if alters in OF_INDICATORS else Right.OVERRIDE


def must_ask(by: By, kind: str, subject: str, milestone: str = "") -> None:
    """Raise NotAllowedError unless they run the action, promised the milestone, or have a stake in the
    measure: its priority, or an action that should move it."""
    if kind == "indicator":
        by.must(Right.EDIT_DELIVERY, stake_in(subject))
    elif milestone:
        must_edit(by, _milestone(subject, milestone))
    else:
        by.must(Right.EDIT_DELIVERY, thing_of("action", subject))


def _would_change(wanted: Wanted, was: Promised) -> None:
    asked = Promised(wanted.day, wanted.value)
    if asked == was and asked != Promised():
        raise UserError(Fault("that is what was promised already", "Ask for something else"))
    same = models.ChangeRequest.objects.filter(
        alters=wanted.alters,
        subject=wanted.subject,
        milestone=wanted.milestone,
        answer=Answer.ASKED.value,
    ).first()
    if same is not None:
        remedy = "Withdraw that one first, or wait for its answer"
        raise UserError(Fault("such a change is asked for already", remedy, value=same.code))


def _asked(code: str) -> models.ChangeRequest:
    row = models.ChangeRequest.objects.get(code=code)
    hold(row)
    if row.answer != Answer.ASKED.value:
        raise UserError(Fault(f"it is {row.answer} already", "Leave it as it is", value=code))
    return row


def _decided(
    by: By, code: str, answer: Answer, decided_by: str, because: str, on: date | None
) -> models.ChangeRequest:
    """The row with its answer, not written yet. Rights come first."""
    row = models.ChangeRequest.objects.get(code=code)
    by.must(deciding(Alters(row.alters)), thing_of(row.subject_kind, row.subject))
    if row.made_by == by.name:
        raise NotAllowedError(Fault(f"{by.name} asked for it", "Let somebody else decide it"))
    row, day = _asked(code), on or clock.today()
    if not row.asked_on <= day <= clock.today():
        remedy = "Give the day on which it was decided"
        raise UserError(Fault("that day is still to come, or before it was asked", remedy, value=str(day)))
    _answered(row, answer, decided_by, because, day)
    return row


def _answered(row: models.ChangeRequest, answer: Answer, by: str, because: str, on: date) -> None:
    row.answer, row.decided_on = answer.value, on
    row.decided_by, row.because = said(by, "who decided it"), said(because, "the reason")


def _save(by: By, row: models.ChangeRequest, say: Say, what: str) -> None:
    before = record_of(models.ChangeRequest.objects.get(pk=row.pk), ChangeRequest)
    sign(row, now(by))
    row.save()
    say(what, NAME, row.code, before, record_of(row, ChangeRequest))
    if row.shown:
        published.changed()


def _do(by: By, record: ChangeRequest) -> None:
    """Make the change, by the action that makes such changes without being asked."""
    why, code = record.reason, record.subject
    if record.alters is Alters.TARGET and record.value is not None and record.day is not None:
        set_target(by, code, record.value, record.day, why, record.decided_by)
    elif record.alters is Alters.TARGET_WITHDRAWN:
        withdraw_target(by, code, why, record.decided_by)
    elif record.alters is Alters.ACTION_STOPPED:
        stop_action(by, code, why)
    elif record.alters is Alters.ACTION_END:
        action = next(one for one in reads.actions() if one.id == code)
        change_action(by, action, replace(reads.work(code), ends=record.day))
    elif record.alters in OF_MILESTONES:
        row = _milestone(code, record.milestone)
        if record.day is None:
            drop_milestone(by, row, why)
        else:
            move_milestone(by, row, record.day, why)


def _milestone(action: str, code: str) -> models.Milestone:
    row = models.Milestone.objects.filter(action__code=action, action__active=True, code=code).select_related(
        "action"
    )
    found = row.first()
    if found is None:
        raise UserError(Fault("there is no such milestone", "Choose one of the action", value=code))
    return found

"""Sending in what was asked for: checked at once, numbered, and never over what somebody else has sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ropewalk.accounts.audit import Say, writing
from ropewalk.accounts.by import By
from ropewalk.accounts.roles import Right
from ropewalk.plan import subjects
from ropewalk.returns.actions.told import filing_told, held_fast, move_on, name_of, thing_of
from ropewalk.returns.checks import Owed, Wrong, wrong
from ropewalk.returns.models import Ask, Filing, Taken
from ropewalk.returns.said import Said, worked_out
from ropewalk.returns.states import Step, after
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.errors import UserError

__all__ = ["Sending", "WrongError", "owed_of", "send", "send_many"]


class WrongError(UserError):
    """A return does not pass its checks. ``found``: what is wrong, by field."""

    def __init__(self, found: Sequence[Wrong]) -> None:
        super().__init__(*(one.fault for one in found))
        self.found = tuple(found)


@dataclass(frozen=True, slots=True)
class Sending:
    """One return to send in, and the version of it that was looked at."""

    ask: int
    seen: int
    said: Said


def send(by: By, sending: Sending, *, today: date | None = None) -> Filing:
    """Send one in. Raises NotAllowedError, WrongError, StaleError, or UserError where it stands elsewhere."""
    return send_many(by, [sending], today=today)[0]


def send_many(by: By, every: Sequence[Sending], *, today: date | None = None) -> list[Filing]:
    """Send several in: all of them or none."""
    with writing(by) as say:
        return [_send(by, one, say, today or clock.today()) for one in every]


def owed_of(row: Ask) -> Owed:
    """What a return is held to."""
    place = row.place or subjects.home()
    return Owed(place, row.period, row.wants_value, row.wants_comment, subjects.indicator(row.about))


def _send(by: By, sending: Sending, say: Say, today: date) -> Filing:
    row = held_fast(sending.ask, None)
    by.must(Right.FILE_RETURN, thing_of(row))
    held_fast(sending.ask, sending.seen)
    state = after(row.stands, Step.SUBMIT)
    owed = owed_of(row)
    said = worked_out(sending.said, owed.indicator if owed.value else None)
    if found := wrong(said, owed, today):
        raise WrongError(found)
    filing = _filing(by, row, said)
    Taken.objects.create(
        ask=row, step=Step.SUBMIT, filing=filing.number, by=by.name, name=filing.sent_name, at=filing.sent_at
    )
    move_on(row, state)
    say("return sent in", "return", str(row), None, filing_told(filing))
    return filing


def _filing(by: By, row: Ask, said: Said) -> Filing:
    filing = Filing(
        ask=row,
        number=row.filings.count() + 1,
        value=said.value,
        lower=said.lower,
        upper=said.upper,
        numerator=said.numerator,
        denominator=said.denominator,
        value_state=str(said.state or ""),
        comment=said.comment,
        sent_by=by.name,
        sent_name=name_of(by),
        sent_at=clock.now(),
    )
    filing.save()
    return filing

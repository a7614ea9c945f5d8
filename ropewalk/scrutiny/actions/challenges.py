"""What officers do with a reader's challenge: accept or decline it, answer it, publish the answer."""

from dataclasses import dataclass

from ropewalk.accounts.audit import writing
from ropewalk.accounts.by import By
from ropewalk.accounts.guard import guard
from ropewalk.accounts.models import Organisation
from ropewalk.accounts.pre_election import Publishing
from ropewalk.accounts.roles import Right
from ropewalk.scrutiny.actions.told import (
    held_challenge,
    name_of,
    not_too_long,
    said,
    save,
    show,
    thing_of_challenge,
)
from ropewalk.scrutiny.days import due_after
from ropewalk.scrutiny.letters import owe
from ropewalk.scrutiny.models import Challenge
from ropewalk.scrutiny.models.challenge import Declined, News, Outcome
from ropewalk.scrutiny.rules import rules
from ropewalk.scrutiny.states import SHOWN, Act, Stand, then
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.errors import Fault, UserError


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an officer says to a challenge. ``changed``: what was changed; ``release``: the one that corrects
    it; both where there is something."""

    outcome: Outcome
    text: str
    role: str = ""
    changed: str = ""
    release: int | None = None


def accept(by: By, pk: int, seen: int, organisation: Organisation) -> Challenge:
    """Show a challenge to readers, and put it to an organisation; from now an answer is due."""
    if organisation.closed_on:
        raise UserError(Fault("the organisation is closed", "Choose an open one", value=organisation.name))
    with writing(by) as say:
        row = _moved(by, pk, seen, Act.ACCEPT, Right.MODERATE)
        guard(say, Publishing.CHALLENGE, str(row.pk))
        row.organisation = organisation
        row.due = due_after(clock.today(), rules().challenge_days)
        row.decided_at, row.decided_by = clock.now(), by.name
        save(row)
        told = {"organisation": organisation.code, "due": row.due.isoformat()}
        say("challenge accepted", "challenge", str(row), None, told)
        owe(row, News.ACCEPTED)
        show()
    return row


def put_challenge_to(by: By, pk: int, organisation: Organisation) -> Challenge:
    """Put a challenge that waits for its answer to another organisation. The day that was promised stays."""
    if organisation.closed_on:
        raise UserError(Fault("the organisation is closed", "Choose an open one", value=organisation.name))
    with writing(by) as say:
        row = held_challenge(pk, None)
        by.must(Right.MODERATE, thing_of_challenge(row))
        if row.stands is not Stand.ACCEPTED or row.organisation is None:
            raise UserError(
                Fault("it does not wait for an answer", "Leave it as it is", value=row.about.text)
            )
        before = {"organisation": row.organisation.code}
        row.organisation = organisation
        save(row)
        say("challenge put to", "challenge", str(row), before, {"organisation": organisation.code})
        show()
    return row


def decline(by: By, pk: int, seen: int, reason: Declined) -> Challenge:
    """Do not show a challenge, for a reason of the published list; its reader is told, and it is counted."""
    with writing(by) as say:
        was_shown = held_challenge(pk, None).stands in SHOWN
        row = _moved(by, pk, seen, Act.DECLINE, Right.MODERATE)
        row.decided_at, row.decided_by, row.declined_for = clock.now(), by.name, reason
        save(row)
        say("challenge declined", "challenge", str(row), {"shown": was_shown}, {"reason": str(reason)})
        owe(row, News.DECLINED)
        show()
    return row


def answer_challenge(by: By, pk: int, seen: int, verdict: Verdict) -> Challenge:
    """Answer a challenge; readers see the answer once somebody else publishes it."""
    with writing(by) as say:
        row = _moved(by, pk, seen, Act.ANSWER, Right.ANSWER)
        row.outcome, row.answer = verdict.outcome, said(verdict.text)
        row.changed, row.release = not_too_long(verdict.changed), verdict.release
        row.answered_at, row.answered_by = clock.now(), by.name
        row.answerer, row.role = name_of(by), not_too_long(verdict.role, 200)
        save(row)
        told = {"outcome": str(verdict.outcome), "release": verdict.release}
        say("challenge answered", "challenge", str(row), None, told)
    return row


def publish_challenge(by: By, pk: int, seen: int) -> Challenge:
    """Show the answer to readers and send it to who asked; nobody does so with their own."""
    with writing(by) as say:
        row = _moved(by, pk, seen, Act.PUBLISH, Right.SHOW_ANSWER)
        guard(say, Publishing.CHALLENGE, str(row.pk))
        row.published_at, row.published_by = clock.now(), by.name
        save(row)
        say("challenge's answer published", "challenge", str(row), None, {"outcome": row.outcome})
        owe(row, News.ANSWERED)
        show()
    return row


def _moved(by: By, pk: int, seen: int, act: Act, right: Right) -> Challenge:
    """The challenge after an act, not written yet. Rights come first, then whether it moved meanwhile."""
    by.must(right, thing_of_challenge(held_challenge(pk, None)))
    row = held_challenge(pk, seen)
    row.state = then(row.stands, act)
    return row

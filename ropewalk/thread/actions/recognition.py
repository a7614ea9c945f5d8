"""Recognition: given for what is shown, accepted by who is named, withdrawn by either."""

from ropewalk.accounts.audit import writing
from ropewalk.accounts.by import By, NotAllowedError
from ropewalk.accounts.guard import guard
from ropewalk.accounts.models import Organisation, Person
from ropewalk.accounts.pre_election import Publishing
from ropewalk.accounts.roles import Right
from ropewalk.thread.about import About, known, thing
from ropewalk.thread.actions.shared import as_of_now, called, frozen, said
from ropewalk.thread.merit import must_be_earned
from ropewalk.thread.models import Recognition
from ropewalk.thread.states import ANSWERS, Standing
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.errors import Fault, UserError


def give(by: By, about: About, whom: Person | Organisation, why: str) -> Recognition:
    """Offer recognition, with what shows it now, frozen. Nobody else sees it until it is accepted.

    Raises NotEarnedError unless the finding says that it improved, after false discoveries were held down, or
    somebody else verified the milestone; UserError for oneself and one's own team; HeldBackError before
    a poll."""
    with writing(by) as say:
        held, found = as_of_now()
        by.must(Right.RECOGNISE, thing(about, held))
        must_be_earned(about, held, found)
        if is_named(by, whom):
            raise UserError(Fault("nobody recognises themselves or their own team", "Ask somebody else to"))
        guard(say, Publishing.RECOGNITION, about.text)
        row = Recognition.objects.create(
            about_kind=about.kind,
            about_code=about.code,
            person=whom if isinstance(whom, Person) else None,
            team=whom if isinstance(whom, Organisation) else None,
            why=said(why, "what it is for"),
            given_by=by.name,
            given_name=called(by),
            given_at=clock.now(),
            state=Standing.OFFERED,
            **frozen(known(about, held, found)),
        )
        say("recognition offered", "recognition", str(row.pk), None, recognition_told(row))
    return row


def answer(by: By, pk: int, says: Standing) -> Recognition:
    """Accept or decline what one was offered, or one's team; once accepted, everybody at work may read it."""
    with writing(by) as say:
        row = _held(pk)
        if not is_named(by, row.person or row.team):
            raise NotAllowedError(Fault("only who is named answers", "Leave it to them"))
        if row.stands is not Standing.OFFERED or says not in ANSWERS:
            raise UserError(Fault(f"this recognition is {row.state}", "There is nothing to answer"))
        if says is Standing.ACCEPTED:
            held, found = as_of_now()
            must_be_earned(row.about, held, found)
            guard(say, Publishing.RECOGNITION, str(row.pk))
        row.state, row.answered_by, row.answered_at = says, by.name, clock.now()
        row.save()
        say(f"recognition {says}", "recognition", str(row.pk), None, recognition_told(row))
    return row


def withdraw(by: By, pk: int, why: str) -> Recognition:
    """Show it no more: who is named may ask for that at any time, and so may who gave it."""
    with writing(by) as say:
        row = _held(pk)
        if by.name != row.given_by and not is_named(by, row.person or row.team):
            raise NotAllowedError(Fault("only who gave it or is named withdraws it", "Ask them"))
        if row.stands not in (Standing.OFFERED, Standing.ACCEPTED):
            raise UserError(Fault(f"this recognition is {row.state}", "There is nothing to withdraw"))
        before = recognition_told(row)
        row.state, row.withdrawn_because = Standing.WITHDRAWN, said(why, "why")
        row.save()
        say("recognition withdrawn", "recognition", str(row.pk), before, recognition_told(row))
    return row


def is_named(by: By, whom: Person | Organisation | None) -> bool:
    """Whether somebody is the one who is named, or of the team that is."""
    if isinstance(whom, Person):
        return by.name == whom.email
    return whom is not None and Person.objects.filter(email=by.name, organisation=whom).exists()


def _held(pk: int) -> Recognition:
    rows = Recognition.objects.select_for_update(of=("self",)).select_related("person", "team")
    row = rows.filter(pk=pk).first()
    if row is None:
        raise UserError(Fault("there is no such recognition", "Choose one of the list", value=str(pk)))
    return row


def recognition_told(row: Recognition) -> dict[str, object]:
    """Recognition, as the audit tells it."""
    return {
        "of": row.person.email if row.person else row.team.code if row.team else "",
        "about": row.about.text,
        "why": row.why,
        "state": row.state,
        "shown by": row.known,
        "verdict": row.verdict,
        "revision": row.revision,
        "definitions": row.definitions,
    }

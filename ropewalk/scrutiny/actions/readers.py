"""What a reader does: send a challenge, and confirm by the letter's link that the address is theirs.

Nothing of theirs goes into the audit but what it is about: an audit is for ever, and this is not.
"""

from dataclasses import dataclass

from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from ropewalk.accounts.audit import writing
from ropewalk.accounts.by import By
from ropewalk.accounts.models.person import plain_email
from ropewalk.plan import subjects
from ropewalk.plan.subjects import Subject
from ropewalk.scrutiny.actions.forgetting import forget_unconfirmed
from ropewalk.scrutiny.actions.told import not_too_long, said
from ropewalk.scrutiny.letters import challenge_of, owe
from ropewalk.scrutiny.models import Challenge
from ropewalk.scrutiny.models.challenge import News, Wrong
from ropewalk.scrutiny.states import Act, Stand, then
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.errors import Fault, UserError

READER = By("a reader")
LONGEST = 2_000
MOST_WAITING = 2_000
"""Challenges that nobody has confirmed; beyond so many no more are taken until old ones lapse."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What a reader sent. ``form``: names the form that it came by; ``language``: its code, for letters."""

    about: Subject
    wrong: Wrong
    words: str
    email: str
    form: str
    place: str = ""
    name: str = ""
    show_name: bool = False
    language: str = "en"


def challenge(sent: Sent) -> Challenge | None:
    """Keep what a reader sent, and owe them the letter that confirms it. None where the same form was sent
    before: a button pressed twice makes one. Raises UserError for what cannot be taken."""
    subjects.must_be_known(sent.about)
    forget_unconfirmed()
    if Challenge.objects.filter(state=Stand.SENT).count() >= MOST_WAITING:
        raise UserError(Fault("too many challenges wait to be confirmed", "Try again tomorrow"))
    row = Challenge(
        subject_kind=sent.about.kind,
        subject=sent.about.code,
        place=not_too_long(sent.place, 120),
        wrong=sent.wrong,
        words=said(sent.words, LONGEST),
        email=_email(sent.email),
        name=" ".join(not_too_long(sent.name, 200).split()),
        show_name=sent.show_name and bool(sent.name.strip()),
        language=sent.language,
        form=sent.form,
        state=Stand.SENT,
        sent_at=clock.now(),
    )
    try:
        with transaction.atomic(), writing(READER) as say:
            row.save()
            say("challenge sent", "challenge", str(row))
            owe(row, News.CONFIRM)
    except IntegrityError:
        return None
    return row


def confirm(link: str) -> Challenge | None:
    """Confirm the challenge of a letter's link: officers see it from now. None where the link is not one of
    ours, is too old, or was used before."""
    pk = challenge_of(link)
    if pk is None:
        return None
    with writing(READER) as say:
        row = Challenge.objects.select_for_update().filter(pk=pk).first()
        if row is None or row.stands is not Stand.SENT:
            return None
        row.state, row.confirmed_at = then(row.stands, Act.CONFIRM), clock.now()
        row.version += 1
        row.save()
        say("challenge confirmed", "challenge", str(row))
    return row


def _email(text: str) -> str:
    """An address as it is kept: in small letters. Raises UserError when it is none."""
    from django.core.exceptions import ValidationError  # beside its validator

    try:
        validate_email(text.strip())
    except ValidationError as error:
        raise UserError(Fault("this is not an e-mail address", "Write one, as ann@example.org")) from error
    return plain_email(text)

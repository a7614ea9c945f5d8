"""Who reads whose calendar: a secret address that its person can renew, and the returns that stand in it."""

import secrets
from collections.abc import Callable, Iterator
from hashlib import sha256

from ropewalk.accounts.audit import writing
from ropewalk.accounts.by import By
from ropewalk.accounts.due_days import Due
from ropewalk.accounts.models import Person
from ropewalk.plan import subjects
from ropewalk.returns.models import Calendar
from ropewalk.returns.reads import owed
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.language import _
from ropewalk.vocabulary.period import period_words


def renew(by: By, person: Person) -> str:
    """Make a new secret and return it; it is kept as a hash, and any earlier one leads nowhere."""
    secret = secrets.token_urlsafe(32)
    with writing(by) as say:
        told = {"secret_hash": _hashed(secret), "made_at": clock.now()}
        Calendar.objects.update_or_create(person=person, defaults=told)
        say("calendar address renewed", "person", person.email)
    return secret


def has_one(person: Person) -> bool:
    """Whether a person has a calendar address."""
    return Calendar.objects.filter(person=person).exists()


def whose(secret: str) -> Person | None:
    """The person of a secret; None where there is none, or one who may no longer sign in."""
    row = Calendar.objects.select_related("person").filter(secret_hash=_hashed(secret)).first()
    return row.person if row and row.person.is_active else None


def dues(by: By, address: Callable[[int], str]) -> Iterator[Due]:
    """What a person owes. ``address``: where a return is found. What is exempt says only that there is
    something: a calendar is read on phones and by others."""
    titles = subjects.every()
    for row in owed(by):
        title, period = titles.get(row.about, row.subject), period_words(row.period)
        said = _("Return due: {title}, {period}").format(title=title, period=period)
        said = _("A return is due") if row.exempt else said
        yield Due(f"return-{row.pk}", row.asked_at, row.version, row.due, said, address(row.pk))


def _hashed(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()

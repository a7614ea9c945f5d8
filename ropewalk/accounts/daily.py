"""Letters of which a person gets one a day at most. The day's row is made before the letter goes, so two runs
never send two; one that was begun and not sent is tried again.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.conf import settings
from django.core.mail import send_mail
from django.db import IntegrityError, transaction

from ropewalk.accounts.models import OneADay, Person
from ropewalk.vocabulary import clock

AGAIN: Final = timedelta(minutes=10)
"""After this long a letter that was begun and not sent is tried again."""

Letter = Callable[[], tuple[str, str]]
"""Subject and text, written when it is known that the letter is to go."""


@dataclass(frozen=True, slots=True)
class Sent:
    """How many letters went, and to whom one could not be sent."""

    letters: int
    failed: tuple[str, ...] = ()


def send(rows: type[OneADay], today: date, letters: Iterable[tuple[Person, Letter]]) -> Sent:
    """Send each letter unless that person has had one of these ``rows`` on the day."""
    sent, failed = 0, []
    for person, letter in letters:
        row = _begun(rows, person, today)
        if row is None:
            continue
        try:
            send_mail(*letter(), settings.DEFAULT_FROM_EMAIL, [person.email])
        except OSError:  # every fault of smtplib and of the network is one
            row.delete()
            failed.append(person.email)
        else:
            rows._default_manager.filter(pk=row.pk).update(sent_at=clock.now())
            sent += 1
    return Sent(sent, tuple(failed))


def _begun(rows: type[OneADay], person: Person, today: date) -> OneADay | None:
    """The day's row, made now; None where another run has made it and is at work, or is done."""
    now, kept = clock.now(), rows._default_manager
    kept.filter(person=person, day=today, sent_at=None, begun_at__lt=now - AGAIN).delete()
    try:
        with transaction.atomic():
            return kept.create(person=person, day=today, begun_at=now)
    except IntegrityError:
        return None

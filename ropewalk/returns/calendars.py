"""Calendar feeds (RFC 5545): what a person owes, at a secret address that they can renew."""

import secrets
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256

from icalendar import Calendar as Ical
from icalendar import Event

from ropewalk.accounts.audit import writing
from ropewalk.accounts.by import By, by_person
from ropewalk.accounts.models import Person
from ropewalk.plan import subjects
from ropewalk.returns.models import Ask, Calendar
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


def calendar_of(person: Person, address: Callable[[int], str]) -> bytes:
    """What a person owes, as whole days. ``address``: where a return is found. What is exempt says only that
    there is something: a calendar is read on phones and by others."""
    made = Ical()
    made.add("prodid", "-//Ropewalk//Returns//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", _("Returns that I owe"))
    titles = subjects.every()
    for row in owed(by_person(person)):
        made.add_component(_event(row, titles.get(row.about, row.subject), address(row.pk)))
    return bytes(made.to_ical())


def _event(row: Ask, title: str, address: str) -> Event:
    event = Event()
    said = _("Return due: {title}, {period}").format(title=title, period=period_words(row.period))
    event.add("uid", f"return-{row.pk}@ropewalk")
    event.add("dtstamp", row.asked_at)
    event.add("sequence", row.version)
    event.add("dtstart", row.due)
    event.add("dtend", row.due + timedelta(days=1))
    event.add("summary", _("A return is due") if row.exempt else said)
    event.add("url", address)
    event.add("transp", "TRANSPARENT")
    return event


def _hashed(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()

"""Letters to officers and councillors: what waits for them, what is late, what was answered; one a person and
day. The day's row is made before the letter goes, so two runs never send two.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.conf import settings
from django.core.mail import send_mail
from django.db import IntegrityError, transaction

from ropewalk.accounts.by import by_person
from ropewalk.accounts.models import Person
from ropewalk.plan import subjects
from ropewalk.scrutiny.days import EVERY, is_letter_day
from ropewalk.scrutiny.models import Challenge, Question, Reminder, Turn
from ropewalk.scrutiny.models.question import Kind
from ropewalk.scrutiny.reads import Waiting, waiting
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.language import _
from ropewalk.vocabulary.period import day_words

AGAIN: Final = timedelta(minutes=10)
"""After this long a letter that was begun and not sent is tried again."""
Row = Question | Challenge
Address = Callable[[Row], str]


@dataclass(frozen=True, slots=True)
class Sent:
    """How many letters went, and to whom one could not be sent."""

    letters: int
    failed: tuple[str, ...] = ()


def remind(today: date, address: Address) -> Sent:
    """Send the letters of a day; run again on that day, it sends nothing more. ``address``: of a question or
    a challenge in the office."""
    sent, failed = 0, []
    last = {row.person_id: row for row in Reminder.objects.exclude(sent_at=None).order_by("day")}
    for person in Person.objects.filter(is_active=True).order_by("email"):
        before = last.get(person.pk)
        held, told = waiting(by_person(person)), answered_since(person, before.sent_at if before else None)
        if not is_due(held, told, today, before.day if before else None):
            continue
        row = _begun(person, today)
        if row is None:
            continue
        try:
            send_mail(*letter(held, told, today, address), settings.DEFAULT_FROM_EMAIL, [person.email])
        except OSError:  # every fault of smtplib and of the network is one
            row.delete()
            failed.append(person.email)
        else:
            Reminder.objects.filter(pk=row.pk).update(sent_at=clock.now())
            sent += 1
    return Sent(sent, tuple(failed))


def is_due(held: Waiting, told: list[Question], today: date, last: date | None) -> bool:
    """Whether there is a letter to send today, when the last one went on ``last``. Pure."""
    if told:
        return True
    dated = [(row.asked_at, row.due) for row in held.answer]
    dated += [(row.decided_at, row.due) for row in held.answer_challenges if row.decided_at and row.due]
    if any(is_letter_day(_day(at), due, today, last) for at, due in dated):
        return True
    others = (*held.publish, *held.decide, *held.publish_challenges)
    return bool(others) and (last is None or (today - last).days >= EVERY or _is_new(held, last))


def _is_new(held: Waiting, last: date) -> bool:
    """Whether a reader's challenge came since the last letter: they wait for somebody to look at them."""
    return any(row.confirmed_at and _day(row.confirmed_at) > last for row in held.decide)


def answered_since(person: Person, at: datetime | None) -> list[Question]:
    """The questions of somebody that were answered since a moment."""
    turns = Turn.objects.filter(kind=Kind.ANSWER, question__asked_by=person.email)
    if at is not None:
        turns = turns.filter(at__gt=at)
    keys = turns.values_list("question", flat=True)
    return list(Question.objects.filter(pk__in=keys).select_related("organisation"))


def letter(held: Waiting, told: list[Question], today: date, address: Address) -> tuple[str, str]:
    """Subject and text: what is late first. What is exempt is named by nothing but its address."""
    owed: list[Row] = [*held.answer, *held.answer_challenges]
    late = sum(row.due is not None and row.due < today for row in owed)
    if late:
        subject = _("Questions and challenges: {n} late").format(n=late)
    elif owed:
        subject = _("Questions and challenges: {n} to answer").format(n=len(owed))
    elif told:
        subject = _("Your question was answered")
    else:
        subject = _("Questions and challenges wait for you")
    parts: tuple[tuple[str, list[Row]], ...] = (
        (_("To answer:"), owed),
        (_("Readers’ challenges to look at:"), [*held.decide]),
        (_("Answers to publish:"), [*held.publish, *held.publish_challenges]),
        (_("Answered:"), [*told]),
    )
    titles = subjects.every()
    text = [
        f"{title}\n\n" + "\n\n".join(_lines(rows, titles, today, address)) for title, rows in parts if rows
    ]
    return subject, "\n\n\n".join(text) + "\n"


def _lines(
    rows: list[Row], titles: dict[subjects.Subject, str], today: date, address: Address
) -> Iterator[str]:
    for row in rows:
        exempt = isinstance(row, Question) and row.exempt
        said = _("A question") if exempt else titles.get(row.about, row.subject)
        if row.due is not None:
            said = _("{title}: due on {day}").format(title=said, day=day_words(row.due))
            if row.due < today and not getattr(row, "answered_at", None):
                said += f" ({_('{n} days late').format(n=(today - row.due).days)})"
        yield f"{said}\n{address(row)}"


def _begun(person: Person, today: date) -> Reminder | None:
    """The day's row, made now; None where another run has made it and is at work, or is done."""
    now = clock.now()
    Reminder.objects.filter(person=person, day=today, sent_at=None, begun_at__lt=now - AGAIN).delete()
    try:
        with transaction.atomic():
            return Reminder.objects.create(person=person, day=today, begun_at=now)
    except IntegrityError:
        return None


def _day(at: datetime) -> date:
    return at.astimezone().date()

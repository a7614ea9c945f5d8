"""Letters to officers and councillors: what waits for them, what is late, what was answered; one a person and
day.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial

from ropewalk.accounts.by import by_person
from ropewalk.accounts.daily import Letter, Sent, send
from ropewalk.accounts.models import Person
from ropewalk.plan import subjects
from ropewalk.scrutiny.days import EVERY, is_letter_day
from ropewalk.scrutiny.models import Challenge, Question, Reminder, Turn
from ropewalk.scrutiny.models.question import Kind
from ropewalk.scrutiny.reads import Waiting, waiting
from ropewalk.vocabulary.clock import day_of
from ropewalk.vocabulary.language import _
from ropewalk.vocabulary.period import day_words

Row = Question | Challenge
Address = Callable[[Row], str]


def remind(today: date, address: Address) -> Sent:
    """Send the letters of a day; run again on that day, it sends nothing more. ``address``: of a question or
    a challenge in the office."""
    return send(Reminder, today, _letters(today, address))


def _letters(today: date, address: Address) -> Iterator[tuple[Person, Letter]]:
    last = {row.person_id: row for row in Reminder.objects.exclude(sent_at=None).order_by("day")}
    for person in Person.objects.filter(is_active=True).order_by("email"):
        before = last.get(person.pk)
        held, told = waiting(by_person(person)), answered_since(person, before.sent_at if before else None)
        if is_due(held, told, today, before.day if before else None):
            yield person, partial(letter, held, told, today, address)


def is_due(held: Waiting, told: list[Question], today: date, last: date | None) -> bool:
    """Whether there is a letter to send today, when the last one went on ``last``. Pure."""
    if told:
        return True
    dated = [(row.asked_at, row.due) for row in held.answer]
    dated += [(row.decided_at, row.due) for row in held.answer_challenges if row.decided_at and row.due]
    if any(is_letter_day(day_of(at), due, today, last) for at, due in dated):
        return True
    others = (*held.publish, *held.decide, *held.publish_challenges)
    return bool(others) and (last is None or (today - last).days >= EVERY or _is_new(held, last))


def _is_new(held: Waiting, last: date) -> bool:
    """Whether a reader's challenge came since the last letter: they wait for somebody to look at them."""
    return any(row.confirmed_at and day_of(row.confirmed_at) > last for row in held.decide)


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

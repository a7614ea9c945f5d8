"""Letters: what somebody owes, what waits for them to check, and what is long late. One a person and day.

The days on which a letter is due are pure (``is_day``); a day that nobody sent letters is made up for by the
next.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import Final

from ropewalk.accounts.by import By, by_person
from ropewalk.accounts.daily import Sent, send
from ropewalk.accounts.models import Person
from ropewalk.accounts.rights import Held, Thing
from ropewalk.accounts.roles import Right, Role
from ropewalk.plan import subjects
from ropewalk.returns.actions.told import thing_of
from ropewalk.returns.models import Ask, Reminder
from ropewalk.returns.reads import open_asks
from ropewalk.returns.states import OWED, State
from ropewalk.vocabulary.language import _
from ropewalk.vocabulary.period import day_words, period_words

BY: Final = By("the calendar", (Held(Role.PUBLISHER),))
"""Who asks by rhythm: whoever set the rhythm was checked then."""

BEFORE: Final = (14, 7, 1, 0)
"""Days before a return is due on which its owner hears of it."""

EVERY: Final = 7
"""Once it is late: a day later, then every so many days; from so many on, who asked hears of it too."""


def last_day(due: date, today: date) -> date | None:
    """The newest day up to today on which its owner is to hear of a return; None where there was none yet."""
    days = [due - timedelta(days=n) for n in BEFORE] + [due + timedelta(days=1)]
    late = (today - due).days
    if late >= EVERY:
        days.append(due + timedelta(days=late - late % EVERY))
    return max((day for day in days if day <= today), default=None)


def is_day(due: date, today: date, last: date | None) -> bool:
    """Whether a letter about a return is due today, when the last one went on ``last``."""
    day = last_day(due, today)
    return day is not None and (last is None or last < day)


def is_escalated(due: date, today: date) -> bool:
    """Whether who asked for it hears of it too."""
    return (today - due).days >= EVERY


@dataclass
class Digest:
    """What one letter tells: what is owed, what waits to be checked, and what others owe for long."""

    owed: list[Ask] = field(default_factory=list)
    check: list[Ask] = field(default_factory=list)
    late: list[Ask] = field(default_factory=list)
    due: bool = False


def remind(today: date, address: Callable[[int], str]) -> Sent:
    """Send the letters of a day; run again on that day, it sends nothing more. ``address``: of a return."""
    due = ((person, digest) for person, digest in _digests(today) if digest.due)
    return send(
        Reminder, today, ((person, partial(letter, digest, today, address)) for person, digest in due)
    )


def _digests(today: date) -> Iterator[tuple[Person, Digest]]:
    asks = [(row, thing_of(row)) for row in open_asks()]
    last = dict(Reminder.objects.exclude(sent_at=None).order_by("day").values_list("person", "day"))
    for person in Person.objects.filter(is_active=True).order_by("email"):
        by = by_person(person)
        digest = Digest()
        for row, thing in asks:
            if _is_owners(row, person) and by.may(Right.FILE_RETURN, thing) and row.stands in OWED:
                digest.owed.append(row)
                queried = row.stands is State.QUERIED and last.get(person.pk) != today
                digest.due |= is_day(row.due, today, last.get(person.pk)) or queried
            elif _waits_for(row, thing, by.may):
                digest.check.append(row)
                digest.due |= last.get(person.pk) is None or (today - last[person.pk]).days >= EVERY
            elif row.stands in OWED and is_escalated(row.due, today) and by.may(Right.ASK_RETURNS, thing):
                digest.late.append(row)
                digest.due |= is_day(row.due, today, last.get(person.pk))
        yield person, digest


def _is_owners(row: Ask, person: Person) -> bool:
    """Whether a return is a person's: named, or of their organisation where nobody is named."""
    if row.person_id is not None:
        return row.person_id == person.pk
    return row.organisation_id == person.organisation_id


def _waits_for(row: Ask, thing: Thing, may: Callable[[Right, Thing], bool]) -> bool:
    verify = row.stands is State.SUBMITTED and may(Right.VERIFY, thing)
    return verify or (row.stands is State.VERIFIED and may(Right.SIGN_OFF, thing))


def letter(digest: Digest, today: date, address: Callable[[int], str]) -> tuple[str, str]:
    """Subject and text: what is late first. What is exempt is named by nothing but its address."""
    late = sum(row.due < today for row in digest.owed)
    if late:
        subject = _("Returns: {n} late").format(n=late)
    elif digest.owed:
        subject = _("Returns: {n} to send in").format(n=len(digest.owed))
    elif digest.check:
        subject = _("Returns: {n} to check").format(n=len(digest.check))
    else:
        subject = _("Returns: {n} that others owe for long").format(n=len(digest.late))
    parts = (
        (_("To send in:"), digest.owed),
        (_("To check:"), digest.check),
        (_("Late for a week or more, owed by others:"), digest.late),
    )
    told = [f"{title}\n\n" + "\n\n".join(_lines(rows, today, address)) for title, rows in parts if rows]
    return subject, "\n\n\n".join(told) + "\n"


def _lines(rows: Iterable[Ask], today: date, address: Callable[[int], str]) -> Iterator[str]:
    titles = subjects.every()
    for row in rows:
        title = _("A return") if row.exempt else titles.get(row.about, row.subject)
        said = _("{title}, {period}: due on {day}").format(
            title=title, period=period_words(row.period), day=day_words(row.due)
        )
        days = (today - row.due).days
        late = f" ({_('{n} days late').format(n=days)})" if days > 0 and row.stands in OWED else ""
        asked = f" ({_('sent back with a question')})" if row.stands is State.QUERIED else ""
        yield f"{said}{late}{asked}\n{address(row.pk)}"

"""What the writes share: rows held fast, what rights are asked over, words that say something."""

from ropewalk.accounts import published
from ropewalk.accounts.by import By
from ropewalk.accounts.models import Person
from ropewalk.accounts.reads import line_above
from ropewalk.accounts.rights import Thing
from ropewalk.plan import subjects
from ropewalk.scrutiny.models import Challenge, Counted, Question, Turn
from ropewalk.scrutiny.owners import owner_of
from ropewalk.scrutiny.states import Stand
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.errors import Fault, UserError

LONGEST = 5_000


class StaleError(UserError):
    """Somebody else changed it meanwhile."""


def thing_of(row: Question) -> Thing:
    """What rights are asked over: what the question is about, and who answers for it."""
    return Thing(subjects.priorities(row.about), line_above(row.organisation), frozenset(), row.exempt)


def thing_of_turn(turn: Turn) -> Thing:
    """What rights are asked over an answer: who wrote it does not publish it."""
    row = turn.question
    organisations = line_above(row.organisation)
    exempt = row.exempt or turn.exempt
    return Thing(subjects.priorities(row.about), organisations, frozenset({turn.author}), exempt)


def thing_of_challenge(row: Challenge) -> Thing:
    """What rights are asked over. Before anybody is named to answer, it is the owner's."""
    organisation = row.organisation or owner_of(row.about)
    senders = frozenset({row.answered_by} - {""})
    return Thing(subjects.priorities(row.about), line_above(organisation), senders)


def name_of(by: By) -> str:
    """What somebody is called."""
    return Person.objects.filter(email=by.name).values_list("name", flat=True).first() or by.name


def said(text: str, longest: int = LONGEST) -> str:
    """A text that says something. Raises UserError where it is empty or too long."""
    text = text.strip().replace("\r\n", "\n")
    if not text:
        raise UserError(Fault("something is empty that must say something", "Write it"))
    return not_too_long(text, longest)


def not_too_long(text: str, longest: int = LONGEST) -> str:
    """A text, or nothing. Raises UserError where it is too long, or holds what no text holds."""
    text = text.strip()
    if len(text) > longest:
        raise UserError(Fault(f"it is longer than {longest:,} letters", "Write less"))
    if "\x00" in text:
        raise UserError(Fault("it holds a character that no text holds", "Write it again"))
    return text


def held_question(pk: int, seen: int | None) -> Question:
    """A question, held until the transaction ends. Raises StaleError where it moved on since ``seen``."""
    rows = Question.objects.select_for_update(of=("self",)).select_related("organisation")
    row = rows.filter(pk=pk).first()
    if row is None:
        raise UserError(Fault("there is no such question", "Choose one of the list", value=str(pk)))
    _not_stale(row.version, seen)
    return row


def held_challenge(pk: int, seen: int | None) -> Challenge:
    """The same of a challenge."""
    # The organisation may be missing, and PostgreSQL holds no row that may be missing.
    row = Challenge.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    if row is None or row.stands is Stand.SENT:
        raise UserError(Fault("there is no such challenge", "Choose one of the list", value=str(pk)))
    _not_stale(row.version, seen)
    return row


def _not_stale(version: int, seen: int | None) -> None:
    if seen is not None and version != seen:
        raise StaleError(Fault("somebody has changed it since", "Look at what it says now"))


def save(row: Question | Challenge) -> None:
    """Write it under its next version."""
    row.version += 1
    row.save()


def show() -> None:
    """Say that readers see something new; counts are taken with it, in the same transaction."""
    counted, _new = Counted.objects.get_or_create(id=1)
    states = list(Challenge.objects.values_list("state", flat=True))
    counted.came = len(states) + counted.lapsed
    counted.confirmed = sum(state != Stand.SENT for state in states)
    counted.waiting = sum(state == Stand.CONFIRMED for state in states)
    counted.day = clock.today()
    counted.save()
    published.changed()

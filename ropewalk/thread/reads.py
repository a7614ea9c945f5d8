"""Ideas and recognition as the office's pages read them."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet, Value

from ropewalk.accounts.by import By
from ropewalk.accounts.models import Person
from ropewalk.thread.models import Idea, Recognition
from ropewalk.thread.states import Idea as State
from ropewalk.thread.states import Standing


def ideas(*, state: str = "", organisation: str = "", words: str = "") -> QuerySet[Idea]:
    """Ideas, the newest first; empty: of any state, team, words. Everybody who reads the office reads all."""
    rows = Idea.objects.select_related("organisation")
    if state in set(State):
        rows = rows.filter(state=state)
    if organisation:
        rows = rows.filter(organisation__code=organisation)
    if words := words.strip().replace("\x00", ""):
        rows = rows.filter(Q(title__icontains=words) | Q(what__icontains=words))
    return rows


def recognitions(by: By) -> QuerySet[Recognition]:
    """What was accepted, and besides what was offered by somebody or to them or their team: newest first."""
    rows = Recognition.objects.select_related("person", "team")
    return rows.filter(Q(state=Standing.ACCEPTED) | Q(given_by=by.name) | _mine(by))


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many offers of recognition wait for somebody's answer, and how many ideas that they put forward are
    past their day without a decision."""

    offers: int
    overdue: int


def waiting(by: By, today: date) -> Waiting:
    """What waits for somebody: one query."""
    offers = Recognition.objects.filter(_mine(by), state=Standing.OFFERED).exclude(given_by=by.name)
    going = (State.PROPOSED, State.TRIED)
    over = Idea.objects.filter(proposer=by.name, state__in=going, by__lt=today)
    told = (rows.order_by().annotate(kind=Value(kind)) for kind, rows in (("offer", offers), ("idea", over)))
    first, second = (rows.values_list("kind", "pk") for rows in told)
    counts = Counter(kind for kind, _pk in first.union(second))
    return Waiting(counts["offer"], counts["idea"])


def _mine(by: By) -> Q:
    mine = Person.objects.filter(email=by.name)
    return Q(person__in=mine) | Q(team__in=mine.exclude(organisation=None).values("organisation"))

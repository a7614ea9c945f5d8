"""Returns as the office's pages read them: only those that somebody's roles reach."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Min, OuterRef, Q, QuerySet, Subquery

from ropewalk.accounts.by import By
from ropewalk.accounts.models import Organisation
from ropewalk.accounts.reads import organisations
from ropewalk.accounts.rights import Held, Reach, Thing
from ropewalk.accounts.roles import HOLDS, Right
from ropewalk.plan import subjects
from ropewalk.returns.actions.told import thing_of
from ropewalk.returns.models import Ask, Filing, Schedule
from ropewalk.returns.states import OPEN, OWED, State, Step, steps
from ropewalk.returns.states import RIGHTS as RIGHTS


def reached(by: By, right: Right, below: Mapping[str, set[int]] | None = None) -> Q:
    """The asks (or rhythms) over which somebody has a right, as the database is asked for them. It says the
    same as ``rights.may`` does of each, but for who sent it in. ``below``: organisations as ``_below`` reads
    them, where they were read."""
    below = _below() if below is None else below
    open_to = _reached(by.held, right, below)
    exempt = _reached(by.held, Right.READ_EXEMPT, below)
    return open_to & (Q(exempt=False) | exempt)


def _reached(held: Iterable[Held], right: Right, below: Mapping[str, set[int]]) -> Q:
    found = Q(pk__in=[])
    for one in held:
        if right not in HOLDS[one.role]:
            continue
        if one.scope.reach is Reach.EVERYTHING:
            return ~Q(pk__in=[])
        if one.scope.reach is Reach.ORGANISATION:
            found |= Q(organisation__in=below.get(one.scope.code, set()))
        else:
            for subject in subjects.of_priorities(frozenset({one.scope.code})):
                found |= Q(subject_kind=subject.kind, subject=subject.code)
    return found


def _below() -> dict[str, set[int]]:
    """Each organisation's code, and the keys of it and of all below it: one query."""
    rows = {row.pk: row for row in organisations()}
    found: dict[str, set[int]] = {row.code: set() for row in rows.values()}
    for row in rows.values():
        at: Organisation | None = row
        while at is not None and row.pk not in found[at.code]:
            found[at.code].add(row.pk)
            at = rows.get(at.parent_id) if at.parent_id else None
    return found


def asks(by: By) -> QuerySet[Ask]:
    """Every return that somebody may read, those due first in front."""
    newest = Filing.objects.filter(ask=OuterRef("pk")).order_by("-number")
    rows = Ask.objects.filter(reached(by, Right.READ)).select_related("organisation", "person")
    return rows.annotate(
        last_value=Subquery(newest.values("value")[:1]), last_sent=Subquery(newest.values("sent_at")[:1])
    )


def owed(by: By) -> QuerySet[Ask]:
    """What somebody could send in, theirs or their organisations'."""
    return asks(by).filter(reached(by, Right.FILE_RETURN), state__in=OWED)


def to_check(by: By) -> QuerySet[Ask]:
    """What waits for somebody to verify or to sign off, but for what they sent in themselves."""
    verify = Q(state=State.SUBMITTED) & reached(by, Right.VERIFY)
    sign = Q(state=State.VERIFIED) & reached(by, Right.SIGN_OFF)
    own = Filing.objects.filter(sent_by=by.name).values("ask")
    return asks(by).filter(verify | sign).exclude(pk__in=own)


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many returns somebody owes, how many of them are late, and how many they could check."""

    owed: int
    late: int
    to_check: int


def waiting(by: By, today: date) -> Waiting:
    """What ``owed`` and ``to_check`` hold, counted in two queries."""
    below = _below()
    owed = reached(by, Right.FILE_RETURN, below) & Q(state__in=OWED)
    verify = Q(state=State.SUBMITTED) & reached(by, Right.VERIFY, below)
    sign = Q(state=State.VERIFIED) & reached(by, Right.SIGN_OFF, below)
    own = Q(pk__in=Filing.objects.filter(sent_by=by.name).values("ask"))
    found = Ask.objects.filter(reached(by, Right.READ, below)).aggregate(
        owed=Count("pk", filter=owed),
        late=Count("pk", filter=owed & Q(due__lt=today)),
        to_check=Count("pk", filter=(verify | sign) & ~own),
    )
    return Waiting(**found)


def filtered(rows: QuerySet[Ask], *, state: str = "", organisation: str = "") -> QuerySet[Ask]:
    """The rows of a state, of an organisation with all below it; empty: of any."""
    if state in set(State):
        rows = rows.filter(state=state)
    if organisation:
        rows = rows.filter(organisation__in=_below().get(organisation, set()))
    return rows


@dataclass(frozen=True, slots=True)
class Late:
    """How late an organisation is: how many returns it owes, how many of them are late, the oldest's day."""

    organisation: str
    code: str
    owes: int
    late: int
    oldest: date | None


def late(by: By, today: date) -> tuple[Late, ...]:
    """Every organisation that owes something, those with most that is late first: two queries."""
    rows = Ask.objects.filter(reached(by, Right.READ), state__in=OWED).order_by()
    overdue = Q(due__lt=today)
    found = rows.values("organisation__name", "organisation__code").annotate(
        owes=Count("pk"), late=Count("pk", filter=overdue), oldest=Min("due", filter=overdue)
    )
    made = [
        Late(row["organisation__name"], row["organisation__code"], row["owes"], row["late"], row["oldest"])
        for row in found
    ]
    return tuple(sorted(made, key=lambda one: (-one.late, one.organisation)))


@dataclass(frozen=True, slots=True)
class One:
    """One return with all that was sent in and done, and the steps that somebody may take now."""

    row: Ask
    thing: Thing
    title: str
    filings: tuple[Filing, ...]
    steps: tuple[Step, ...]

    @property
    def last(self) -> Filing | None:
        """What was sent in last."""
        return self.filings[-1] if self.filings else None


def one(by: By, pk: int) -> One | None:
    """A return; None where there is none that somebody may read."""
    row = Ask.objects.select_related("organisation", "person", "schedule").filter(pk=pk).first()
    if row is None:
        return None
    thing = thing_of(row)
    if not by.may(Right.READ, thing):
        return None
    can = tuple(step for step in steps(row.stands) if by.may(RIGHTS[step], thing))
    return One(row, thing, subjects.title(row.about), tuple(row.filings.all()), can)


def before(row: Ask) -> float | None:
    """The last value that was signed off for the same thing and place, for a period before."""
    same = Ask.objects.filter(subject_kind=row.subject_kind, subject=row.subject, place=row.place)
    last = same.filter(state=State.SIGNED_OFF, period__lt=row.period).order_by("-period").first()
    filing = last.filings.last() if last else None
    return filing.value if filing else None


def schedules(by: By) -> QuerySet[Schedule]:
    """The rhythms in force that somebody may read."""
    rows = Schedule.objects.filter(reached(by, Right.READ), ended_at=None)
    return rows.select_related("organisation", "person").annotate(last=Max("asks__period"))


def is_late(row: Ask, today: date) -> bool:
    """Whether its owner owes it past its day."""
    return row.stands in OWED and row.due < today


def days_late(row: Ask, today: date) -> int:
    """For how many days it has been owed past its day; nought where it is not late."""
    return (today - row.due).days if is_late(row, today) else 0


def open_asks() -> QuerySet[Ask]:
    """Every return that is under way, whoever may read it: for letters."""
    return Ask.objects.filter(state__in=OPEN).select_related("organisation", "person")

"""People, organisations and events, as pages and commands read them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from ropewalk.accounts.models import Event, Grant, Invitation, Organisation, Person
from ropewalk.accounts.once import once
from ropewalk.accounts.rights import ACCOUNT, Reach, Scope, Thing
from ropewalk.vocabulary import clock


@dataclass(frozen=True, slots=True)
class Branch:
    """An organisation in the tree, and how deep it lies."""

    row: Organisation
    depth: int


@once
def organisations() -> tuple[Organisation, ...]:
    """Every organisation, closed ones too, by name: one query, and one a page."""
    return tuple(Organisation.objects.order_by("name"))


def tree(*, closed: bool = True) -> tuple[Branch, ...]:
    """Every organisation, each followed by those below it, by name: one query."""
    below: dict[int | None, list[Organisation]] = {}
    for row in organisations():
        below.setdefault(row.parent_id, []).append(row)

    def walk(parent: int | None, depth: int) -> Iterator[Branch]:
        for row in below.get(parent, ()):
            if closed or row.closed_on is None:
                yield Branch(row, depth)
                yield from walk(row.pk, depth + 1)

    return tuple(walk(None, 0))


def line_above(organisation: Organisation | None) -> frozenset[str]:
    """The codes of an organisation and of all above it; empty for none."""
    rows = {row.pk: row for row in organisations()} if organisation else {}
    codes: set[str] = set()
    at = organisation
    while at is not None and at.code not in codes:
        codes.add(at.code)
        at = rows.get(at.parent_id) if at.parent_id else None
    return frozenset(codes)


def thing_of_scope(scope: Scope) -> Thing:
    """What somebody must reach to give or take a role over a scope."""
    if scope.reach is Reach.PRIORITY:
        return Thing(priorities=frozenset({scope.code}))
    if scope.reach is Reach.ORGANISATION:
        found = Organisation.objects.filter(code=scope.code).first()
        return Thing(organisations=line_above(found))
    return ACCOUNT


def thing_of_person(person: Person) -> Thing:
    """What somebody must reach to look after a person: the organisation that the person is of."""
    return Thing(organisations=line_above(person.organisation))


def people() -> QuerySet[Person]:
    """Everybody, with their organisation and the roles that were not taken back: two queries."""
    grants = Grant.objects.filter(ended_at=None).select_related("organisation")
    return Person.objects.select_related("organisation").prefetch_related(Prefetch("grants", grants))


def waiting() -> QuerySet[Invitation]:
    """Invitations that can still be used."""
    rows = Invitation.objects.filter(used_at=None, withdrawn_at=None, expires_at__gt=clock.now())
    return rows.select_related("organisation")


def events(
    *, who: str = "", what: str = "", thing: str = "", since: date | None = None, until: date | None = None
) -> QuerySet[Event]:
    """Events, the newest first. Texts match whole or in part; both days count, in the council's time."""
    rows = Event.objects.order_by("-number")
    wanted = {"who__icontains": who, "what__icontains": what, "thing__icontains": thing}
    rows = rows.filter(**{name: text for name, text in wanted.items() if text})
    zone = timezone.get_current_timezone()
    if since:
        rows = rows.filter(at__gte=datetime(since.year, since.month, since.day, tzinfo=zone))
    if until:
        rows = rows.filter(at__lt=_next_midnight(until))
    return rows


def last_writer(kind: str, thing: str) -> tuple[str, datetime] | None:
    """The name of who wrote to a thing last, and when, as the audit tells it; None where it tells nothing."""
    row = Event.objects.filter(kind=kind, thing=thing).order_by("-number").first()
    if row is None:
        return None
    name = Person.objects.filter(email=row.who).values_list("name", flat=True).first()
    return name or row.who, row.at


def _next_midnight(day: date) -> datetime:
    after = date.fromordinal(day.toordinal() + 1)
    return datetime(after.year, after.month, after.day, tzinfo=timezone.get_current_timezone())

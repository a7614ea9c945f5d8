"""Writing the audit: in the transaction of what it tells of, one event after another.

    with writing(by) as say:
        row.save()
        say("person renamed", "person", row.email, before, after)

The row that holds the chain's end is locked first, so two writers take turns: on PostgreSQL by that lock, on
SQLite because a transaction there begins by taking the right to write.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from django.db import transaction
from django.db.models import Model

from ropewalk.accounts.by import By
from ropewalk.accounts.chain import Break, End, Link, Said, canonical, first_break, linked
from ropewalk.accounts.models import Event, Last
from ropewalk.vocabulary import clock


class Say(Protocol):
    """Adds an event: what was done, the kind of thing and its name, and how it was before and after."""

    def __call__(
        self, what: str, kind: str = "", thing: str = "", before: Any = None, after: Any = None
    ) -> None: ...


@contextmanager
def writing(by: By) -> Iterator[Say]:
    """A transaction that writes and tells the audit; either both happen or neither."""
    with transaction.atomic():
        Last.objects.select_for_update().get_or_create(id=1)

        def say(what: str, kind: str = "", thing: str = "", before: Any = None, after: Any = None) -> None:
            at, was, becomes = clock.now(), canonical(before), canonical(after)
            said = Said(at, by.name, what, kind, thing, was, becomes, by.request)
            link = linked(end(), said)
            _add(link)
            Last.objects.filter(id=1).update(number=link.number, hash=link.hash)

        yield say


def tell_all(by: By, told: Iterable[tuple[str, str, str, Any, Any]]) -> None:
    """Add many events at once, inside ``writing``: each what was done, the kind of thing, its name, how it
    was before and after. The chain's end is read once and written once, however many there are."""
    at, now, links = end(), clock.now(), list[Link]()
    for what, kind, thing, before, after in told:
        said = Said(now, by.name, what, kind, thing, canonical(before), canonical(after), by.request)
        links.append(linked(at, said))
        at = End(links[-1].number, links[-1].hash)
    Event.objects.bulk_create([_row(link) for link in links], batch_size=500)
    Last.objects.filter(id=1).update(number=at.number, hash=at.hash)


def hold(row: Model) -> None:
    """Read a row again and hold it until the transaction ends. Whoever waited for their turn to write read it
    before, and would write back what somebody else has changed meanwhile."""
    row.refresh_from_db(from_queryset=type(row)._default_manager.select_for_update())


def note(by: By, what: str, kind: str = "", thing: str = "", after: Any = None) -> None:
    """An event on its own: something happened, such as a sign-in, that wrote nothing of ours."""
    with writing(by) as say:
        say(what, kind, thing, None, after)


def _add(link: Link) -> None:
    _row(link).save(force_insert=True)


def _row(link: Link) -> Event:
    said = link.said
    return Event(
        number=link.number,
        at=said.at,
        who=said.who,
        what=said.what,
        kind=said.kind,
        thing=said.thing,
        before=said.before,
        after=said.after,
        request=said.request,
        previous=link.previous,
        hash=link.hash,
    )


def end() -> End:
    """Where the chain ends."""
    last = Last.objects.filter(id=1).first()
    return End(last.number, last.hash) if last else End()


def broken() -> Break | None:
    """The first event at which the chain does not hold; None where all is well. Reads one moment's rows."""
    with transaction.atomic():
        rows = Event.objects.order_by("number").iterator(chunk_size=1000)
        return first_break((row.link for row in rows), end())

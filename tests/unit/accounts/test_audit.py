"""The audit stands in the transaction of what it tells, refuses to be changed, and shows it when it was."""

import json

import pytest
from at_once import at_once, patiently
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from office_people import a_person

from ropewalk.accounts import audit, reads
from ropewalk.accounts.by import COMMAND_LINE, By
from ropewalk.accounts.chain import End
from ropewalk.accounts.export import as_csv, as_json_lines
from ropewalk.accounts.models import Event, Last
from ropewalk.vocabulary.errors import UserError

pytestmark = pytest.mark.django_db
ANN = By("ann@example.org", (), "r1")
TEXTS = ("who", "what", "kind", "thing", "before", "after", "request", "previous", "hash")


def three() -> list[Event]:
    for n in range(3):
        audit.note(ANN, "signed in", "person", f"p{n}", {"n": n})
    return list(Event.objects.all())


def test_events_follow_one_another() -> None:
    events = three()
    assert [event.number for event in events] == [1, 2, 3]
    assert [event.previous for event in events[1:]] == [event.hash for event in events[:-1]]
    assert audit.end() == End(3, events[-1].hash)
    assert audit.broken() is None


def test_what_is_undone_is_not_told() -> None:
    def fail() -> None:
        with audit.writing(ANN) as say:
            say("person renamed", "person", "p")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert not Event.objects.exists()
    assert audit.end() == End()


@pytest.mark.parametrize(
    "change",
    [
        lambda event: event.save(),
        lambda event: event.delete(),
        lambda _: Event.objects.update(who="eve"),
        lambda _: Event.objects.all().delete(),
        lambda event: Event.objects.filter(pk=event.pk)._raw_delete("default"),
        lambda event: Event._base_manager.filter(pk=event.pk).update(who="eve"),
        lambda event: Event.objects.bulk_update([event], ["who"]),
        lambda event: Event.objects.update_or_create(number=event.number, defaults={"who": "eve"}),
    ],
    ids=[
        "save",
        "delete",
        "update",
        "delete all",
        "raw delete",
        "base manager",
        "bulk update",
        "update or create",
    ],
)
def test_a_row_is_not_changed_or_deleted(change) -> None:
    event = three()[1]
    with pytest.raises(UserError, match="never changed or deleted"), transaction.atomic():
        change(event)
    assert audit.broken() is None


class Tampering(TestCase):
    """Somebody with the database in their hands changes it past our code."""

    @settings(deadline=None, max_examples=25)
    @given(st.integers(1, 3), st.sampled_from(TEXTS), st.text("ab", min_size=1, max_size=5))
    def test_any_change_in_any_column_is_found_at_that_event_or_the_next(
        self, n: int, name: str, text: str
    ) -> None:
        three()
        with connection.cursor() as cursor:
            # Cut, because PostgreSQL writes nothing that is longer than its column.
            change = f"UPDATE accounts_event SET {name} = substr(%s || {name}, 1, 60) WHERE number = %s"  # noqa: S608
            cursor.execute(change, [text, n])
        found = audit.broken()
        assert found is not None
        assert found.number == n

    @settings(deadline=None, max_examples=10)
    @given(st.integers(1, 3))
    def test_a_row_that_was_taken_out_is_missed(self, n: int) -> None:
        three()
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM accounts_event WHERE number = %s", [n])
        found = audit.broken()
        assert found is not None
        assert found.number == n


def test_an_end_that_was_set_back_is_found() -> None:
    three()
    Last.objects.update(number=2)
    assert audit.broken() is not None


@pytest.mark.django_db(transaction=True)
def test_writers_at_once_make_one_chain() -> None:
    """Each writer has a connection of its own, as processes of the server do."""

    def write() -> None:
        for _ in range(5):
            patiently(lambda: audit.note(COMMAND_LINE, "signed in"))

    assert at_once(write, write, write, write) == []
    assert Event.objects.count() == 20
    assert audit.broken() is None


def test_an_export_has_every_event_and_runs_in_no_spreadsheet() -> None:
    audit.note(ANN, "signed in", "person", "=1+1")
    links = [event.link for event in Event.objects.all()]
    line = json.loads("".join(as_json_lines(links)))
    assert line["thing"] == "=1+1"
    assert line["hash"] == links[0].hash
    assert ",'=1+1," in "".join(as_csv(links))


def test_events_are_found_by_who_what_and_thing() -> None:
    a_person("bob@example.org")
    audit.note(ANN, "signed in", "person", "bob@example.org")
    audit.note(By("bob@example.org"), "signed out", "person", "bob@example.org")
    assert [event.what for event in reads.events(who="ann")] == ["signed in"]
    assert [event.what for event in reads.events(thing="bob")] == ["signed out", "signed in"]
    day = Event.objects.get(number=1).at.date()
    assert reads.events(since=day, until=day, what="out").count() == 1

"""The life of a release: announced, moved with a reason, prepared, cleared, out, corrected."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from office_people import a_person, as_
from releasing import DAY, Clock

from ropewalk.accounts import audit, published
from ropewalk.accounts.by import By, NotAllowedError
from ropewalk.accounts.models import Event
from ropewalk.accounts.roles import Role
from ropewalk.releases import actions, check, keeping, objects, public, reads
from ropewalk.releases.models import Move, Release
from ropewalk.releases.states import State
from ropewalk.vocabulary.errors import StoreError, UserError

Released = Callable[..., Release]
AHEAD = timedelta(days=30)


def test_a_release_is_in_the_calendar_as_soon_as_it_is_planned(publisher: By, clock: Clock) -> None:
    before = published.number()
    actions.plan(publisher, "First quarter", clock.now + AHEAD, "Figures to March")
    (one,) = public.announced()
    assert (one.number, one.title, one.state, one.planned_for) == (
        1,
        "First quarter",
        State.PLANNED,
        DAY + AHEAD,
    )
    assert published.number() > before


def test_a_release_is_not_planned_for_a_time_that_has_passed(publisher: By, clock: Clock) -> None:
    with pytest.raises(UserError, match="before its time"):
        actions.plan(publisher, "Yesterday", clock.now)
    assert not Release.objects.exists()


def test_a_moved_release_shows_both_times_and_why(publisher: By, clock: Clock, plainly: None) -> None:
    row = actions.plan(publisher, "First quarter", clock.now + AHEAD)
    actions.prepare(publisher, row)
    actions.move(publisher, row, clock.now + 2 * AHEAD, "A source is late")
    (one,) = public.announced()
    assert [(move.was, move.becomes, move.reason) for move in one.moves] == [
        (DAY + AHEAD, DAY + 2 * AHEAD, "A source is late")
    ]
    row.refresh_from_db()
    assert reads.state_of(row) is State.PLANNED, "its documents name the old day"
    with pytest.raises(UserError):
        actions.move(publisher, row, clock.now + AHEAD, "  ")
    with pytest.raises(UserError, match="never changed"):
        Move.objects.all().delete()


def test_nothing_of_a_release_can_be_had_before_its_time(publisher: By, clock: Clock, plainly: None) -> None:
    row = actions.plan(publisher, "First quarter", clock.now + AHEAD)
    actions.prepare(publisher, row)
    actions.clear(publisher, row)
    clock.now = row.planned_for - timedelta(microseconds=1)
    (one,) = public.announced()
    assert (one.is_out, one.revision, one.documents, one.manifest) == (False, 0, (), "")
    assert (public.document(1, "plain.txt"), public.frozen_of(1), public.standing()) == (None, None, 0)
    assert public.next_at() == row.planned_for
    clock.now = row.planned_for
    (one,) = public.announced()
    assert [kept.name for kept in one.documents] == ["plain.txt"]
    assert (public.document(1, "plain.txt") or b"").startswith(b"First quarter 31 May 2030")
    assert (public.standing(), public.next_at()) == (1, None)


def test_a_release_cleared_late_says_when_it_came_out(publisher: By, clock: Clock, plainly: None) -> None:
    row = actions.plan(publisher, "First quarter", clock.now + AHEAD)
    actions.prepare(publisher, row)
    late = clock.on(days=40)
    actions.clear(publisher, row)
    assert public.announced()[0].public_at == late


def test_what_waits_for_its_time_can_be_held_back_and_no_longer(released: Released, publisher: By) -> None:
    row = released()
    with pytest.raises(UserError):
        actions.hold_back(publisher, row)
    with pytest.raises(UserError, match="published"):
        actions.move(publisher, row, DAY + timedelta(days=900), "Second thoughts")
    with pytest.raises(UserError):
        actions.cancel(publisher, row, "Second thoughts")
    with pytest.raises(UserError):
        actions.prepare(publisher, row)


def test_a_cancelled_release_stays_in_the_calendar_with_the_reason(publisher: By, clock: Clock) -> None:
    row = actions.plan(publisher, "First quarter", clock.now + AHEAD)
    actions.cancel(publisher, row, "The survey was not run")
    (one,) = public.announced()
    assert (one.state, one.cancelled_because) == (State.CANCELLED, "The survey was not run")


def test_a_correction_is_a_release_of_its_own_with_a_notice_on_the_old_one(
    released: Released, publisher: By, clock: Clock
) -> None:
    old = released()
    made = actions.correct(publisher, old, "A file was read twice", "Two measures change")
    actions.prepare(publisher, made)
    assert public.announced()[1].corrected_by == 0
    assert public.announced()[0].reason == "", "nothing of it is told before it is out"
    actions.clear(publisher, made)
    new, was = public.announced()
    assert (was.state, was.corrected_by) == (State.CORRECTED, 2)
    assert (new.corrects, new.reason, new.changes) == (1, "A file was read twice", "Two measures change")
    assert public.document(1, "plain.txt") is not None, "what was published stays"
    with pytest.raises(UserError, match="cannot be corrected"):
        actions.correct(publisher, Release.objects.get(number=1), "again", "again")


def test_every_write_is_in_the_audit_and_the_clock_publishes_once(released: Released, publisher: By) -> None:
    row = released()
    assert (actions.tell_published(), actions.tell_published()) == ((1,), ())
    told = Event.objects.filter(kind="release").values_list("what", "who")
    assert list(told) == [
        *((what, publisher.name) for what in ("release planned", "release prepared", "release cleared")),
        ("release published", "the clock"),
    ]
    assert row.manifest in Event.objects.get(what="release published").after
    assert audit.broken() is None


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PUBLISHER])
def test_only_publishers_write_releases(released: Released, clock: Clock, role: Role) -> None:
    row, other = released(), as_(a_person("who@example.org", role))
    count = Event.objects.count()
    for write in (
        lambda: actions.plan(other, "Mine", clock.now + AHEAD),
        lambda: actions.change(other, row, "Mine", ""),
        lambda: actions.move(other, row, clock.now + AHEAD, "why"),
        lambda: actions.cancel(other, row, "why"),
        lambda: actions.prepare(other, row),
        lambda: actions.clear(other, row),
        lambda: actions.hold_back(other, row),
        lambda: actions.correct(other, row, "why", "what"),
        lambda: actions.add_early_reader(other, row, "a@example.org", role="Leader", reason="To prepare"),
    ):
        with pytest.raises(NotAllowedError):
            write()
    assert Event.objects.count() == count


def test_early_readers_are_listed_by_role_and_each_reading_is_logged(
    publisher: By, clock: Clock, plainly: None
) -> None:
    leader, other = a_person("leader@example.org", Role.VIEWER), a_person("other@example.org", Role.VIEWER)
    row = actions.plan(publisher, "First quarter", clock.now + AHEAD)
    actions.prepare(publisher, row)
    seat = actions.add_early_reader(
        publisher, row, "Leader@example.org", role="Leader of the council", reason="To answer questions"
    )
    (told,) = public.announced()[0].early
    assert (told.role, told.reason) == ("Leader of the council", "To answer questions")
    assert "leader@" not in repr(public.announced())
    assert actions.read_early(as_(leader), row, "plain.txt")
    assert [reading.who for reading in reads.early_readings(row)] == [leader.email]
    with pytest.raises(NotAllowedError):
        actions.read_early(as_(other), row, "plain.txt")
    actions.remove_early_reader(publisher, seat)
    with pytest.raises(NotAllowedError):
        actions.read_early(as_(leader), row, "plain.txt")
    assert public.announced()[0].early == ()
    assert len(reads.early_readings(row)) == 1


def test_a_damaged_file_is_named_and_stops_the_clearing(publisher: By, clock: Clock, plainly: None) -> None:
    row = actions.plan(publisher, "First quarter", clock.now + AHEAD)
    actions.prepare(publisher, row)
    assert list(check.faults()) == []
    row.refresh_from_db()
    kept = keeping.read_manifest(row.manifest).documents[0]
    objects.path_of(keeping.home(), kept.sha256).write_bytes(b"other words")
    assert "release 1, plain.txt" in str(next(check.faults()))
    with pytest.raises(StoreError, match=r"plain\.txt"):
        actions.clear(publisher, row)
    row.refresh_from_db()
    assert reads.state_of(row) is State.PREPARED


def test_a_preparation_that_fails_leaves_the_release_as_it_was(
    publisher: By, clock: Clock, city: Path, plainly: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = actions.plan(publisher, "First quarter", clock.now + AHEAD)
    monkeypatch.setattr(objects, "put", lambda *_: (_ for _ in ()).throw(OSError("the disk is full")))
    with pytest.raises(OSError, match="full"):
        actions.prepare(publisher, row)
    row.refresh_from_db()
    assert (reads.state_of(row), row.manifest) == (State.PLANNED, "")


def test_the_database_itself_refuses_what_may_not_be(publisher: By, clock: Clock) -> None:
    row = actions.plan(publisher, "First quarter", clock.now + AHEAD)
    for wrong in ({"public_at": clock.now}, {"corrects": row}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Release.objects.filter(pk=row.pk).update(**wrong)

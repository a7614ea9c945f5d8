"""Recognition: refused unless figures or a verifier show it, seen only once it was accepted, never erased."""

from collections.abc import Mapping

import pytest
from deliveries import a_toy_plan, carried_out_by_housing, milestone, soon
from django.db import IntegrityError, transaction

from ropewalk.accounts import actions as accounts
from ropewalk.accounts import audit
from ropewalk.accounts.by import By, NotAllowedError
from ropewalk.accounts.guard import HeldBackError
from ropewalk.accounts.models import Event, Organisation, Person
from ropewalk.accounts.pre_election import Ground, Publishing
from ropewalk.accounts.rights import Held
from ropewalk.accounts.roles import Role
from ropewalk.plan import actions as plan
from ropewalk.thread import actions, reads
from ropewalk.thread.about import About, Kind
from ropewalk.thread.actions import shared
from ropewalk.thread.actions.shared import as_of_now
from ropewalk.thread.judged import Judged, Judgement
from ropewalk.thread.merit import NotEarnedError, is_earned
from ropewalk.thread.models import Recognition
from ropewalk.thread.states import Standing
from ropewalk.vocabulary.errors import UserError
from ropewalk.vocabulary.words import Direction

pytestmark = pytest.mark.django_db
JOBS, CLUB = About(Kind.INDICATOR, "jobs"), About(Kind.MILESTONE, "work-clubs/m1")
BETTER, FLAT = Direction.IMPROVING, Direction.NO_CLEAR_CHANGE


@pytest.fixture
def people(monkeypatch, settings, tmp_path) -> Mapping[str, By]:
    settings.WORKSPACE = tmp_path
    found(monkeypatch, BETTER)
    people = a_toy_plan()
    carried_out_by_housing(people["steers"])
    plan.add_milestone(people["runs"], "work-clubs", "First club", soon(9))
    return people


def found(monkeypatch, alone: Direction | None, counted: Direction | None = None, revision: int = 4) -> None:
    measures = {}
    if alone:
        measures["jobs"] = Judged("jobs", alone, counted or alone, "2025-01-01/P1Y", "Better: 71%.")
    monkeypatch.setattr(shared, "judgement", lambda *_: Judgement("E99000001", revision, "v1", measures))


def of(name: str) -> Person:
    return Person.objects.get(email=f"{name}@example.org")


def test_a_tested_improvement_is_recognised_frozen_and_shown_once_it_is_accepted(people, monkeypatch) -> None:
    row = actions.give(people["steers"], JOBS, of("runs"), "They opened six clubs.")
    assert (row.known, row.verdict, row.place, row.known_period, row.revision, row.definitions) == (
        *("Better: 71%.", "improving", "E99000001", "2025-01-01/P1Y"),
        *(4, "v1"),
    )
    assert [list(reads.recognitions(people[one])) for one in ("checks", "runs", "steers")] == [
        [],
        [row],
        [row],
    ]
    assert reads.waiting(people["runs"], soon(0)) == reads.Waiting(offers=1, overdue=0)
    assert reads.waiting(people["steers"], soon(0)).offers == 0
    with pytest.raises(NotAllowedError):
        actions.answer(people["steers"], row.pk, Standing.ACCEPTED)
    actions.answer(people["runs"], row.pk, Standing.ACCEPTED)
    assert list(reads.recognitions(people["checks"])) == [row]
    found(monkeypatch, BETTER, FLAT, revision=7)
    assert not is_earned(JOBS, *as_of_now())
    kept = Recognition.objects.get()
    assert (kept.verdict, kept.revision, kept.stands) == ("improving", 4, Standing.ACCEPTED)
    assert [one.what for one in Event.objects.filter(kind="recognition")] == [
        *("recognition offered", "recognition accepted")
    ]
    assert audit.broken() is None


@pytest.mark.parametrize(
    ("alone", "counted", "why"),
    [
        (FLAT, FLAT, "says: no clear change"),
        (BETTER, FLAT, "not by more than chance gives among so many"),
        (Direction.WORSENING, Direction.WORSENING, "says: worsening"),
        (Direction.CANNOT_SAY, Direction.CANNOT_SAY, "says: cannot say"),
        (None, None, "nothing is found"),
    ],
)
def test_whatever_is_no_tested_improvement_is_refused_with_why(
    people, monkeypatch, alone, counted, why
) -> None:
    found(monkeypatch, alone, counted)
    with pytest.raises(NotEarnedError, match=why):
        actions.give(people["steers"], JOBS, of("runs"), "They tried hard.")
    assert not Recognition.objects.exists()


def test_the_database_itself_refuses_a_measure_that_did_not_improve(people) -> None:
    row = actions.give(people["steers"], JOBS, of("runs"), "Well done.")
    row.verdict = FLAT
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_milestone_counts_once_somebody_else_verified_it_and_no_longer_when_it_is_taken_back(
    people,
) -> None:
    runs, checks, steers = (people[one] for one in ("runs", "checks", "steers"))
    for why, step in (
        ("is not done", lambda: plan.finish_milestone(runs, milestone(), soon(-1), "Photo 3")),
        ("nobody else has verified", lambda: plan.verify_milestone(checks, milestone())),
    ):
        with pytest.raises(NotEarnedError, match=why):
            actions.give(steers, CLUB, of("runs"), "Six clubs.")
        step()
    row = actions.give(steers, CLUB, of("runs"), "Six clubs.")
    assert "First club: done on" in row.known
    assert "verified" in row.known
    assert is_earned(CLUB, *as_of_now())
    plan.reopen_milestone(runs, milestone(), "It had closed again.")
    assert not is_earned(CLUB, *as_of_now())
    with pytest.raises(NotEarnedError):
        actions.answer(runs, row.pk, Standing.ACCEPTED)
    actions.answer(runs, row.pk, Standing.DECLINED)
    with pytest.raises(NotEarnedError, match="no such milestone"):
        actions.give(steers, About(Kind.MILESTONE, "work-clubs/m9"), of("runs"), "x")


def test_a_team_answers_by_one_of_its_own_and_takes_its_consent_back(people) -> None:
    housing = Organisation.objects.get(code="housing")
    Person.objects.filter(email="runs@example.org").update(organisation=housing)
    row = actions.give(people["steers"], JOBS, housing, "They opened six clubs.")
    with pytest.raises(NotAllowedError):
        actions.answer(people["college"], row.pk, Standing.ACCEPTED)
    actions.answer(people["runs"], row.pk, Standing.ACCEPTED)
    with pytest.raises(UserError, match="accepted"):
        actions.answer(people["runs"], row.pk, Standing.DECLINED)
    with pytest.raises(NotAllowedError):
        actions.withdraw(people["college"], row.pk, "No.")
    actions.withdraw(people["runs"], row.pk, "We would rather not.")
    assert list(reads.recognitions(people["checks"])) == []
    assert Recognition.objects.get().withdrawn_because == "We would rather not."


def test_nobody_recognises_themselves_or_their_own_team(people) -> None:
    housing = Organisation.objects.get(code="housing")
    Person.objects.filter(email="steers@example.org").update(organisation=housing)
    for whom in (of("steers"), housing):
        with pytest.raises(UserError, match="nobody recognises themselves"):
            actions.give(people["steers"], JOBS, whom, "Well done, me.")


@pytest.mark.parametrize("role", list(Role))
def test_only_publishers_recognise(people, role: Role) -> None:
    by = By("a@example.org", (Held(role),))
    if role is Role.PUBLISHER:
        assert actions.give(by, JOBS, of("runs"), "Well done.").given_by == by.name
    else:
        with pytest.raises(NotAllowedError):
            actions.give(by, JOBS, of("runs"), "Well done.")


def test_before_a_poll_it_is_neither_offered_nor_accepted_unless_let_through(people) -> None:
    row = actions.give(people["steers"], JOBS, of("runs"), "Well done.")
    time = accounts.set_pre_election(people["steers"], "Toy elections", soon(0), soon(9))
    with pytest.raises(HeldBackError):
        actions.give(people["steers"], JOBS, of("jobs"), "Well done.")
    with pytest.raises(HeldBackError):
        actions.answer(people["runs"], row.pk, Standing.ACCEPTED)
    accounts.let_through(
        people["steers"], time, Publishing.RECOGNITION, str(row.pk), Ground.STATUTORY, "An award by law."
    )
    actions.answer(people["runs"], row.pk, Standing.ACCEPTED)
